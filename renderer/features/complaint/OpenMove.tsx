/** The form of a move, over the case. */
import type { ReactNode } from 'react';
import type { ComplaintView } from '#contract/complaint.ts';
import type { Move } from '#domain/complaint-state.ts';
import { moveLabels } from '#domain/complaint-state.ts';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { useAct } from '#renderer/use-query.ts';
import { CloseForm } from './CloseForm.tsx';
import { EditForm } from './EditForm.tsx';
import {
  ConsultForm,
  DecideReviewForm,
  PauseForm,
  ReopenForm,
  TellExtensionForm,
  TextForm,
  TransferForm,
} from './HandlingForms.tsx';
import type { MoveProps } from './move-parts.tsx';
import { ContactForm, FollowUpForm, NoteForm, PlanForm } from './MoveForms.tsx';

interface Props {
  readonly view: ComplaintView;
  readonly onDone: (state: string, words?: string) => void;
  readonly onClose: () => void;
}

type Form = (props: MoveProps & Props) => ReactNode;

/** Nothing can have happened before what it follows. */
const after = (props: MoveProps & Props, day: string | null): MoveProps & Props =>
  day === null ? props : { ...props, from: day };

const forms: Readonly<Record<Move, Form>> = {
  contact: (props) => <ContactForm {...props} />,
  plan: (props) => <PlanForm {...after(props, props.view.contactedOn)} />,
  note: (props) => <NoteForm {...props} />,
  close: (props) => <CloseForm {...props} />,
  followUp: (props) => <FollowUpForm {...after(props, props.view.closedOn)} />,
  edit: ({ view, onClose }) => <EditForm view={view} onClose={onClose} />,
  pause: (props) => <PauseForm {...props} />,
  resume: (props) => <TextForm {...props} move="resume" />,
  restart: (props) => <TextForm {...props} move="restart" />,
  review: (props) => <TextForm {...after(props, props.view.closedOn)} move="review" />,
  consult: (props) => <ConsultForm {...props} />,
  transfer: (props) => <TransferForm {...props} />,
  tellExtension: (props) => <TellExtensionForm {...after(props, props.view.extendedOn)} />,
  reopen: (props) => <ReopenForm {...after(props, props.view.closedOn)} />,
  decideReview: (props) => <DecideReviewForm {...after(props, props.view.reviewAskedOn)} />,
  withdraw: (props) => <ReasonMove {...props} move="withdraw" />,
  extend: (props) => <ReasonMove {...props} move="extend" />,
  void: (props) => <ReasonMove {...props} move="void" />,
  hold: (props) => <ReasonMove {...props} move="hold" />,
};

export function OpenMove({ move, ...props }: Props & { readonly move: Move | undefined }): ReactNode {
  if (move === undefined) return null;
  const Form = forms[move];
  return <Form {...props} id={props.view.id} from={props.view.receivedOn} />;
}

/** A closed case is not changed by one person alone; a hold can be lifted. */
export function moveLabelOf(move: Move, view: ComplaintView): string {
  if (move === 'edit' && view.closedOn !== null) return '申请更正';
  return move === 'hold' && view.legalHold ? '不再延长保管' : moveLabels[move];
}

const reasonMoves = {
  withdraw: {
    title: '客户撤回',
    text: '撤回后不再计时。请写明客户怎样提出撤回；客户签字的撤诉确认书请存档。',
    presets: ['客户来电撤回', '客户书面撤回', '与他行事项混淆'],
    okText: '撤回',
  },
  extend: {
    title: '申请延期（特别复杂，法定时限再延 30 日）',
    text: '须经上级机构批准，并在原时限内告知客户。由另一位有审批权限的人在本机批准后生效。',
    presets: ['需外部机构核实', '涉及多家机构，事实复杂', '需调取历史影像'],
    okText: '提交申请',
  },
  void: {
    title: '申请作废',
    text: '只用于误登、重登。由另一位有审批权限的人同意后生效；编号保留，内容仍可查看，不再计入任何数字。',
    presets: ['重复登记', '误登，不是投诉'],
    okText: '提交申请',
  },
  hold: {
    title: '延长保管',
    text: '保管期满后不列入去标识化建议。',
    presets: ['涉及诉讼', '监管检查需要', '事由已消除'],
    okText: '保存',
  },
} as const;

/** A move that needs nothing but a reason. */
function ReasonMove({ move, view, onDone, onClose }: Props & { readonly move: keyof typeof reasonMoves }): ReactNode {
  const withdraw = useAct('complaint.withdraw');
  const ask = useAct('complaint.ask');
  const hold = useAct('complaint.hold');
  const send = async (reason: string): Promise<void> => {
    const { id } = view;
    if (move === 'hold') {
      const saved = await hold.run({ id, hold: !view.legalHold, text: reason });
      if (saved !== undefined) onDone(saved.state);
    } else if (move === 'withdraw') {
      const saved = await withdraw.run({ id, reason });
      if (saved !== undefined) onDone(saved.state);
    } else {
      const saved = await ask.run({ id, kind: move, reason });
      if (saved !== undefined) onDone(saved.state, '已提交申请，等待审批');
    }
  };
  const { title, text, presets, okText } = reasonMoves[move];
  return (
    <ReasonDialog
      open
      title={move === 'hold' ? moveLabelOf(move, view) : title}
      text={text}
      presets={presets}
      okText={okText}
      danger={move === 'void'}
      onOk={send}
      onCancel={onClose}
    />
  );
}
