/**
 * 回避 and 代理 (《银行业保险业消费投诉处理管理办法》 art. 17, 14, 18 ¶4): who is complained about does not handle
 * the case; who complains for somebody else shows that he may, before he is told a result.
 */
import type { Complaint } from './complaint.ts';
import type { Move } from './complaint-state.ts';
import type { Post } from './organisation.ts';

export const FILER_SELF = 'filer.self';

type Named = Pick<Complaint, 'complainedStaff'>;

/** What somebody who is complained about may still do: give the case to somebody else. */
const open: readonly Move[] = ['transfer'];

/** Why this person may not do this; null when he may. */
export function recusalRefusal(move: Move, { complainedStaff }: Named, staffNo: string): string | null {
  if (!complainedStaff.includes(staffNo) || open.includes(move)) return null;
  return '您是本件的被投诉人员，按规定须回避（投诉处理管理办法第十七条），请由其他人办理或转办';
}

/** Beside the field of the person who handles the case; null when it can be he. */
export const handlerRecusal = (complainedStaff: readonly string[], handler: string): string | null =>
  complainedStaff.includes(handler) ? '此人是被投诉人员，须回避，请选其他人' : null;

/** What is proposed when the head of an outlet is complained about; '' when nobody of them is. */
export const recusalProposal = (posts: readonly Post[]): string =>
  posts.includes('head') ? '被投诉的是网点负责人，本网点无人可以回避办理，建议转办至分行消保中心' : '';

/** Why a result cannot be given to who complained; null when it can. Refusing for want of a mandate needs none. */
export function mandateRefusal(
  { filerKind, agent, mandate }: Pick<Complaint, 'filerKind' | 'agent' | 'mandate'>,
  isRefusedCase: boolean,
): string | null {
  if (filerKind === FILER_SELF || isRefusedCase) return null;
  const missing = [
    (agent ?? '') === '' ? '代理人及与客户的关系' : null,
    (mandate ?? '') === '' ? '所见的授权证明（委托书，监护、继承证明）' : null,
  ].filter((each) => each !== null);
  if (missing.length === 0) return null;
  return `提出人不是本人，还没有登记${missing.join('和')}，不能办结或答复。请在“修改”里填写；没有证明的，可按“不予办理”办结`;
}
