/** What will be on paper, before it is: the PDF itself, with our own bar above it. */
import { Button, Checkbox } from 'antd';
import { useCallback, useState, type ReactNode } from 'react';
import { useLocation, useParams } from 'wouter';
import type { Preview, SheetRequest } from '#contract/print.ts';
import { SHEET_TEMPLATES, type SheetTemplate } from '#domain/sign-in-sheet.ts';
import { call } from '#renderer/api.ts';
import { useMay } from '#renderer/session-store.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { useKeys } from '#renderer/ui/keys.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { PrintBar } from './PrintBar.tsx';
import { usePreview } from './use-preview.ts';
import './print.css';

type Kind = SheetRequest['kind'];
/** Which sheets make sense for what. */
const offered: Readonly<Record<Kind, readonly SheetTemplate[]>> = {
  outreach: ['T2', 'T4', 'T3'],
  training: ['T1'],
  blank: ['T1', 'T2', 'T3', 'T4'],
};
const isKind = (text: string): text is Kind => Object.hasOwn(offered, text);
const isTemplate = (text: string): text is SheetTemplate => Object.hasOwn(SHEET_TEMPLATES, text);

const signIn = (request: SheetRequest): Promise<Preview> => call('print.signIn', request);

export function PrintPreview(): ReactNode {
  const { kind = '', id = '', template = '', size } = useParams();
  if (!isKind(kind) || !isTemplate(template)) return <Page title="打印">没有这种单据。</Page>;
  return (
    <SignIn
      key={`${kind} ${id} ${template}`}
      kind={kind}
      id={kind === 'blank' ? null : id}
      first={template}
      large={size === 'large'}
    />
  );
}

function SignIn({
  kind,
  id,
  first,
  large,
}: {
  readonly kind: Kind;
  readonly id: string | null;
  readonly first: SheetTemplate;
  readonly large: boolean;
}): ReactNode {
  const [, go] = useLocation();
  const [asking, setAsking] = useState(false);
  const [request, setRequest] = useState<SheetRequest>({
    kind,
    id,
    template: first,
    large,
    filled: false,
    unmaskedReason: '',
  });
  const { preview, failure, busy } = usePreview(request, signIn);
  const change = (patch: Partial<SheetRequest>): void => setRequest({ ...request, unmaskedReason: '', ...patch });
  const close = useCallback(() => {
    if (window.history.length > 1) window.history.back();
    else go('/print');
  }, [go]);
  useKeys('打印预览', [{ key: 'Escape', label: '关闭预览', run: close }]);
  return (
    <Page
      flush
      title={preview?.title ?? '打印预览'}
      actions={<Button onClick={close}>取消</Button>}
      tools={<Options request={request} preview={preview} onChange={change} onUnmask={() => setAsking(true)} />}
    >
      <PrintBar document={request.template} preview={busy ? undefined : preview} />
      {failure !== undefined && <FailureNote failure={failure} onRetry={() => setRequest({ ...request })} />}
      {failure === undefined && preview === undefined && <p className="print-waiting muted">正在排版…</p>}
      {preview !== undefined && (
        <iframe
          key={preview.token}
          className="print-frame"
          title={`${preview.title} 预览`}
          src={`${preview.url}#toolbar=0&navpanes=0&view=FitH`}
        />
      )}
      <ReasonDialog
        open={asking}
        title="打印明文"
        text="姓名和电话后四位将完整打印。原因会记入操作记录。"
        presets={['监管检查调阅', '内部审计调阅', '档案补正']}
        okText="打印明文"
        onOk={(unmaskedReason) => {
          setAsking(false);
          change({ unmaskedReason });
        }}
        onCancel={() => setAsking(false)}
      />
    </Page>
  );
}

interface OptionsProps {
  readonly request: SheetRequest;
  readonly preview: Preview | undefined;
  readonly onChange: (patch: Partial<SheetRequest>) => void;
  readonly onUnmask: () => void;
}

function Options({ request, preview, onChange, onUnmask }: OptionsProps): ReactNode {
  const mayUnmask = useMay('print.unmasked');
  const templates = offered[request.kind];
  return (
    <div className="print-tools">
      {templates.length > 1 && (
        <ChipPicker
          label="单据"
          value={request.template}
          options={templates.map((value) => ({ value, label: SHEET_TEMPLATES[value] }))}
          onChange={(template) => {
            if (isTemplate(template)) onChange({ template });
          }}
        />
      )}
      <Checkbox checked={request.large} onChange={(event) => onChange({ large: event.target.checked })}>
        大字版
      </Checkbox>
      {request.kind !== 'blank' && request.template !== 'T3' && (
        <Checkbox checked={request.filled ?? false} onChange={(event) => onChange({ filled: event.target.checked })}>
          含已回填内容
        </Checkbox>
      )}
      {preview?.maskable === true && mayUnmask && (
        <Checkbox checked={!preview.masked} onChange={(event) => (event.target.checked ? onUnmask() : onChange({}))}>
          打印明文
        </Checkbox>
      )}
      {preview !== undefined && (
        <span className="muted num">
          共 {preview.pages} 页{preview.masked ? ' · 姓名和电话已遮盖' : ''}
        </span>
      )}
    </div>
  );
}
