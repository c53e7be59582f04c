/** Papers of a complaint before they are printed: the case's own, or the register of a list. */
import { Button, Checkbox } from 'antd';
import { useCallback, useState, type ReactNode } from 'react';
import { useLocation, useParams } from 'wouter';
import { complaintChips, type ComplaintChip } from '#contract/complaint.ts';
import type { PaperRequest, Preview } from '#contract/print.ts';
import { casePapers, isRegisterColumn, REGISTER_MOST, type CasePaper } from '#domain/complaint-paper.ts';
import { isOutreachPaper, outreachPapers } from '#domain/outreach-paper.ts';
import { isTrainingPaper, trainingPapers } from '#domain/training-paper.ts';
import { call } from '#renderer/api.ts';
import { useMay } from '#renderer/session-store.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { optionsOf } from '#renderer/ui/LineField.tsx';
import { useKeys } from '#renderer/ui/keys.ts';
import { listStore, useListState } from '#renderer/ui/list-store.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { PrintBar } from './PrintBar.tsx';
import { usePreview } from './use-preview.ts';
import './print.css';

const made = (request: PaperRequest): Promise<Preview> => call('print.paperPreview', request);
const isPaper = (text: string): text is CasePaper => Object.hasOwn(casePapers, text);
const isChip = (text: string): text is ComplaintChip => complaintChips.some((chip) => chip === text);

export function CasePaperPreview(): ReactNode {
  const { id = '', paper = '' } = useParams();
  if (!isPaper(paper)) return <Page title="打印">没有这种单据。</Page>;
  return <Paper key={`${id} ${paper}`} first={{ paper, id, unmaskedReason: '' }} />;
}

export function TrainingPaperPreview(): ReactNode {
  const { id = '', paper = '' } = useParams();
  if (!isTrainingPaper(paper)) return <Page title="打印">没有这种单据。</Page>;
  return <Paper key={`${id} ${paper}`} first={{ paper, id, unmaskedReason: '' }} />;
}

export function EventPaperPreview(): ReactNode {
  const { id = '', paper = '' } = useParams();
  if (!isOutreachPaper(paper)) return <Page title="打印">没有这种单据。</Page>;
  return <Paper key={`${id} ${paper}`} first={{ paper, id, unmaskedReason: '' }} />;
}

/** What the list shows now: its chip, what was typed, its columns, and its rows where they sort or narrow it. */
export function RegisterPreview(): ReactNode {
  const { columns = '' } = useParams();
  const { chip, text, sort, columnValues } = useListState('complaints', { chip: 'all' });
  const isArranged = sort !== null || Object.values(columnValues).some((values) => values.length > 0);
  const shown = listStore.getState().orders['complaints'] ?? [];
  return (
    <Paper
      first={{
        paper: 'P12',
        filter: { chip: isChip(chip) ? chip : 'all', text },
        columns: columns.split(',').filter(isRegisterColumn),
        only: isArranged ? shown.slice(0, REGISTER_MOST) : null,
        unmaskedReason: '',
      }}
    />
  );
}

function Paper({ first }: { readonly first: PaperRequest }): ReactNode {
  const [, go] = useLocation();
  const [asking, setAsking] = useState(false);
  const [request, setRequest] = useState(first);
  const { preview, failure, busy } = usePreview(request, made);
  const unmask = (unmaskedReason: string): void => setRequest({ ...request, unmaskedReason });
  const close = useCallback(() => {
    if (window.history.length > 1) window.history.back();
    else go('/complaints');
  }, [go]);
  useKeys('打印预览', [{ key: 'Escape', label: '关闭预览', run: close }]);
  return (
    <Page
      flush
      title={preview?.title ?? '打印预览'}
      actions={<Button onClick={close}>取消</Button>}
      tools={<Tools request={request} preview={preview} onChange={setRequest} onUnmask={() => setAsking(true)} />}
    >
      <PrintBar document={request.paper} preview={busy || failure !== undefined ? undefined : preview} />
      {failure !== undefined && <FailureNote failure={failure} onRetry={() => setRequest({ ...request })} />}
      {failure === undefined && preview === undefined && <p className="print-waiting muted">正在排版…</p>}
      {failure === undefined && preview !== undefined && (
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
        text="姓名、电话和正文里的号码将完整打印。原因会记入操作记录。"
        presets={['交客户签字', '监管检查调阅', '内部审计调阅', '归档']}
        okText="打印明文"
        onOk={(reason) => {
          setAsking(false);
          unmask(reason);
        }}
        onCancel={() => setAsking(false)}
      />
    </Page>
  );
}

/** Papers of the same record. */
const papersBeside = (paper: string): Readonly<Record<string, string>> =>
  isTrainingPaper(paper) ? trainingPapers : isOutreachPaper(paper) ? outreachPapers : casePapers;

interface ToolsProps {
  readonly request: PaperRequest;
  readonly preview: Preview | undefined;
  readonly onChange: (request: PaperRequest) => void;
  readonly onUnmask: () => void;
}

function Tools({ request, preview, onChange, onUnmask }: ToolsProps): ReactNode {
  const mayUnmask = useMay('print.unmasked');
  return (
    <div className="print-tools">
      {request.paper !== 'P12' && (
        <ChipPicker
          label="单据"
          value={request.paper}
          options={optionsOf(papersBeside(request.paper))}
          onChange={(paper) => {
            if (isPaper(paper) || isTrainingPaper(paper) || isOutreachPaper(paper))
              onChange({ paper, id: request.id, unmaskedReason: '' });
          }}
        />
      )}
      {preview?.maskable === true && mayUnmask && (
        <Checkbox
          checked={!preview.masked}
          onChange={(event) => (event.target.checked ? onUnmask() : onChange({ ...request, unmaskedReason: '' }))}
        >
          打印明文
        </Checkbox>
      )}
      {preview !== undefined && (
        <span className="muted num">
          共 {preview.pages} 页{preview.masked ? ' · 个人信息已遮盖' : ''}
        </span>
      )}
    </div>
  );
}
