/** 设置: text size, own password, lock time, where the data lies, which version this is. */
import { Button, InputNumber } from 'antd';
import { useState, type ReactNode } from 'react';
import { roles } from '#domain/permissions.ts';
import type { Settings } from '#contract/setting.ts';
import { useMay, useSession, useUser } from '#renderer/session-store.ts';
import { settingSections } from '#renderer/navigation.tsx';
import { start } from '#renderer/start.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { Page, Section } from '#renderer/ui/Page.tsx';
import { PasswordDialog } from '#renderer/ui/PasswordDialog.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import './setting.css';

const sizes: readonly { readonly value: Settings['textSize']; readonly label: string; readonly hint: string }[] = [
  { value: 'standard', label: '标准', hint: '100%' },
  { value: 'large', label: '大', hint: '115%' },
  { value: 'huge', label: '特大', hint: '130%' },
];

export function SettingPage(): ReactNode {
  const settings = useRead('setting.all', {});
  return (
    <Page title="设置">
      {settings.failure !== undefined && <FailureNote failure={settings.failure} onRetry={settings.reload} />}
      <div className="setting-columns">
        <div>
          <MySection settings={settings.data} />
          <LockSection settings={settings.data} />
        </div>
        <div>
          <DataSection />
          {settingSections.map((Part, index) => (
            <Part key={index} />
          ))}
        </div>
      </div>
    </Page>
  );
}

function MySection({ settings }: { readonly settings: Settings | undefined }): ReactNode {
  const user = useUser();
  const save = useAct('setting.save');
  const [changing, setChanging] = useState(false);
  return (
    <Section title="我的">
      <dl className="setting-list">
        <dt>使用人</dt>
        <dd>
          {user.name}（{user.staffNo}，{roles[user.role].label}）
        </dd>
        <dt>文字大小</dt>
        <dd>
          <ChipPicker
            label="文字大小"
            options={sizes}
            value={settings?.textSize ?? 'standard'}
            onChange={(value) => {
              const size = sizes.find((each) => each.value === value);
              if (size !== undefined) start(save.run({ textSize: size.value }));
            }}
          />
          <p className="field-hint">只对您自己生效，下次登录还是这个大小。Ctrl+= 放大，Ctrl+- 缩小。</p>
        </dd>
        <dt>口令</dt>
        <dd>
          <Button onClick={() => setChanging(true)}>更换口令</Button>
        </dd>
      </dl>
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
    </Section>
  );
}

function LockSection({ settings }: { readonly settings: Settings | undefined }): ReactNode {
  const maySet = useMay('setting.write');
  const save = useAct('setting.save');
  const [minutes, setMinutes] = useState<number | null>(null);
  const shown = minutes ?? settings?.idleMinutes ?? 5;
  const store = async (): Promise<void> => {
    const saved = await save.run({ idleMinutes: shown });
    if (saved === undefined) return;
    setMinutes(null);
    toast({ text: `${saved.idleMinutes} 分钟不操作将自动锁定。`, tone: 'good' });
  };
  return (
    <Section title="自动锁定">
      <dl className="setting-list">
        <dt>
          <label htmlFor="idle-minutes">不操作后</label>
        </dt>
        <dd>
          {maySet ? (
            <>
              <InputNumber id="idle-minutes" min={1} max={60} precision={0} value={shown} onChange={setMinutes} />{' '}
              分钟锁定{' '}
              <Button disabled={minutes === null || minutes === settings?.idleMinutes} onClick={() => start(store())}>
                保存
              </Button>
            </>
          ) : (
            <>{shown} 分钟锁定（由网点负责人或系统管理员设置）</>
          )}
          <p className="field-hint">离开柜台时也可以按 Ctrl+L 立即锁定，登录后回到原来的页面。</p>
        </dd>
      </dl>
    </Section>
  );
}

function DataSection(): ReactNode {
  const session = useSession();
  const about = useRead('shell.about', {}).data;
  return (
    <Section title="数据与版本">
      <dl className="setting-list">
        <dt>机构</dt>
        <dd>
          {session.bankName} {session.branchName}
          {session.side === 'outlet' && (
            <>
              <br />
              {session.outletName}（<span className="mono">{session.outletCode}</span>）
            </>
          )}
        </dd>
        <dt>数据位置</dt>
        <dd>
          <span className="mono setting-path">{about?.dataFolder ?? '--'}</span>
          {about !== undefined && <CopyButton text={about.dataFolder} />}
          <p className="field-hint">数据已加密，没有口令打不开。请不要手工移动或修改这个文件夹。</p>
        </dd>
        <dt>版本</dt>
        <dd>
          消保台账 {about?.version ?? '--'}
          <span className="muted">
            {' '}
            （运行环境 {about?.electron ?? '--'}，内核 {about?.chromium ?? '--'}）
          </span>
        </dd>
      </dl>
    </Section>
  );
}
