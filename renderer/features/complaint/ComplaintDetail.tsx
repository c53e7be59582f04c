/** One case: how its clocks stand, what comes next, what happened, what is recorded. */
import { Button, Dropdown } from 'antd';
import { useState, type ReactNode } from 'react';
import { useLocation, useParams } from 'wouter';
import type { ComplaintView } from '#contract/complaint.ts';
import { complaintStates, type ComplaintState } from '#domain/complaint.ts';
import type { Move } from '#domain/complaint-state.ts';
import { moveLabels } from '#domain/complaint-state.ts';
import { useMay } from '#renderer/session-store.ts';
import { Attachments } from '#renderer/ui/Attachments.tsx';
import { Clock310 } from '#renderer/ui/Clock310.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { useKeys } from '#renderer/ui/keys.ts';
import { Waiting } from '#renderer/ui/ListPage.tsx';
import { nextInList } from '#renderer/ui/list-store.ts';
import { Page, Section } from '#renderer/ui/Page.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { StateTag } from '#renderer/ui/StateTag.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useShortLabel } from '#renderer/ui/use-dict.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import { CloseForm } from './CloseForm.tsx';
import { EditForm } from './EditForm.tsx';
import { Facts } from './Facts.tsx';
import { ComplaintTag } from './list-columns.tsx';
import { ContactForm, FollowUpForm, NoteForm, PlanForm } from './MoveForms.tsx';
import { Timeline } from './Timeline.tsx';
import './complaint.css';

const listPage = 'complaints';
const moveKeys: Readonly<Record<Move, string>> = {
  contact: 'c',
  plan: 'p',
  close: 'd',
  followUp: 'h',
  note: 'n',
  edit: 'e',
  withdraw: '',
  void: '',
};

const isMove = (text: string | undefined): text is Move => text !== undefined && Object.hasOwn(moveLabels, text);

export function ComplaintDetail(): ReactNode {
  const { id = '', act } = useParams();
  const found = useRead('complaint.get', { id }, { keep: false });
  if (found.failure !== undefined) {
    return (
      <Page title="投诉" back={{ label: '投诉', path: '/complaints' }}>
        <FailureNote failure={found.failure} onRetry={found.reload} />
      </Page>
    );
  }
  if (found.data === undefined) return <Waiting />;
  return <Case key={id} view={found.data} asked={isMove(act) && found.data.moves[act] === '' ? act : undefined} />;
}

function Case({ view, asked }: { readonly view: ComplaintView; readonly asked: Move | undefined }): ReactNode {
  const [, go] = useLocation();
  const mayWrite = useMay('complaint.write');
  const mayVoid = useMay('complaint.void');
  const [open, setOpen] = useState<Move | undefined>(mayWrite ? asked : undefined);
  const allowed = (move: Move): boolean => mayWrite && view.moves[move] === '' && (move !== 'void' || mayVoid);
  const step = (direction: 1 | -1): void => {
    const other = nextInList(listPage, view.id, direction);
    if (other === undefined) toast({ text: direction === 1 ? '已是列表的最后一件' : '已是列表的第一件' });
    else go(`/complaints/${other}`);
  };
  const done = (state: string): void => {
    setOpen(undefined);
    const hasNext = nextInList(listPage, view.id, 1) !== undefined;
    toast({
      text: `已保存 · ${complaintStates[state as ComplaintState]}`,
      tone: 'good',
      ...(hasNext ? { actions: [{ label: '下一件 Ctrl+↓', run: () => step(1) }] } : {}),
    });
  };
  const listed = nextInList(listPage, view.id, 1) !== undefined || nextInList(listPage, view.id, -1) !== undefined;
  useKeys('投诉', [
    ...(Object.keys(moveKeys) as Move[])
      .filter((move) => moveKeys[move] !== '')
      .map((move) => ({ key: moveKeys[move], label: moveLabels[move], run: () => setOpen(move), when: allowed(move) })),
    { key: 'Ctrl+ArrowDown', label: '下一件', run: () => step(1), when: listed },
    { key: 'Ctrl+ArrowUp', label: '上一件', run: () => step(-1), when: listed },
    { key: 'Escape', label: '返回列表', run: () => go('/complaints') },
  ]);
  const { next } = view;
  return (
    <Page
      title={<Title view={view} />}
      back={{ label: '投诉', path: '/complaints' }}
      {...(next !== null && allowed(next)
        ? { primary: { label: moveLabels[next], keyName: moveKeys[next].toUpperCase(), run: () => setOpen(next) } }
        : {})}
      actions={<Actions view={view} allowed={allowed} onOpen={setOpen} />}
    >
      <Head view={view} />
      <div className="case-columns">
        <Section title="办理过程">
          <Timeline steps={view.steps} year={view.receivedOn.slice(0, 4)} />
        </Section>
        <Section>
          <Facts view={view} />
        </Section>
      </div>
      <Attachments ofKind="complaint" ofId={view.id} live={!view.voided} />
      <OpenMove move={open} view={view} onDone={done} onClose={() => setOpen(undefined)} />
    </Page>
  );
}

function Title({ view }: { readonly view: ComplaintView }): ReactNode {
  const short = useShortLabel();
  return (
    <>
      {view.customerName} · {short(view.business)}
    </>
  );
}

function Head({ view }: { readonly view: ComplaintView }): ReactNode {
  return (
    <>
      <div className="case-head">
        <span className="num mono">{view.caseNo}</span>
        <ComplaintTag state={view.state} voided={view.voided} />
        {view.forwarded && <StateTag tone="paused">监管转办</StateTag>}
        {view.repeatOf !== null && <StateTag tone="idle">重复</StateTag>}
        {view.conflicts.length > 0 && <StateTag tone="today">{view.conflicts.length} 处两边改法不同，待核对</StateTag>}
      </div>
      {view.clocks.length > 0 && <Clock310 clocks={view.clocks} />}
      <div className="case-notes">
        {view.crossing !== '' && <p className="doubt">◔ {view.crossing}</p>}
        {view.clocks.some((clock) => clock.estimated) && <p className="doubt">◔ 放假安排未下发，带“约”的日期为估算</p>}
        {view.calendarNote !== '' && <p className="muted">{view.calendarNote}</p>}
      </div>
    </>
  );
}

interface ActionProps {
  readonly view: ComplaintView;
  readonly allowed: (move: Move) => boolean;
  readonly onOpen: (move: Move) => void;
}

/** What can be done besides the next step; what cannot be done is not offered. */
function Actions({ view, allowed, onOpen }: ActionProps): ReactNode {
  const beside = (['contact', 'plan', 'close', 'note'] as const).filter((move) => move !== view.next && allowed(move));
  const more = (['edit', 'withdraw', 'void'] as const).filter(allowed);
  return (
    <>
      {beside.map((move) => (
        <Button key={move} onClick={() => onOpen(move)}>
          {move === 'note' ? '补记' : moveLabels[move]}
          <kbd>{moveKeys[move].toUpperCase()}</kbd>
        </Button>
      ))}
      {more.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: more.map((move) => ({ key: move, label: moveLabels[move], danger: move === 'void' })),
            onClick: ({ key }) => {
              if (isMove(key)) onOpen(key);
            },
          }}
        >
          <Button>更多 ▾</Button>
        </Dropdown>
      )}
    </>
  );
}

interface OpenProps {
  readonly move: Move | undefined;
  readonly view: ComplaintView;
  readonly onDone: (state: string) => void;
  readonly onClose: () => void;
}

function OpenMove({ move, view, onDone, onClose }: OpenProps): ReactNode {
  const withdraw = useAct('complaint.withdraw');
  const cancel = useAct('complaint.void');
  const common = { id: view.id, from: view.receivedOn, onDone, onClose };
  const ending = async (act: typeof withdraw | typeof cancel, reason: string): Promise<void> => {
    const saved = await act.run({ id: view.id, reason });
    if (saved !== undefined) onDone(saved.state);
  };
  switch (move) {
    case undefined:
      return null;
    case 'contact':
      return <ContactForm {...common} />;
    case 'plan':
      return <PlanForm {...common} from={view.contactedOn ?? view.receivedOn} />;
    case 'note':
      return <NoteForm {...common} />;
    case 'close':
      return <CloseForm {...common} view={view} />;
    case 'followUp':
      return <FollowUpForm {...common} from={view.closedOn ?? view.receivedOn} />;
    case 'edit':
      return <EditForm view={view} onClose={onClose} />;
    case 'withdraw':
      return (
        <ReasonDialog
          open
          title="客户撤回"
          text="撤回后不能再办理，时限停止。请写明客户怎样提出撤回。"
          presets={['客户来电撤回', '客户书面撤回', '与他行事项混淆']}
          okText="撤回"
          onOk={(reason) => ending(withdraw, reason)}
          onCancel={onClose}
        />
      );
    case 'void':
      return (
        <ReasonDialog
          open
          title="作废"
          text="只用于误登、重登。编号保留，内容仍可查看，不再计入任何数字。"
          presets={['重复登记', '误登，不是投诉']}
          okText="作废"
          danger
          onOk={(reason) => ending(cancel, reason)}
          onCancel={onClose}
        />
      );
  }
}
