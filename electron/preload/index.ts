/** All that the sandboxed window can reach. No logic: electron/broker.ts decides. */
import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { Bridge } from '#contract/bridge.ts';

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke('call', name, input),
  on: (event, callback) => {
    const listener = (_: IpcRendererEvent, data: Parameters<typeof callback>[0]): void => callback(data);
    ipcRenderer.on(event, listener);
    ipcRenderer.send('listening', event);
    return () => {
      ipcRenderer.off(event, listener);
    };
  },
  pathOf: (file) => webUtils.getPathForFile(file as File),
};

contextBridge.exposeInMainWorld('bridge', bridge);
