import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  main: {
    build: {
      outDir: at('out/app/main'),
      sourcemap: false,
      rolldownOptions: {
        input: {
          main: at('electron/main.ts'),
          backend: at('electron/backend.ts'),
          'old-sheet-worker': at('services/files/old-sheet-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/app/preload'),
      sourcemap: false,
      rolldownOptions: {
        input: { index: at('electron/preload/index.ts') },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/app/renderer'),
      sourcemap: false,
      minify: true,
      // Charts are behind lazy routes; grouping them by hand drew shared modules into their chunk.
      rolldownOptions: { input: { index: at('renderer/index.html') } },
    },
  },
});
