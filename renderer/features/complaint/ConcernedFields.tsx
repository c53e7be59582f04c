/** Who complains for the customer, and by what right (art. 14); who is complained about (art. 17). */
import type { ReactNode } from 'react';
import { recusalProposal } from '#domain/complaint-recusal.ts';
import { posts } from '#domain/organisation.ts';
import { useRead } from '#renderer/use-query.ts';
import { isForOther, namesOf } from './form-model.ts';
import { PickInput, TextInput, type FormAccess } from './inputs.tsx';

interface Props {
  readonly form: FormAccess;
  /** Of a stored case, what stands in the empty fields: it is kept when nothing is typed. */
  readonly kept?: { readonly agent: string; readonly mandate: string };
}

export function ConcernedFields({ form, kept }: Props): ReactNode {
  const { body } = form;
  const recusal = useRecusalHint(body.complainedStaff);
  const placeholder = (stored: string | undefined, example: string): string =>
    stored === undefined || stored === '' ? `如 ${example}；办结前必须填` : stored;
  return (
    <>
      <PickInput form={form} label="提出人身份" name="filerKind" dict="filerKind" required />
      {isForOther(body) && (
        <>
          <TextInput
            form={form}
            label="代理人及关系"
            name="agent"
            max={60}
            placeholder={placeholder(kept?.agent, '李四，客户之子')}
          />
          <TextInput
            form={form}
            label="所见授权证明"
            name="mandate"
            max={100}
            placeholder={placeholder(kept?.mandate, '授权委托书原件')}
          />
        </>
      )}
      <TextInput
        form={form}
        label="被投诉人员"
        name="complainedStaff"
        max={200}
        placeholder="工号，用顿号分开；本人须回避"
        hint={recusal}
      />
    </>
  );
}

/** Whom the numbers typed mean, and what follows from it; '' while they mean nobody. */
function useRecusalHint(typed: string): string {
  const { data } = useRead('organisation.staff', {});
  const named = namesOf(typed).flatMap((number) => data?.find(({ staffNo }) => staffNo === number) ?? []);
  if (named.length === 0) return '';
  const people = named.map(({ name, post }) => `${name}（${posts[post]}）`).join('、');
  const proposal = recusalProposal(named.map(({ post }) => post));
  return `${people}须回避，不能承办、办理或审批本件${proposal === '' ? '' : `。${proposal}`}`;
}
