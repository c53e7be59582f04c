/** 登记投诉 (F2): sixty seconds by keyboard. Every keystroke is kept; Esc leaves the draft behind. */
import { Button } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { FieldReasons } from '#domain/failure.ts';
import { maskName } from '#domain/mask.ts';
import { call, type RequestFailure } from '#renderer/api.ts';
import { useUser } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { EnterForm, unlessUnread } from '#renderer/ui/EnterForm.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { dayText, fullInstant } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { Waiting } from '#renderer/ui/ListPage.tsx';
import { Page, Section } from '#renderer/ui/Page.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useDict } from '#renderer/ui/use-dict.ts';
import { useDraft } from '#renderer/ui/use-draft.ts';
import { WordsScope } from '#renderer/ui/words-scope.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import { blankClosing, resultOf } from './closing-model.ts';
import { blankForm, draftOf, isStarted, onForm, reasonsOf, type FormBody } from './form-model.ts';
import { MainFields, MoreFields } from './FormFields.tsx';
import { SolvedFields } from './SolvedFields.tsx';
import { useFormScope } from './use-words-scope.ts';
import { FormSide } from './FormSide.tsx';
import './complaint.css';

export function ComplaintForm(): ReactNode {
  const now = useRead('complaint.preview', {});
  const sources = useDict('source');
  // A new one after each saved case; the form must not carry anything over.
  const [round, setRound] = useState(0);
  if (now.failure !== undefined) return <FailureNote failure={now.failure} onRetry={now.reload} />;
  if (now.data === undefined || sources.length === 0) return <Waiting />;
  const { today, time } = now.data;
  const usual = sources.toSorted((a, b) => b.uses - a.uses)[0];
  const source = usual === undefined || usual.uses === 0 ? 'src.site' : usual.id;
  return (
    <OpenForm
      key={round}
      today={today}
      now={time}
      blank={blankForm(today, time, source)}
      onSaved={() => setRound(round + 1)}
    />
  );
}

interface Props {
  readonly today: string;
  readonly now: string;
  readonly blank: FormBody;
  readonly onSaved: () => void;
}

const draftTitle = (body: FormBody): string => (body.customerName === '' ? '未填姓名' : maskName(body.customerName));

function OpenForm({ today, now, blank, onSaved }: Props): ReactNode {
  const me = useUser();
  const [, go] = useLocation();
  const [first] = useState(blank);
  const draft = useDraft<FormBody>('complaint', `complaint.${me.staffNo}`, first, draftTitle);
  const [asked, setAsked] = useState<FieldReasons>({});
  const [touched, setTouched] = useState<readonly string[]>([]);
  const [more, setMore] = useState(false);
  const own = {
    onFailure: (failure: RequestFailure) => {
      show(onForm(failure.fields));
      return Object.keys(failure.fields).length > 0;
    },
  };
  const create = useAct('complaint.create', own);
  const createSolved = useAct('complaint.createSolved', own);
  const busy = create.busy || createSolved.busy;
  const show = (reasons: FieldReasons): void => {
    setTouched([]);
    setAsked(reasons);
    if (Object.keys(reasons).some((name) => !mainNames.has(name))) setMore(true);
  };
  const stamp = useArrival(draft.update);
  const update = (patch: Partial<FormBody>): void => {
    setTouched((names) => [...names, ...Object.keys(patch), ...closingTouched(draft.body, patch)]);
    stamp(draft.body, patch);
    draft.update(patch);
  };
  const reasons = Object.fromEntries(Object.entries(asked).filter(([name]) => !touched.includes(name)));
  const form = { body: draft.body, update, reasons };
  const save = async (): Promise<void> => {
    const wrong = reasonsOf(draft.body);
    show(wrong);
    if (Object.keys(wrong).length > 0) return;
    const { solved, closing } = draft.body;
    const saved = solved
      ? await createSolved.run({ draft: draftOf(draft.body), result: resultOf(closing) })
      : await create.run(draftOf(draft.body));
    if (saved === undefined) return;
    await draft.drop();
    await announce(saved, go);
    onSaved();
  };
  const leave = (): void => go('/complaints');
  const clear = async (): Promise<void> => {
    await draft.drop();
    onSaved();
  };
  useKeys('登记投诉', [{ key: 'Ctrl+M', label: '更多栏目', run: () => setMore(!more) }]);
  useFirstFocus(draft.ready);
  const scope = useFormScope(draft.body, today);
  if (!draft.ready) return <Waiting />;
  return (
    <Page
      title="登记投诉"
      back={{ label: '投诉', path: '/complaints' }}
      primary={{ label: '保存', keyName: 'Ctrl+Enter', run: unlessUnread(() => start(save())), busy }}
      actions={<DraftState draft={draft} onClear={() => start(clear())} />}
    >
      <WordsScope value={scope}>
        <div className="form-columns">
          <Section>
            <EnterForm label="登记投诉" onSave={() => start(save())} onCancel={leave} errors={asked} busy={busy}>
              <MainFields form={form} today={today} now={now} />
              <div className="more-line">
                <Button type="link" aria-expanded={more} onClick={() => setMore(!more)}>
                  {more ? '▾ 收起其他栏目' : '▸ 其他栏目：转办、外部编号、群体、等级…'}
                </Button>
              </div>
              {more && <MoreFields form={form} />}
              <SolvedFields form={form} />
            </EnterForm>
          </Section>
          <FormSide form={form} today={today} />
        </div>
      </WordsScope>
    </Page>
  );
}

/** The closing is one value of the form and many fields. */
const closingTouched = ({ closing }: FormBody, patch: Partial<FormBody>): readonly string[] =>
  Object.entries(patch.closing ?? {})
    .filter(([name, value]) => value !== closing[name as keyof typeof closing])
    .map(([name]) => name);

/** The cursor stands in the first field as soon as there is one. */
function useFirstFocus(ready: boolean): void {
  useEffect(() => {
    if (ready) document.querySelector<HTMLElement>('[data-field=source] [data-enter-stop]')?.focus();
  }, [ready]);
}

/** The customer arrived when the first word was typed, not when the form was opened for the one before. */
function useArrival(update: (patch: Partial<FormBody>) => void): (body: FormBody, patch: Partial<FormBody>) => void {
  const done = useRef(false);
  return (body, patch) => {
    if ('receivedOn' in patch || 'receivedTime' in patch) done.current = true;
    if (done.current || isStarted(body)) return;
    done.current = true;
    const take = async (): Promise<void> => {
      const { today, time } = await call('complaint.preview', {});
      update({ receivedOn: today, receivedTime: time });
    };
    start(take());
  };
}

/** Fields in sight without 其他栏目. */
const mainNames: ReadonlySet<string> = new Set([
  'source',
  'forwardedBy',
  'letterNo',
  'forwardedOn',
  'letterDueOn',
  'business',
  'cause',
  'customerName',
  'phone',
  'summary',
  'demands',
  'amount',
  'specialGroups',
  'partner',
  'channel',
  'receivedOn',
  'receivedTime',
  'lateReason',
  'handler',
  'solved',
  ...Object.keys(blankClosing),
]);

async function announce(
  saved: { readonly id: string; readonly caseNo: string },
  go: (path: string) => void,
): Promise<void> {
  const view = await call('complaint.get', { id: saved.id });
  const contact = view.clocks.find((clock) => clock.name === 'contact');
  const when = contact === undefined || contact.actual !== null ? '' : ` · ${dayText(contact.due)}前联系客户`;
  toast({
    text: `${saved.caseNo} 已登记${view.closedOn === null ? when : '并办结'}`,
    tone: 'good',
    seconds: 12,
    actions: [
      { label: '打开', keyName: 'o', run: () => go(`/complaints/${saved.id}`) },
      { label: '打印受理单', run: () => go(`/print/case/${saved.id}/P01`) },
    ],
  });
}

function DraftState(props: {
  readonly draft: ReturnType<typeof useDraft<FormBody>>;
  readonly onClear: () => void;
}): ReactNode {
  const { draft, onClear } = props;
  const at = draft.savedAt ?? draft.restoredAt;
  if (at === undefined || !isStarted(draft.body)) return <span className="muted">输入即存草稿</span>;
  const words =
    draft.savedAt === undefined
      ? `已恢复 ${fullInstant(at).slice(5)} 未登记完的投诉`
      : `草稿已存 ${fullInstant(at).slice(11)}`;
  return (
    <>
      <span className={draft.savedAt === undefined ? 'doubt' : 'muted'} role="status">
        {words}
      </span>
      <Button onClick={onClear}>清空重填</Button>
    </>
  );
}
