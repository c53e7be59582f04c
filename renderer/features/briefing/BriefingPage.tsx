/** 晨会、夕会: day, topic and number of people in one line; everything is filled in that can be known. */
import { Button, Input } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { BriefingRow } from '#contract/briefing.ts';
import { briefingKinds, kindAt, type BriefingKind } from '#domain/briefing.ts';
import { useMay, useSide } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { DataTable, type Column } from '#renderer/ui/DataTable.tsx';
import { DateField } from '#renderer/ui/DateField.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { EnterForm } from '#renderer/ui/EnterForm.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { dayWeek } from '#renderer/ui/format.ts';
import { LineField, optionsOf, typedCount } from '#renderer/ui/LineField.tsx';
import { Page, Section } from '#renderer/ui/Page.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { TrainingTabs } from '#renderer/ui/work-tabs.tsx';
import { useAct, useRead } from '#renderer/use-query.ts';

export function BriefingPage(): ReactNode {
  const mayWrite = useMay('training.write');
  const hints = useRead('briefing.hints', {});
  const rows = useRead('briefing.list', { from: null, to: null });
  return (
    <Page title="培训" tools={<TrainingTabs current="/trainings/briefings" />}>
      {rows.failure !== undefined && <FailureNote failure={rows.failure} onRetry={rows.reload} />}
      {mayWrite && hints.data !== undefined && <QuickLog hints={hints.data} />}
      {rows.data !== undefined && <Held rows={rows.data} mayWrite={mayWrite} />}
    </Page>
  );
}

interface Hints {
  readonly topics: readonly string[];
  readonly present: number;
}

function QuickLog({ hints }: { readonly hints: Hints }): ReactNode {
  const { today, time } = useNowOnce();
  const [form, setForm] = useState<{ heldOn: string | null; kind: BriefingKind; topic: string; present: string }>({
    heldOn: today,
    kind: kindAt(time),
    topic: '',
    present: hints.present === 0 ? '' : String(hints.present),
  });
  const act = useAct('briefing.add', { onFailure: (failure) => Object.keys(failure.fields).length > 0 });
  const reasons = act.failure?.fields ?? {};
  const set = (patch: Partial<typeof form>): void => setForm({ ...form, ...patch });
  const save = async (): Promise<void> => {
    const done = await act.run({ ...form, heldOn: form.heldOn ?? '', present: typedCount(form.present) });
    if (done === undefined) return;
    toast({ text: `${done.heldOn} ${briefingKinds[done.kind]}已登记`, tone: 'good' });
    set({ topic: '' });
  };
  return (
    <Section title="登记晨会、夕会">
      <EnterForm label="晨会夕会" onSave={() => start(save())} busy={act.busy} errors={reasons} lastEnterSaves>
        <LineField
          label="主题"
          name="topic"
          required
          error={reasons['topic']}
          hint={<Topics topics={hints.topics} onPick={(topic) => set({ topic })} />}
          most={40}
          autoFocus
          placeholder="例如 首问负责制、以案说险"
          value={form.topic}
          onChange={(topic) => set({ topic })}
        />
        <Field label="日期" name="heldOn" required error={reasons['heldOn']}>
          {(control) => (
            <div className="field-row">
              <DateField control={control} value={form.heldOn} today={today} onChange={(heldOn) => set({ heldOn })} />
              <ChipPicker
                label="晨会或夕会"
                options={optionsOf(briefingKinds)}
                value={form.kind}
                onChange={(kind) => set({ kind: kind as BriefingKind })}
              />
            </div>
          )}
        </Field>
        <Field label="参加人数" name="present" required error={reasons['present']}>
          {(control) => (
            <div className="field-row">
              <Input
                {...control}
                className="count-input num"
                inputMode="numeric"
                maxLength={4}
                value={form.present}
                onChange={(event) => set({ present: event.target.value })}
              />
              <Button type="primary" htmlType="submit" loading={act.busy}>
                登记<kbd>Enter</kbd>
              </Button>
            </div>
          )}
        </Field>
      </EnterForm>
    </Section>
  );
}

/** What was said here before, one press each. */
function Topics({ topics, onPick }: { readonly topics: readonly string[]; readonly onPick: (topic: string) => void }) {
  return (
    <span className="field-row">
      {topics.map((topic) => (
        <Button key={topic} size="small" onClick={() => onPick(topic)}>
          {topic}
        </Button>
      ))}
    </span>
  );
}

function Held({ rows, mayWrite }: { readonly rows: readonly BriefingRow[]; readonly mayWrite: boolean }): ReactNode {
  const side = useSide();
  const { today } = useNowOnce();
  const [voiding, setVoiding] = useState<BriefingRow>();
  const act = useAct('briefing.void');
  const month = rows.filter(({ heldOn }) => heldOn.startsWith(today.slice(0, 7))).length;
  const columns = useMemo<readonly Column<BriefingRow>[]>(
    () => [
      { key: 'heldOn', title: '日期', width: 140, text: (row) => row.heldOn, render: (row) => dayWeek(row.heldOn) },
      ...(side === 'centre'
        ? [{ key: 'outlet', title: '网点', width: 160, text: (row: BriefingRow) => row.outletName }]
        : []),
      { key: 'kind', title: '晨/夕会', width: 88, text: (row) => briefingKinds[row.kind] },
      { key: 'topic', title: '主题', width: 260, grow: true, text: (row) => row.topic },
      { key: 'present', title: '参加人数', width: 92, align: 'right', text: (row) => String(row.present) },
      ...(mayWrite
        ? [
            {
              key: 'void',
              title: '操作',
              width: 80,
              screenOnly: true,
              text: () => '',
              render: (row: BriefingRow) => (
                <Button size="small" onClick={() => setVoiding(row)}>
                  作废
                </Button>
              ),
            },
          ]
        : []),
    ],
    [side, mayWrite],
  );
  return (
    <Section title={`已登记（本月 ${month} 次）`}>
      <DataTable
        label="晨会夕会"
        rows={rows}
        rowId={(row) => row.id}
        columns={columns}
        height={rows.length === 0 ? 150 : Math.min(430, 72 + rows.length * 36)}
        empty={<EmptyState title="还没有登记过">晨会、夕会讲了消保知识或案例，写一行就行。</EmptyState>}
      />
      <ReasonDialog
        open={voiding !== undefined}
        title="作废这条记录"
        presets={['日期录错', '重复登记']}
        okText="作废"
        danger
        onOk={async (reason) => {
          if (voiding !== undefined && (await act.run({ id: voiding.id, reason })) !== undefined) setVoiding(undefined);
        }}
        onCancel={() => setVoiding(undefined)}
      />
    </Section>
  );
}
