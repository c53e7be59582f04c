/** 打印机, 份数, 单双面 (as this document was printed last), 页码范围, 打印, 另存PDF. Without a printer only what works is shown. */
import { Button, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Preview, Printer } from '#contract/print.ts';
import type { Settings } from '#contract/setting.ts';
import { start } from '#renderer/start.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { toast } from '#renderer/ui/toast.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import './print.css';

type Side = 'simplex' | 'longEdge' | 'shortEdge';

interface PrintBarProps {
  /** Which document this is: printer, copies and sides are remembered for each. */
  readonly document: string;
  readonly preview: Preview | undefined;
}

export function PrintBar({ document, preview }: PrintBarProps): ReactNode {
  const printers = useRead('print.printers', {});
  const settings = useRead('setting.all', {});
  if (printers.data === undefined || settings.data === undefined) return <div className="print-bar" />;
  return <Bar key={document} document={document} preview={preview} printers={printers.data} settings={settings.data} />;
}

interface BarProps extends PrintBarProps {
  readonly printers: readonly Printer[];
  readonly settings: Settings;
}

function Bar(props: BarProps): ReactNode {
  const { preview, printers } = props;
  const save = useAct('print.savePdf');
  const saveNow = async (): Promise<void> => {
    if (preview === undefined) return;
    const done = await save.run({ token: preview.token });
    if (done !== undefined && done !== null) showSaved(done.path);
  };
  const reveal = useAct('shell.reveal');
  const showSaved = (path: string): void => {
    toast({
      text: `已存为 ${path}`,
      tone: 'good',
      actions: [{ label: '打开所在文件夹', run: () => start(reveal.run({ path })) }],
    });
  };
  useKeys('打印预览', [
    { key: 'Ctrl+S', label: '另存PDF', run: () => start(saveNow()), when: preview !== undefined && !save.busy },
  ]);
  const saveButton = (
    <Button
      type={printers.length === 0 ? 'primary' : 'default'}
      disabled={preview === undefined}
      loading={save.busy}
      onClick={() => start(saveNow())}
    >
      另存PDF<kbd>Ctrl+S</kbd>
    </Button>
  );
  if (printers.length === 0) {
    return (
      <div className="print-bar">
        <span>没有可用打印机，可另存为 PDF 到 U 盘，在别的电脑上打印。</span>
        <span className="print-end">{saveButton}</span>
      </div>
    );
  }
  return <PrinterBar {...props} saveButton={saveButton} />;
}

/** As last time for this document; else the printer used last, the default one, any. */
function firstChoices({ document, printers, settings }: BarProps): Choices {
  const before = settings.printChoices[document];
  const known = [before?.deviceName, settings.lastPrinter]
    .map((name) => printers.find((each) => each.name === name))
    .find((printer) => printer !== undefined);
  const printer = known ?? printers.find((each) => each.isDefault) ?? printers[0];
  return {
    deviceName: printer?.name ?? '',
    copies: String(before?.copies ?? 1),
    duplex: before?.duplex ?? 'simplex',
    pages: '',
  };
}

interface Choices {
  readonly deviceName: string;
  readonly copies: string;
  readonly duplex: Side;
  readonly pages: string;
}

function PrinterBar({ saveButton, ...props }: BarProps & { readonly saveButton: ReactNode }): ReactNode {
  const { document, preview, printers, settings } = props;
  const [choices, setChoices] = useState<Choices>(() => firstChoices(props));
  const [problem, setProblem] = useState<string>();
  const remember = useAct('setting.save');
  const send = useAct('print.send', {
    onFailure: (failure) => {
      const [reason] = Object.values(failure.fields);
      setProblem(reason);
      return reason !== undefined;
    },
  });
  const print = async (): Promise<void> => {
    if (preview === undefined) return;
    setProblem(undefined);
    const { deviceName, duplex, pages } = choices;
    const copies = Number(choices.copies);
    const plain = pages
      .normalize('NFKC')
      .replaceAll(/\s/g, '')
      .replaceAll(/[，、]/g, ',');
    const done = await send.run({ ...choices, token: preview.token, copies, pages: plain });
    if (done === undefined) return;
    const name = printers.find((each) => each.name === deviceName)?.displayName ?? deviceName;
    toast({ text: `已送往 ${name}`, tone: 'good' });
    const choice = { deviceName, copies, duplex };
    if (JSON.stringify(settings.printChoices[document]) === JSON.stringify(choice)) return;
    await remember.run({ lastPrinter: deviceName, printChoices: { ...settings.printChoices, [document]: choice } });
  };
  const submit = (): void => {
    if (preview !== undefined && !send.busy) start(print());
  };
  useKeys('打印', [
    { key: 'Ctrl+Enter', label: '打印', run: submit },
    { key: 'Ctrl+P', label: '打印', run: submit },
  ]);
  return (
    <form
      className="print-bar"
      aria-label="打印设置"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ChoiceFields printers={printers} choices={choices} onChange={(patch) => setChoices({ ...choices, ...patch })} />
      {problem !== undefined && (
        <span className="field-error" role="alert">
          ▲ {problem}
        </span>
      )}
      <span className="print-end">
        {saveButton}
        <Button type="primary" htmlType="submit" disabled={preview === undefined} loading={send.busy}>
          打印<kbd>Ctrl+P</kbd>
        </Button>
      </span>
    </form>
  );
}

function ChoiceFields(props: {
  readonly printers: readonly Printer[];
  readonly choices: Choices;
  readonly onChange: (patch: Partial<Choices>) => void;
}): ReactNode {
  const { printers, choices, onChange } = props;
  return (
    <>
      <label htmlFor="print-device">打印机</label>
      <Select
        id="print-device"
        className="print-device"
        value={choices.deviceName}
        options={printers.map((each) => ({ value: each.name, label: each.displayName }))}
        onChange={(deviceName) => onChange({ deviceName })}
      />
      <label htmlFor="print-copies">份数</label>
      <Input
        id="print-copies"
        name="copies"
        className="print-short num"
        inputMode="numeric"
        maxLength={2}
        value={choices.copies}
        onChange={(event) => onChange({ copies: event.target.value })}
      />
      <Select<Side>
        aria-label="单双面"
        className="print-side"
        value={choices.duplex}
        options={[
          { value: 'simplex', label: '单面' },
          { value: 'longEdge', label: '双面（长边翻转）' },
          { value: 'shortEdge', label: '双面（短边翻转）' },
        ]}
        onChange={(duplex) => onChange({ duplex })}
      />
      <label htmlFor="print-pages">页码</label>
      <Input
        id="print-pages"
        name="pages"
        className="print-pages num"
        placeholder="全部，或 1-3,5"
        value={choices.pages}
        onChange={(event) => onChange({ pages: event.target.value })}
      />
    </>
  );
}
