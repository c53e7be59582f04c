/** What differs in one record: the original value and everybody's, side by side. */
import { Button, Checkbox } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { ConflictClaim, ConflictField, ConflictRecord } from '#contract/conflict.ts';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { fullInstant, thousands } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { Waiting } from '#renderer/ui/ListPage.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { StateTag } from '#renderer/ui/StateTag.tsx';
import { useRead } from '#renderer/use-query.ts';
import { said, useChoice } from './use-choice.ts';

interface Props {
  readonly record: string;
  /** To the next or previous record. */
  readonly onStep: (by: 1 | -1) => void;
}

export function Contest({ record, onStep }: Props): ReactNode {
  const found = useRead('conflict.get', { record });
  if (found.failure !== undefined) return <FailureNote failure={found.failure} onRetry={found.reload} />;
  if (found.data === undefined) return <Waiting />;
  return found.data === null ? null : <Fields of={found.data} onStep={onStep} />;
}

function Fields({ of, onStep }: { readonly of: ConflictRecord; readonly onStep: Props['onStep'] }): ReactNode {
  const choice = useChoice(of, onStep);
  const { row, field, claim, open } = choice;
  useKeys('冲突处理', [
    { key: 'ArrowUp', label: '上一处', run: () => choice.move(-1) },
    { key: 'ArrowDown', label: '下一处', run: () => choice.move(1) },
    { key: 'ArrowLeft', label: '选左边的值', run: () => choice.turn(-1), when: open },
    { key: 'ArrowRight', label: '选右边的值', run: () => choice.turn(1), when: open },
    {
      key: 'a',
      label: '同类照此处理',
      run: () => choice.setAlike(!choice.alike),
      when: open && (claim?.alike ?? 0) > 0,
    },
    { key: 'Enter', label: '确认选中的值', run: choice.enter, when: open && !choice.busy },
  ]);
  if (field === undefined || claim === undefined) return null;
  return (
    <section className="conflict-contest" aria-label={`${of.kind} ${of.title}`}>
      <header className="conflict-head">
        <h2 className="section-title">
          {of.kind} <span className="mono">{of.title}</span>
        </h2>
        <span className="muted">{of.outletName}</span>
        {of.closed && <StateTag tone="idle">已办结</StateTag>}
        {of.path !== null && <Link href={of.path}>打开</Link>}
      </header>
      {of.fields.map((each, index) => (
        <FieldRow
          key={each.field}
          field={each}
          active={index === row}
          picked={index === row && open ? claim.opId : undefined}
          onPick={(picked) => choice.pick(index, picked)}
        />
      ))}
      <Foot
        field={field}
        claim={claim}
        open={open}
        alike={choice.alike}
        onAlike={choice.setAlike}
        busy={choice.busy}
        onConfirm={choice.enter}
      />
      <ReasonDialog
        open={choice.asking}
        title="改动已办结投诉上的内容"
        text="原因记入投诉的处理过程，网点也会看到。"
        presets={['经与网点电话核实', '以纸质材料为准', '登记时选错']}
        okText="确认"
        onOk={choice.confirm}
        onCancel={choice.cancel}
      />
    </section>
  );
}

function Foot(props: {
  readonly field: ConflictField;
  readonly claim: ConflictClaim;
  /** This person may decide it here. */
  readonly open: boolean;
  readonly alike: boolean;
  readonly onAlike: (alike: boolean) => void;
  readonly busy: boolean;
  readonly onConfirm: () => void;
}): ReactNode {
  const { field, claim, alike } = props;
  if (!props.open) {
    return (
      <footer className="conflict-foot">
        {field.refusal === '' ? (
          <p className="muted">由网点负责人或消保中心核对；经办人在记录上重新填写这一项，也算核对过。</p>
        ) : (
          <p className="doubt">◔ {field.refusal}</p>
        )}
      </footer>
    );
  }
  return (
    <footer className="conflict-foot">
      {claim.alike > 0 && (
        <Checkbox checked={alike} onChange={(event) => props.onAlike(event.target.checked)}>
          同类（{field.label}）都按{sides[claim.side]}，另有 {thousands(claim.alike)} 处<kbd>A</kbd>
        </Checkbox>
      )}
      <span className="muted">↑ ↓ 换一处　← → 选哪个值</span>
      <Button type="primary" loading={props.busy} onClick={props.onConfirm}>
        按“{said(claim)}”定下<kbd>Enter</kbd>
      </Button>
    </footer>
  );
}

const sides = { centre: '中心', outlet: '网点' } as const;

function FieldRow(props: {
  readonly field: ConflictField;
  readonly active: boolean;
  /** The claim that Enter would take. */
  readonly picked: string | undefined;
  readonly onPick: (index: number) => void;
}): ReactNode {
  const { field, active, picked, onPick } = props;
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) line.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div ref={line} className={active ? 'conflict-row conflict-active' : 'conflict-row'}>
      <h3 className="conflict-field">{field.label}</h3>
      <div className="conflict-values">
        <div className="conflict-value">
          <span className="muted">原值</span>
          <Text of={field.original} />
        </div>
        <div className="conflict-claims" role="radiogroup" aria-label={field.label}>
          {field.claims.map((claim, index) => (
            <Claim key={claim.opId} claim={claim} picked={claim.opId === picked} onPick={() => onPick(index)} />
          ))}
        </div>
      </div>
    </div>
  );
}

function Claim(props: {
  readonly claim: ConflictClaim;
  readonly picked: boolean;
  readonly onPick: () => void;
}): ReactNode {
  const { claim, picked, onPick } = props;
  return (
    <div
      role="radio"
      tabIndex={-1}
      aria-checked={picked}
      className={picked ? 'conflict-value conflict-claim conflict-picked' : 'conflict-value conflict-claim'}
      onClick={onPick}
    >
      <span className="muted">
        {picked ? '● ' : '○ '}
        {sides[claim.side]}值{claim.shown && '（现在显示）'}
      </span>
      <Text of={claim.text} />
      <span className="muted">
        {claim.place} · {claim.userName} · {fullInstant(claim.at)}
      </span>
    </div>
  );
}

const Text = ({ of }: { readonly of: string }): ReactNode =>
  of === '' ? <span className="muted">（空）</span> : <span className="conflict-text">{of}</span>;
