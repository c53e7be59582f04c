/** An article of a rule, in our own words: new, or corrected. */
import { useState, type ReactNode } from 'react';
import type { ArticleRow } from '#contract/knowledge.ts';
import { FormSheet } from '#renderer/ui/FormSheet.tsx';
import { LineField } from '#renderer/ui/LineField.tsx';
import { useAct } from '#renderer/use-query.ts';
import { AboutFields } from './AboutFields.tsx';
import { savedToast } from './saved-toast.ts';

const blank = {
  document: '',
  article: '',
  text: '',
  keywords: '',
  business: null as string | null,
  cause: null as string | null,
};

/** `keywords.2` of the request is one field on the form. */
const wordsReason = (reasons: Readonly<Record<string, string>>): string | undefined =>
  Object.entries(reasons).find(([name]) => name.startsWith('keywords'))?.[1];

export function ArticleForm({ row, onClose }: { readonly row?: ArticleRow; readonly onClose: () => void }): ReactNode {
  const [form, setForm] = useState(
    row === undefined ? blank : { ...row, article: row.article ?? '', keywords: row.keywords.join(' ') },
  );
  const act = useAct('knowledge.saveArticle', { onFailure: () => true });
  const reasons = act.failure?.fields ?? {};
  const set = (patch: Partial<typeof form>): void => setForm((now) => ({ ...now, ...patch }));
  const save = async (): Promise<void> => {
    const { article, text, business, cause } = form;
    const keywords = form.keywords.split(/[\s、，,]+/).filter((word) => word !== '');
    const document = form.document.trim().replaceAll(/^《|》$/g, '');
    const fields = { document, article, text, keywords, business, cause };
    if ((await act.run({ id: row?.id ?? null, ...fields })) === undefined) return;
    savedToast(`《${document}》${article}`);
    onClose();
  };
  return (
    <FormSheet
      title={row === undefined ? '新增制度' : '修改制度'}
      width={680}
      busy={act.busy}
      failure={act.failure}
      onSave={save}
      onClose={onClose}
    >
      <LineField
        label="制度名称"
        name="document"
        required
        autoFocus
        error={reasons['document']}
        most={80}
        value={form.document}
        onChange={(document) => set({ document })}
      />
      <LineField
        label="条次"
        name="article"
        error={reasons['article']}
        most={40}
        placeholder="如 第十八条第一款；没有核对原文的留空"
        value={form.article}
        onChange={(article) => set({ article })}
      />
      <LineField
        label="要点"
        name="text"
        required
        rows={5}
        error={reasons['text']}
        hint="用自己的话写清要做什么，不是原文；需要引用时查原文"
        most={1000}
        value={form.text}
        onChange={(text) => set({ text })}
      />
      <LineField
        label="关键词"
        name="keywords"
        error={wordsReason(reasons)}
        most={200}
        placeholder="用空格分开"
        value={form.keywords}
        onChange={(keywords) => set({ keywords })}
      />
      <AboutFields value={form} onChange={set} reasons={reasons} />
    </FormSheet>
  );
}
