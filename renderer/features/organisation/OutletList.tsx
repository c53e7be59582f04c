/** 网点与配置包: outlets, their people, and the pack each of them starts from. */
import { Button, Dropdown } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { Out } from '#contract/index.ts';
import type { PackState } from '#contract/pack.ts';
import { call } from '#renderer/api.ts';
import { useMay } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useKeys } from '#renderer/ui/keys.ts';
import { JobSheet } from '#renderer/ui/JobSheet.tsx';
import { ListPage } from '#renderer/ui/ListPage.tsx';
import { nextInList, setList, useListState } from '#renderer/ui/list-store.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import { AnswerRecovery } from './AnswerRecovery.tsx';
import { columns, packWord, packWords } from './columns.tsx';
import { ExportKeys } from './ExportKeys.tsx';
import { ImportKeys } from './ImportKeys.tsx';
import { MadePacks } from './MadePacks.tsx';
import { OutletDrawer } from './OutletDrawer.tsx';
import { PasteOutlets } from './PasteOutlets.tsx';
import { PasteStaff } from './PasteStaff.tsx';
import './organisation.css';

const rowId = (line: PackState): string => line.outlet;
type Dialog = 'outlets' | 'staff' | 'keys' | 'keysBack' | 'recovery';

export function OutletList(): ReactNode {
  const outlets = useRead('pack.list', {});
  const list = useListState('organisation', { chip: 'all' });
  const mayWrite = useMay('organisation.write');
  const mayAnswer = useMay('recovery.answer');
  const [dialog, setDialog] = useState<Dialog>();
  const [openId, setOpenId] = useState<string>();
  const packs = usePacks(() => setOpenId(undefined));
  const all = outlets.data;
  const rows = useMemo(() => fitting(all, list.chip, list.text), [all, list.chip, list.text]);
  const undone = (all ?? []).filter((line) => line.closedOn === null && packWord(line) !== 'current').map(rowId);
  useKeys(
    '网点与配置包',
    [
      { key: 'n', label: '添加网点', run: () => setDialog('outlets'), when: mayWrite },
      { key: 'm', label: '导入人员名单', run: () => setDialog('staff'), when: mayWrite },
      {
        key: 'p',
        label: '生成全部未下发的配置包',
        run: () => packs.make(undone),
        when: packs.may && undone.length > 0,
      },
    ],
    { enabled: dialog === undefined && packs.made === undefined },
  );
  const opened = all?.find((line) => line.outlet === openId);
  return (
    <ListPage
      page="organisation"
      title="网点与配置包"
      {...packs.primary(undone)}
      actions={<ListButtons mayWrite={mayWrite} mayMake={packs.may} mayAnswer={mayAnswer} onDialog={setDialog} />}
      chips={[
        { key: 'all', label: '全部', count: all?.length },
        ...(['missing', 'outdated', 'current'] as const).map((key) => ({
          key,
          label: packWords[key].word,
          count: all?.filter((line) => packWord(line) === key).length,
        })),
      ]}
      search="网点号、网点、支行"
      rows={rows}
      rowId={rowId}
      columns={columns}
      failure={outlets.failure}
      onRetry={outlets.reload}
      onOpen={(line) => setOpenId(line.outlet)}
      openId={openId}
      batch={
        packs.may ? [{ label: '生成配置包', run: (chosen: readonly PackState[]) => packs.make(chosen.map(rowId)) }] : []
      }
      emptyFirst={
        <EmptyState
          title="还没有网点"
          actions={
            mayWrite ? [{ label: '添加网点', keyName: 'N', run: () => setDialog('outlets'), primary: true }] : []
          }
        />
      }
      drawer={
        <>
          {opened !== undefined && (
            <OutletDrawer
              key={opened.outlet}
              line={opened}
              onMake={packs.may ? () => packs.make([opened.outlet]) : undefined}
              onFresh={packs.may ? () => packs.make([opened.outlet], true) : undefined}
              onClose={() => setOpenId(undefined)}
              onStep={(by) => setOpenId(nextInList('organisation', opened.outlet, by) ?? opened.outlet)}
            />
          )}
          {dialog !== undefined && <Dialogs dialog={dialog} onClose={() => setDialog(undefined)} />}
          {packs.busy && <JobSheet title="正在生成配置包" />}
          {packs.made !== undefined && <MadePacks result={packs.made} onClose={packs.forget} />}
        </>
      }
    />
  );
}

function fitting(all: readonly PackState[] | undefined, chip: string, text: string): readonly PackState[] | undefined {
  const typed = text.trim().toLowerCase();
  return all
    ?.filter((line) => chip === '' || chip === 'all' || packWord(line) === chip)
    .filter((line) => `${line.outlet}${line.name}${line.subBranch}`.toLowerCase().includes(typed));
}

/** Making packs: asks for the folder first, keeps the result until it has been read. */
function usePacks(onMade: () => void) {
  const may = useMay('pack.make');
  const act = useAct('pack.make');
  const [made, setMade] = useState<Out<'pack.make'>>();
  const run = async (codes: readonly string[], fresh: boolean): Promise<void> => {
    const folder = await call('shell.pickFolder', { title: '选择存放配置包的文件夹', folder: '' });
    if (folder === null) return;
    const done = await act.run({ outlets: [...codes], folder, fresh });
    if (done === undefined) return;
    setList('organisation', { selected: [] });
    onMade();
    setMade(done);
  };
  const make = (codes: readonly string[], fresh = false): void => start(run(codes, fresh));
  const primary = (undone: readonly string[]) =>
    may
      ? {
          primary: {
            label: undone.length === 0 ? '配置包都是最新' : `生成 ${undone.length} 份配置包`,
            keyName: 'p',
            run: () => make(undone),
            disabled: undone.length === 0,
            busy: act.busy,
          },
        }
      : {};
  return { may, make, made, primary, busy: act.busy, forget: () => setMade(undefined) };
}

interface ButtonsProps {
  readonly mayWrite: boolean;
  readonly mayMake: boolean;
  readonly mayAnswer: boolean;
  readonly onDialog: (dialog: Dialog) => void;
}

function ListButtons({ mayWrite, mayMake, mayAnswer, onDialog }: ButtonsProps): ReactNode {
  const keys = [
    ...(mayMake
      ? [
          { key: 'keys', label: '导出密钥备份' },
          { key: 'keysBack', label: '导回密钥备份' },
        ]
      : []),
    ...(mayAnswer ? [{ key: 'recovery', label: '答复口令找回' }] : []),
  ];
  return (
    <>
      {keys.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items: keys, onClick: ({ key }) => onDialog(key as Dialog) }}>
          <Button>密钥 ▾</Button>
        </Dropdown>
      )}
      {mayWrite && (
        <>
          <Button onClick={() => onDialog('staff')}>
            导入人员名单<kbd>M</kbd>
          </Button>
          <Button onClick={() => onDialog('outlets')}>
            添加网点<kbd>N</kbd>
          </Button>
        </>
      )}
    </>
  );
}

function Dialogs({ dialog, onClose }: { readonly dialog: Dialog; readonly onClose: () => void }): ReactNode {
  switch (dialog) {
    case 'outlets':
      return <PasteOutlets onClose={onClose} />;
    case 'staff':
      return <PasteStaff onClose={onClose} />;
    case 'keys':
      return <ExportKeys onClose={onClose} />;
    case 'keysBack':
      return <ImportKeys onClose={onClose} />;
    case 'recovery':
      return <AnswerRecovery onClose={onClose} />;
  }
}
