/** One part of the 知识库: a list; at the centre also new, edit, paste, out of use and back. */
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { Knowledge } from '#contract/knowledge.ts';
import { find, indexed, knowledgeKinds, type Findable, type KnowledgeKind } from '#domain/knowledge.ts';
import { useMay, useSide } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Facts } from '#renderer/ui/Facts.tsx';
import { useKeys } from '#renderer/ui/keys.ts';
import { ListPage, type Column } from '#renderer/ui/ListPage.tsx';
import { useListState } from '#renderer/ui/list-store.ts';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { TabLinks } from '#renderer/ui/TabLinks.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct, type Read } from '#renderer/use-query.ts';
import { PasteKnowledge } from './PasteKnowledge.tsx';

export interface Item {
  readonly id: string;
  readonly inUse: boolean;
  readonly retiredOn: string | null;
}

interface Props<Row extends Item> {
  readonly kind: KnowledgeKind;
  readonly found: Read<Knowledge>;
  readonly rows: readonly Row[] | undefined;
  readonly columns: readonly Column<Row>[];
  readonly findable: (row: Row) => Findable;
  readonly nameOf: (row: Row) => string;
  /** Label and text, for who only reads. */
  readonly parts: (row: Row) => readonly (readonly [label: string, text: string])[];
  readonly form: (row: Row | undefined, onClose: () => void) => ReactNode;
  /** Record of the address. */
  readonly openId: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
  /** The address asks for a new one. */
  readonly startsNew?: boolean;
}

const chipLabels = { inUse: '在用', retired: '已停用', all: '全部' } as const;

export function KnowledgeTab<Row extends Item>(props: Props<Row>): ReactNode {
  const { kind, found, rows, columns, findable, nameOf, onOpen } = props;
  const mayWrite = useMay('knowledge.write');
  const list = useListState(`knowledge-${kind}`, { chip: 'inUse' });
  const [asked, setAsked] = useState<'new' | 'paste'>();
  const index = useMemo(() => indexed(rows ?? [], findable), [rows, findable]);
  const hits = useMemo(() => find(index, list.text), [index, list.text]);
  const { inUse, retired } = useSplit(hits);
  const byChip: Readonly<Record<string, readonly Row[]>> = { inUse, retired, all: hits };
  const add = (): void => setAsked('new');
  const paste = (): void => setAsked('paste');
  const isOpen = asked !== undefined || props.openId !== undefined;
  const toggle = useToggle<Row>(kind, nameOf);
  useKeys(
    knowledgeKinds[kind].label,
    [
      { key: 'n', label: `新增${knowledgeKinds[kind].one}`, run: add, when: mayWrite },
      { key: 'p', label: '粘贴表格', run: paste, when: mayWrite },
    ],
    { enabled: !isOpen },
  );
  return (
    <ListPage<Row>
      page={`knowledge-${kind}`}
      title="知识库"
      {...(mayWrite ? { primary: { label: `新增${knowledgeKinds[kind].one}`, keyName: 'n', run: add } } : {})}
      actions={mayWrite ? <CentreActions kind={kind} found={found} onPaste={paste} /> : undefined}
      tabs={<KnowledgeTabs kind={kind} all={found.data} />}
      chips={Object.entries(chipLabels).map(([key, label]) => ({ key, label, count: byChip[key]?.length }))}
      search="两个字或拼音"
      rows={rows === undefined ? undefined : (byChip[list.chip] ?? inUse)}
      rowId={rowId}
      columns={columns}
      loading={found.loading}
      failure={found.failure}
      onRetry={found.reload}
      onOpen={(row) => onOpen(row.id)}
      openId={props.openId}
      {...(mayWrite
        ? {
            rowActions: [
              { key: 'd', label: '停用', run: (row: Row) => toggle(row, false), when: (row: Row) => row.inUse },
              { key: 'r', label: '恢复', run: (row: Row) => toggle(row, true), when: (row: Row) => !row.inUse },
            ],
            rowButtons: () => true,
          }
        : {})}
      emptyFirst={<Empty kind={kind} mayWrite={mayWrite} onNew={add} onPaste={paste} />}
      drawer={<Drawer {...props} mayWrite={mayWrite} asked={asked} onDone={() => setAsked(undefined)} />}
    />
  );
}

const rowId = (row: Item): string => row.id;

const useSplit = <Row extends Item>(rows: readonly Row[]) =>
  useMemo(() => ({ inUse: rows.filter((row) => row.inUse), retired: rows.filter((row) => !row.inUse) }), [rows]);

function useToggle<Row extends Item>(kind: KnowledgeKind, nameOf: (row: Row) => string) {
  const act = useAct('knowledge.setInUse');
  return (row: Row, inUse: boolean): void => {
    const run = async (): Promise<void> => {
      if ((await act.run({ kind, id: row.id, inUse })) === undefined) return;
      toast({
        text: `${inUse ? '已恢复' : '已停用'}：${nameOf(row)}。重新制作配置包后到网点`,
        tone: 'good',
        actions: [{ label: '撤销', run: () => start(act.run({ kind, id: row.id, inUse: !inUse })) }],
      });
    };
    start(run());
  };
}

function KnowledgeTabs({
  kind,
  all,
}: {
  readonly kind: KnowledgeKind;
  readonly all: Knowledge | undefined;
}): ReactNode {
  const count = (rows: readonly Item[] | undefined) => rows?.filter((row) => row.inUse).length;
  const counts = {
    phrase: count(all?.phrases),
    banned: count(all?.banned),
    case: count(all?.cases),
    article: count(all?.articles),
  };
  return (
    <TabLinks
      label="知识库"
      current={`/knowledge/${kind}`}
      tabs={(Object.keys(knowledgeKinds) as readonly KnowledgeKind[]).map((each) => ({
        label: knowledgeKinds[each].label,
        path: `/knowledge/${each}`,
        count: counts[each],
      }))}
    />
  );
}

function CentreActions(props: {
  readonly kind: KnowledgeKind;
  readonly found: Read<Knowledge>;
  readonly onPaste: () => void;
}): ReactNode {
  const { kind, found, onPaste } = props;
  const act = useAct('knowledge.addShipped');
  const missing = found.data?.unshipped ?? 0;
  const take = async (): Promise<void> => {
    const done = await act.run({});
    if (done !== undefined) toast({ text: `已补入 ${done.added} 条，请核对`, tone: 'good' });
  };
  return (
    <>
      {kind === 'article' && missing > 0 && (
        <Button loading={act.busy} onClick={() => start(take())}>
          补入程序自带的 {missing} 条
        </Button>
      )}
      <Button onClick={onPaste}>
        粘贴表格<kbd>P</kbd>
      </Button>
    </>
  );
}

const emptyWords: Readonly<Record<KnowledgeKind, string>> = {
  phrase: '在任何多行文字栏里打两个冒号 :: 就能选用。',
  banned: '文字里出现这些话时，栏目旁会提示改说什么。',
  case: '办结的投诉脱敏后写成案例，供各网点学习。',
  article: '登记和办理投诉时，合用的条目列在表单旁。',
};

function Empty(props: {
  readonly kind: KnowledgeKind;
  readonly mayWrite: boolean;
  readonly onNew: () => void;
  readonly onPaste: () => void;
}): ReactNode {
  const { kind, mayWrite } = props;
  const side = useSide();
  const { one } = knowledgeKinds[kind];
  return (
    <EmptyState
      title={`还没有${one}`}
      actions={
        mayWrite
          ? [
              { label: `新增${one}`, keyName: 'N', run: props.onNew, primary: true },
              { label: '粘贴表格', keyName: 'P', run: props.onPaste },
            ]
          : []
      }
    >
      {emptyWords[kind]}
      {side === 'outlet' && '由中心维护，导入配置包后出现在这里。'}
    </EmptyState>
  );
}

function Drawer<Row extends Item>(
  props: Props<Row> & {
    readonly mayWrite: boolean;
    readonly asked: 'new' | 'paste' | undefined;
    readonly onDone: () => void;
  },
): ReactNode {
  const { kind, rows, openId, onOpen, mayWrite, asked, onDone, startsNew = false } = props;
  if (asked === 'paste') return <PasteKnowledge kind={kind} onClose={onDone} />;
  if (asked === 'new') return props.form(undefined, onDone);
  const close = (): void => onOpen(undefined);
  if (startsNew && mayWrite) return props.form(undefined, close);
  const row = rows?.find(({ id }) => id === openId);
  if (row === undefined) return null;
  if (mayWrite) return props.form(row, close);
  return (
    <Sheet title={props.nameOf(row)} onClose={close} width={640}>
      {!row.inUse && <p className="doubt">◔ {row.retiredOn} 起停用</p>}
      <Facts facts={props.parts(row).map(([label, value]) => ({ label, value, wide: true }))} />
    </Sheet>
  );
}
