/** The first run: what this PC is to become. */
import { BankOutlined, ExperimentOutlined, HistoryOutlined, ShopOutlined } from '@ant-design/icons';
import { useState, type ReactNode } from 'react';
import { useIncoming } from '#renderer/incoming-store.ts';
import { start } from '#renderer/start.ts';
import { Front } from '#renderer/ui/Front.tsx';
import { useAct, useRead } from '#renderer/use-query.ts';
import { Enrol } from './Enrol.tsx';
import { Found } from './Found.tsx';
import { Restore } from './Restore.tsx';

export function Wizard(): ReactNode {
  const [chosen, setDoor] = useState<'found' | 'enrol' | 'restore'>();
  const about = useRead('shell.about', {}).data;
  const demo = useAct('shell.openDemo');
  const incoming = useIncoming('xbcfg');
  // The pack was double-clicked: no need to ask which door.
  const door = chosen ?? (incoming.paths.length > 0 ? 'enrol' : undefined);
  const back = (): void => {
    incoming.take();
    setDoor(undefined);
  };
  const footer =
    about === undefined ? undefined : (
      <>
        数据保存在 <span className="mono">{about.dataFolder}</span> · 版本 {about.version}
      </>
    );
  if (door === 'found') return <Found onBack={back} footer={footer} />;
  if (door === 'enrol') return <Enrol onBack={back} footer={footer} />;
  if (door === 'restore') return <Restore onBack={back} footer={footer} />;
  return (
    <Front title="欢迎使用消保台账" sub="这台电脑还没有台账。请选择要做什么。" wide footer={footer}>
      <div className="doors">
        <Door
          icon={<ShopOutlined />}
          title="导入网点配置包"
          text="网点使用。准备好消保中心发来的 .xbcfg 文件和 16 位领取码。"
          onOpen={() => {
            setDoor('enrol');
          }}
        />
        <Door
          icon={<BankOutlined />}
          title="建立消保中心"
          text="分行消保中心使用，每个分行只建一次。准备好网点名单。"
          onOpen={() => {
            setDoor('found');
          }}
        />
        <Door
          icon={<HistoryOutlined />}
          title="从备份恢复"
          text="电脑换了或坏了时用。准备好存有“消保台账备份”的U盘。"
          onOpen={() => {
            setDoor('restore');
          }}
        />
        {about?.practice === true && (
          <Door
            icon={<ExperimentOutlined />}
            title="体验演示数据"
            text="用虚构的分行先练一练。练习数据单独存放，不会上报。"
            onOpen={() => start(demo.run({}))}
          />
        )}
      </div>
    </Front>
  );
}

function Door(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly onOpen: () => void;
}): ReactNode {
  return (
    <button type="button" className="door" onClick={props.onOpen}>
      <span className="door-icon" aria-hidden="true">
        {props.icon}
      </span>
      <span>
        <span className="door-title">{props.title}</span>
        <span className="door-text">{props.text}</span>
      </span>
      <span className="door-arrow" aria-hidden="true">
        ›
      </span>
    </button>
  );
}
