/**
 * 知识库: wordings, banned sentences, typical cases, articles of rules. The centre keeps them here; an
 * outlet reads the same lists.
 */
import type { ReactNode } from 'react';
import { useLocation, useParams } from 'wouter';
import type { ArticleRow, BannedRow, CaseRow, PhraseRow } from '#contract/knowledge.ts';
import { knowledgeKinds, type KnowledgeKind } from '#domain/knowledge.ts';
import { articleFindable, bannedFindable, caseFindable, phraseFindable } from '#renderer/ui/use-knowledge.ts';
import { useShortLabel } from '#renderer/ui/use-dict.ts';
import { useRead } from '#renderer/use-query.ts';
import { ArticleForm } from './ArticleForm.tsx';
import { BannedForm } from './BannedForm.tsx';
import { CaseForm } from './CaseForm.tsx';
import { articleColumns, bannedColumns, caseColumns, phraseColumns } from './columns.tsx';
import { KnowledgeTab } from './KnowledgeTab.tsx';
import { PhraseForm } from './PhraseForm.tsx';

const isKind = (text: string): text is KnowledgeKind => Object.hasOwn(knowledgeKinds, text);

/** `/knowledge/case/from/<complaint>` opens a new text written from a closed case. */
export function KnowledgePage(): ReactNode {
  const { kind = 'phrase', id, complaint } = useParams();
  const [, go] = useLocation();
  const found = useRead('knowledge.all', {});
  const short = useShortLabel();
  const shown = isKind(kind) ? kind : 'phrase';
  const common = {
    found,
    openId: id,
    onOpen: (record: string | undefined) =>
      go(record === undefined ? `/knowledge/${shown}` : `/knowledge/${shown}/${encodeURIComponent(record)}`),
  };
  switch (shown) {
    case 'phrase':
      return (
        <KnowledgeTab<PhraseRow>
          {...common}
          key="phrase"
          kind="phrase"
          rows={found.data?.phrases}
          columns={phraseColumns(short)}
          findable={phraseFindable}
          nameOf={(row) => row.title}
          parts={(row) => [['话术', row.text]]}
          form={(row, onClose) => <PhraseForm {...rowProp(row)} onClose={onClose} />}
        />
      );
    case 'banned':
      return (
        <KnowledgeTab<BannedRow>
          {...common}
          key="banned"
          kind="banned"
          rows={found.data?.banned}
          columns={bannedColumns}
          findable={bannedFindable}
          nameOf={(row) => row.sentence}
          parts={bannedParts}
          form={(row, onClose) => <BannedForm {...rowProp(row)} onClose={onClose} />}
        />
      );
    case 'case':
      return (
        <KnowledgeTab<CaseRow>
          {...common}
          key="case"
          kind="case"
          rows={found.data?.cases}
          columns={caseColumns(short)}
          findable={caseFindable}
          nameOf={(row) => row.title}
          parts={caseParts}
          form={(row, onClose) => (
            <CaseForm {...rowProp(row)} complaint={row === undefined ? (complaint ?? null) : null} onClose={onClose} />
          )}
          startsNew={id === 'from' && complaint !== undefined}
        />
      );
    case 'article':
      return (
        <KnowledgeTab<ArticleRow>
          {...common}
          key="article"
          kind="article"
          rows={found.data?.articles}
          columns={articleColumns(short)}
          findable={articleFindable}
          nameOf={(row) => `《${row.document}》${row.article ?? ''}`}
          parts={articleParts}
          form={(row, onClose) => <ArticleForm {...rowProp(row)} onClose={onClose} />}
        />
      );
  }
}

const rowProp = <Row,>(row: Row | undefined): { readonly row?: Row } => (row === undefined ? {} : { row });

type Parts = readonly (readonly [label: string, text: string])[];

const bannedParts = (row: BannedRow): Parts => [
  ['为什么不能说', row.reason],
  ['改说', row.instead],
];

const caseParts = (row: CaseRow): Parts => [
  ['经过', row.happened],
  ['处理', row.handled],
  ['启示', row.lesson],
];

const articleParts = (row: ArticleRow): Parts => [
  ['要点（非原文）', row.text],
  ['关键词', row.keywords.join('、')],
];
