/** One case: how its clocks stand, what comes next, what happened, what is recorded. */
import { Button, Dropdown } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import type { ComplaintView } from '#contract/complaint.ts';
import { complaintStates, type ComplaintState } from '#domain/complaint.ts';
import { casePapers } from '#domain/complaint-paper.ts';
import type { Move } from '#domain/complaint-state.ts';
import { moveLabels } from '#domain/complaint-state.ts';
import { EraseCustomer } from '#renderer/ui/EraseCustomer.tsx';
import { useMay } from '#renderer/session-store.ts';
import { Attachments } from '#renderer/ui/Attachments.tsx';
import { Clock310 } from '#renderer/ui/Clock310.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { dayText } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { Waiting } from '#renderer/ui/ListPage.tsx';
import { nextInList, stepInList } from '#renderer/ui/list-store.ts';
import { Page, Section } from '#renderer/ui/Page.tsx';
import { StateTag } from '#renderer/ui/StateTag.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useShortLabel } from '#renderer/ui/use-dict.ts';
import { WordsScope } from '#renderer/ui/words-scope.ts';
import { start } from '#renderer/start.ts';
import { shown, useRead } from '#renderer/use-query.ts';
import { History } from './Changes.tsx';
import { Facts } from './Facts.tsx';
import { ComplaintTag } from './list-columns.tsx';
import { moveLabelOf, OpenMove } from './OpenMove.tsx';
import { Requests } from './Requests.tsx';
import { Timeline } from './Timeline.tsx';
import { TypicalCase } from './TypicalCase.tsx';
import { useCaseScope } from './use-words-scope.ts';
import './complaint.css';

const listPage = 'complaints';
const moveKeys: Readonly<Record<Move, string>> = {
  contact: 'c',
  plan: 'p',
  close: 'd',
  followUp: 'h',
  note: 'n',
  edit: 'e',
  consult: '',
  pause: '',
  resume: '',
  restart: '',
  extend: '',
  tellExtension: '',
  transfer: '',
  reopen: '',
  review: '',
  decideReview: '',
  hold: '',
  withdraw: '',
  void: '',
};

/** Behind 更多, in the order in which they come up; what cannot be done is not offered. */
const moreMoves: readonly (readonly Move[])[] = [
  ['consult', 'pause', 'resume', 'restart', 'extend', 'tellExtension', 'transfer'],
  ['review', 'decideReview', 'reopen'],
  ['edit', 'withdraw', 'hold', 'void'],
];

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
  const [open, setOpen] = useState<Move | undefined>(mayWrite ? asked : undefined);
  const allowed = (move: Move): boolean => mayWrite && view.moves[move] === '';
  const step = (direction: 1 | -1): void => {
    const other = stepInList(listPage, view.id, direction);
    if (other === undefined) toast({ text: direction === 1 ? '已是列表的最后一件' : '已是列表的第一件' });
    else go(`/complaints/${other}`);
  };
  const saved = async (state: string, words?: string): Promise<void> => {
    setOpen(undefined);
    // Who reads that it is saved presses the key of the next step: the case offers it by then.
    await shown();
    const hasNext = nextInList(listPage, view.id, 1) !== undefined;
    toast({
      text: words ?? `已保存 · ${complaintStates[state as ComplaintState]}`,
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
    { key: 'Ctrl+P', label: '打印受理登记单', run: () => go(`/print/case/${view.id}/P01`) },
    { key: 'Escape', label: '返回列表', run: () => go('/complaints') },
  ]);
  const { next } = view;
  const scope = useCaseScope(view);
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
        <div className="case-main">
          <Requests view={view} />
          <Section title="办理过程">
            <Timeline steps={view.steps} year={view.receivedOn.slice(0, 4)} />
          </Section>
          <History id={view.id} />
        </div>
        <Section>
          <Facts view={view} />
          {(view.closedOn !== null || view.voided) && <EraseCustomer complaint={view.id} caseNo={view.caseNo} />}
        </Section>
      </div>
      <Attachments ofKind="complaint" ofId={view.id} live={!view.voided} />
      <WordsScope value={scope}>
        <OpenMove
          move={open}
          view={view}
          onDone={(...said) => start(saved(...said))}
          onClose={() => setOpen(undefined)}
        />
      </WordsScope>
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
        {view.late && <StateTag tone="today">补报</StateTag>}
        <Marks view={view} />
        {view.conflicts.length > 0 && (
          <Link href={`/conflicts/${encodeURIComponent(view.id)}`}>
            <StateTag tone="today">{view.conflicts.length} 处两边改法不同，待核对</StateTag>
          </Link>
        )}
      </div>
      {view.clocks.length > 0 && <Clock310 clocks={view.clocks} />}
      <div className="case-notes">
        {view.lockWords !== '' && <p className="muted">{view.lockWords}</p>}
        {view.crossing !== '' && <p className="doubt">◔ {view.crossing}</p>}
        {view.clocks.some((clock) => clock.estimated) && <p className="doubt">◔ 放假安排未下发，带“约”的日期为估算</p>}
        {view.calendarNote !== '' && <p className="muted">{view.calendarNote}</p>}
      </div>
    </>
  );
}

function HandoverTag({ view }: { readonly view: ComplaintView }): ReactNode {
  if (view.handover === 'in') return <StateTag tone="active">转入 · {view.originName}登记</StateTag>;
  return view.transferredTo === null ? null : <StateTag tone="paused">已转办 {view.transferredToName}</StateTag>;
}

/** What stands beside the state. */
function Marks({ view }: { readonly view: ComplaintView }): ReactNode {
  const pause = view.pauses.find(({ endedOn }) => endedOn === null);
  const year = view.receivedOn.slice(0, 4);
  return (
    <>
      {pause !== undefined && (
        <StateTag tone="paused">
          {pause.kind === 'mediation' ? '调解' : '鉴定'}暂停中 · {dayText(pause.startedOn, year)}起 ·{' '}
          {pause.organisation}
        </StateTag>
      )}
      {view.consultedOn !== null && <StateTag tone="paused">提级会商</StateTag>}
      {view.extendedOn !== null && (
        <StateTag tone={view.extensionToldOn === null ? 'today' : 'active'}>
          {view.extensionToldOn === null ? '延期已批，待告知客户' : '延期已批'}
        </StateTag>
      )}
      {view.restartedOn !== null && <StateTag tone="active">{dayText(view.restartedOn, year)}重新起算</StateTag>}
      <HandoverTag view={view} />
      {view.recusal !== '' && <StateTag tone="today">{view.recusal}</StateTag>}
      {view.reviewAskedOn !== null && view.reviewDueOn !== null && (
        <StateTag tone={view.reviewDecidedOn === null ? 'today' : 'idle'}>
          {view.reviewDecidedOn === null ? `核查中 · ${dayText(view.reviewDueOn, year)}前决定` : '已核查'}
        </StateTag>
      )}
      {view.legalHold && <StateTag tone="idle">延长保管</StateTag>}
    </>
  );
}

interface ActionProps {
  readonly view: ComplaintView;
  readonly allowed: (move: Move) => boolean;
  readonly onOpen: (move: Move) => void;
}

/** Papers of this case; what one lacks is said when it is asked for. */
function Papers({ view }: { readonly view: ComplaintView }): ReactNode {
  const [, go] = useLocation();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: Object.entries(casePapers).map(([key, label]) => ({ key, label })),
        onClick: ({ key }) => go(`/print/case/${view.id}/${key}`),
      }}
    >
      <Button>打印 ▾</Button>
    </Dropdown>
  );
}

/** What can be done besides the next step; what cannot be done is not offered. */
function Actions({ view, allowed, onOpen }: ActionProps): ReactNode {
  const beside = (['contact', 'plan', 'close', 'note'] as const).filter((move) => move !== view.next && allowed(move));
  const more = moreMoves.map((group) => group.filter(allowed)).filter((group) => group.length > 0);
  const items = more.flatMap((group, index) => [
    ...(index === 0 ? [] : [{ type: 'divider' as const, key: `line ${index}` }]),
    ...group.map((move) => ({ key: move, label: moveLabelOf(move, view), danger: move === 'void' })),
  ]);
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
            items,
            onClick: ({ key }) => {
              if (isMove(key)) onOpen(key);
            },
          }}
        >
          <Button>更多 ▾</Button>
        </Dropdown>
      )}
      <TypicalCase view={view} />
      <Papers view={view} />
    </>
  );
}
