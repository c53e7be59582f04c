/** 投诉分析: one period in every dimension, each number a way to its records. */
import type { ReactNode } from 'react';
import { definitions } from '#domain/figures.ts';
import { FiguresPage, type FiguresProps } from './FiguresPage.tsx';
import { MonthsPanel } from './MonthsPanel.tsx';
import { PartPanel } from './PartPanel.tsx';
import { RatePanel } from './RatePanel.tsx';

export const Analysis = (): ReactNode => <FiguresPage title="投诉分析" body={AnalysisBody} />;

function AnalysisBody({ data, periods, onOpen }: FiguresProps): ReactNode {
  const { complaints } = data;
  const { rates } = complaints;
  const shared = { wholes: { now: complaints.total.n, before: complaints.total.previous }, periods, onOpen };
  return (
    <div className="panels">
      <MonthsPanel months={complaints.months} onOpen={onOpen} />
      <RatePanel
        title="时效、转办与满意度"
        definition="各项的分子、分母都可点开。分母不足10件时只列件数。"
        rates={[
          rates.contact,
          rates.plan,
          rates.finish,
          rates.forwardedOnTime,
          rates.satisfaction,
          rates.followUp,
          rates.repeat,
        ]}
        periods={periods}
        onOpen={onOpen}
      />
      <PartPanel
        title="管理口径分组"
        name="分组"
        definition={definitions.groups}
        parts={complaints.groups}
        {...shared}
      />
      <PartPanel
        title="业务类别"
        name="大类"
        definition={definitions.business}
        parts={complaints.business}
        {...shared}
      />
      <PartPanel title="投诉原因" name="原因" definition={definitions.cause} parts={complaints.cause} {...shared} />
      <PartPanel title="办理渠道" name="渠道" definition={definitions.channel} parts={complaints.channel} {...shared} />
      <PartPanel title="投诉来源" name="来源" definition={definitions.source} parts={complaints.source} {...shared} />
      <PartPanel
        title="特殊群体"
        name="群体"
        definition={definitions.specialGroup}
        parts={complaints.specialGroup}
        {...shared}
      />
      <PartPanel
        title="支行"
        name="支行"
        definition={definitions.outlet}
        parts={complaints.subBranch}
        top={12}
        {...shared}
      />
      <PartPanel
        title="业务类别明细"
        name="末级类别"
        definition={definitions.business}
        parts={complaints.businessLeaf}
        {...shared}
      />
      <PartPanel
        title="网点"
        name="网点"
        definition={definitions.outlet}
        parts={complaints.outlet}
        tableOnly
        wide
        {...shared}
      />
    </div>
  );
}
