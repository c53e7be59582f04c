/** 撤并网点: an outlet that is no more. Its records stay where they are, and late files are still taken. */
import { Button, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { PackState } from '#contract/pack.ts';
import { useMay } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { DateField } from '#renderer/ui/DateField.tsx';
import { unlessUnread } from '#renderer/ui/EnterForm.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { useKeys } from '#renderer/ui/keys.ts';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import './organisation.css';

export function CloseOutlet({ line }: { readonly line: PackState }): ReactNode {
  const may = useMay('organisation.write');
  const reopen = useAct('organisation.reopenOutlet');
  const [open, setOpen] = useState(false);
  if (!may) return null;
  if (line.closedOn !== null)
    return (
      <Button loading={reopen.busy} onClick={() => start(reopen.run({ code: line.outlet }))}>
        恢复营业
      </Button>
    );
  return (
    <>
      <Button onClick={() => setOpen(true)}>撤并网点…</Button>
      {open && <Closing line={line} onClose={() => setOpen(false)} />}
    </>
  );
}

function Closing({ line, onClose }: { readonly line: PackState; readonly onClose: () => void }): ReactNode {
  const { today } = useNowOnce();
  const outlets = useRead('organisation.outlets', {});
  const act = useAct('organisation.closeOutlet');
  const [day, setDay] = useState<string | null>(today);
  const [heir, setHeir] = useState<string | null>(null);
  const others = (outlets.data ?? []).filter(({ code, closedOn }) => code !== line.outlet && closedOn === null);
  const save = async (): Promise<void> => {
    if (day === null) return;
    const done = await act.run({ code: line.outlet, closedOn: day, mergedInto: heir });
    if (done === undefined) return;
    const open = done.openCases === 0 ? '' : `还有 ${done.openCases} 件投诉没有办结，请转给承接网点或由中心办理。`;
    toast({ text: `${line.name}已记为撤销。${open}`, tone: open === '' ? 'good' : 'warn' });
    onClose();
  };
  const submit = unlessUnread(() => start(save()));
  return (
    <Sheet
      title={`撤并 ${line.outlet} ${line.name}`}
      width={480}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" danger disabled={day === null} loading={act.busy} onClick={submit}>
            撤并<kbd>Ctrl+Enter</kbd>
          </Button>
        </>
      }
    >
      <SaveKey run={submit} />
      <div className="outlet-closing">
        <p>原有记录都保留，仍按原网点统计；它迟到的报送文件照样能合并。以后不再催它上报，也不再算在网点数里。</p>
        <Field label="撤销日期" name="closedOn" required>
          {(control) => <DateField control={control} value={day} onChange={setDay} today={today} />}
        </Field>
        <Field label="并入网点" name="mergedInto" hint="没有承接网点就不选">
          {({ id }) => (
            <Select
              id={id}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              style={{ width: '100%' }}
              placeholder="网点号或名称"
              value={heir}
              onChange={(code: string | null | undefined) => setHeir(code ?? null)}
              options={others.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
            />
          )}
        </Field>
      </div>
    </Sheet>
  );
}

/** Inside the dialog, so that its key ranks above the dialog's own. */
function SaveKey({ run }: { readonly run: () => void }): ReactNode {
  useKeys('撤并网点', [{ key: 'Ctrl+Enter', label: '撤并', run }]);
  return null;
}
