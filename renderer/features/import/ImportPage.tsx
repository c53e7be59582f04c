/** 导入投诉: choose the list, say what its columns are, see what would happen, do it. */
import { useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { ImportPlan } from '#contract/import.ts';
import type { Out } from '#contract/index.ts';
import type { ImportKind } from '#domain/import.ts';
import { call } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';
import { thousands } from '#renderer/ui/format.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct, useProgress } from '#renderer/use-query.ts';
import { CheckStep } from './CheckStep.tsx';
import { ColumnStep } from './ColumnStep.tsx';
import { PickStep } from './PickStep.tsx';
import './import.css';

export interface OpenList {
  readonly path: string;
  readonly kind: ImportKind;
  readonly found: Out<'import.open'>;
}

type Step =
  | { readonly at: 'pick' }
  | { readonly at: 'columns'; readonly list: OpenList; readonly plan: ImportPlan }
  | { readonly at: 'check'; readonly list: OpenList; readonly plan: ImportPlan; readonly checked: Out<'import.check'> };

const planOf = ({ path, kind, found }: OpenList): ImportPlan => ({
  path,
  kind,
  sheet: found.sheet,
  headingRow: found.headingRow,
  sha256: found.sha256,
  mapping: found.mapping,
  fixed: found.fixed,
  onlyOwn: false,
});

const stepNames = [
  ['pick', '1 选文件'],
  ['columns', '2 对应列'],
  ['check', '3 核对并导入'],
] as const;

export function ImportPage(): ReactNode {
  const [step, setStep] = useState<Step>({ at: 'pick' });
  const [, go] = useLocation();
  const opening = useAct('import.open');
  const checking = useAct('import.check');
  const running = useAct('import.run');
  const open = async (
    path: string,
    kind: ImportKind,
    where: Pick<ImportPlan, 'sheet' | 'headingRow'> = {},
  ): Promise<void> => {
    const found = await opening.run({ path, kind, ...where });
    if (found === undefined) return;
    const list = { path, kind, found };
    setStep({ at: 'columns', list, plan: planOf(list) });
  };
  const check = async (list: OpenList, plan: ImportPlan): Promise<void> => {
    const checked = await checking.run(plan);
    if (checked !== undefined) setStep({ at: 'check', list, plan, checked });
  };
  const run = async (plan: ImportPlan): Promise<void> => {
    const done = await running.run(plan);
    if (done === undefined) return;
    setStep({ at: 'pick' });
    toast({
      text: `已导入 ${thousands(done.created)} 件。不对的话，可以在下面的导入记录里整批撤销。`,
      tone: 'good',
      actions: [{ label: '看投诉', run: () => go('/complaints') }],
    });
  };
  return (
    <Page title="导入投诉" back={{ label: '投诉', path: '/complaints' }} flush>
      <div className="import-page">
        <ol className="import-steps">
          {stepNames.map(([at, name]) => (
            <li key={at} aria-current={at === step.at ? 'step' : undefined}>
              {name}
            </li>
          ))}
        </ol>
        {(checking.busy || running.busy) && (
          <Running word={running.busy ? '正在导入' : '正在核对'} mayStop={checking.busy} />
        )}
        {step.at === 'pick' && <PickStep busy={opening.busy} onFile={(path, kind) => start(open(path, kind))} />}
        {step.at === 'columns' && (
          <ColumnStep
            list={step.list}
            plan={step.plan}
            busy={checking.busy}
            onPlan={(plan) => setStep({ ...step, plan })}
            onWhere={(where) => start(open(step.list.path, step.list.kind, where))}
            onCheck={() => start(check(step.list, step.plan))}
            onBack={() => setStep({ at: 'pick' })}
          />
        )}
        {step.at === 'check' && (
          <CheckStep
            checked={step.checked}
            fileName={step.list.found.fileName}
            busy={running.busy}
            onRun={() => start(run(step.plan))}
            onBack={() => setStep({ at: 'columns', list: step.list, plan: step.plan })}
          />
        )}
      </div>
    </Page>
  );
}

/** Importing is one transaction and cannot be stopped half-way. */
function Running({ word, mayStop }: { readonly word: string; readonly mayStop: boolean }): ReactNode {
  const progress = useProgress();
  return (
    <ProgressBar
      done={progress?.done ?? 0}
      total={progress?.total ?? 0}
      label={`${word} ${progress?.label ?? ''}`}
      {...(mayStop ? { onCancel: () => start(call('session.cancelJob', {})) } : {})}
    />
  );
}
