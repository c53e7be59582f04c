/** 投诉分析: one period in every dimension, each number a way to its records. */
import type { ReactNode } from 'react';
import type { Overview } from '#contract/figures.ts';
import type { DefinitionId } from '#domain/figures.ts';
import { definitions } from '#domain/figures.ts';
import { FiguresPage, type FiguresProps } from './FiguresPage.tsx';
import { MonthsPanel } from './MonthsPanel.tsx';
import { PartPanel } from './PartPanel.tsx';
import { RatePanel } from './RatePanel.tsx';

export const Analysis = (): ReactNode => <FiguresPage title="投诉分析" body={AnalysisBody} />;

type Breakdown = 'groups' | 'business' | 'cause' | 'channel' | 'source' | 'specialGroup' | 'subBranch' | 'businessLeaf';

interface Dimension {
  readonly key: Breakdown & keyof Overview['complaints'];
  readonly title: string;
  /** What a row is called. */
  readonly name: string;
  readonly definition: DefinitionId;
  readonly codeName?: string;
}

const dimensions: readonly Dimension[] = [
  { key: 'groups', title: '管理口径分组', name: '分组', definition: 'groups' },
  { key: 'business', title: '业务类别', name: '大类', definition: 'business', codeName: '编码' },
  { key: 'cause', title: '投诉原因', name: '原因', definition: 'cause', codeName: '编码' },
  { key: 'channel', title: '办理渠道', name: '渠道', definition: 'channel', codeName: '编码' },
  { key: 'source', title: '投诉来源', name: '来源', definition: 'source' },
  { key: 'specialGroup', title: '特殊群体', name: '群体', definition: 'specialGroup' },
  { key: 'subBranch', title: '支行', name: '支行', definition: 'outlet' },
  { key: 'businessLeaf', title: '业务类别明细', name: '末级类别', definition: 'business', codeName: '编码' },
];

function AnalysisBody({ data, periods, onOpen }: FiguresProps): ReactNode {
  const { complaints } = data;
  const { contact, plan, finish, forwardedOnTime, satisfaction, followUp, repeat } = complaints.rates;
  const shared = { wholes: { now: complaints.total.n, before: complaints.total.previous }, periods, onOpen };
  return (
    <div className="panels">
      <MonthsPanel months={complaints.months} onOpen={onOpen} />
      <RatePanel
        title="时效、转办与满意度"
        definition="各项的分子、分母都可点开。分母不足10件时只列件数。"
        rates={[contact, plan, finish, forwardedOnTime, satisfaction, followUp, repeat]}
        periods={periods}
        onOpen={onOpen}
      />
      {dimensions.map(({ key, definition, ...words }) => (
        <PartPanel key={key} {...words} {...shared} definition={definitions[definition]} parts={complaints[key]} />
      ))}
      <PartPanel
        title="网点"
        name="网点"
        codeName="网点号"
        definition={definitions.outlet}
        parts={complaints.outlet}
        tableOnly
        wide
        {...shared}
      />
    </div>
  );
}
