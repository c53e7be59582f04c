/** A short form in a dialog: fields, what went wrong, 取消 and one button. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { RequestFailure } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';
import { EnterForm } from './EnterForm.tsx';
import { FailureNote } from './FailureNote.tsx';
import { Sheet } from './Sheet.tsx';

interface Props {
  readonly title: string;
  readonly okText?: string;
  readonly width?: number;
  readonly busy: boolean;
  readonly failure: RequestFailure | undefined;
  readonly onSave: () => Promise<void>;
  readonly onClose: () => void;
  /** False where Enter in the last field adds something and the person goes on. */
  readonly lastEnterSaves?: boolean;
  readonly children: ReactNode;
}

export function FormSheet(props: Props): ReactNode {
  const { title, okText = '保存', width = 560, busy, failure, onSave, onClose, lastEnterSaves = true } = props;
  const reasons = failure?.fields ?? {};
  return (
    <Sheet title={title} onClose={onClose} width={width}>
      <EnterForm
        label={title}
        onSave={() => start(onSave())}
        busy={busy}
        errors={reasons}
        lastEnterSaves={lastEnterSaves}
      >
        {props.children}
        {failure !== undefined && Object.keys(reasons).length === 0 && <FailureNote failure={failure} />}
        <div className="form-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" loading={busy}>
            {okText}
            <kbd>Ctrl+Enter</kbd>
          </Button>
        </div>
      </EnterForm>
    </Sheet>
  );
}
