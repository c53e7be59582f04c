/** The centre's answer: the file, its code, and a new password for the head of the outlet. */
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { FieldReasons } from '#domain/failure.ts';
import { groupByFour, normalizePickupCode } from '#domain/sync/pickup-code.ts';
import { setSession } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { EnterForm } from '#renderer/ui/EnterForm.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { Field, type Control } from '#renderer/ui/Field.tsx';
import { FileDrop } from '#renderer/ui/FileDrop.tsx';
import { isGoodPassword, PasswordRules } from '#renderer/ui/PasswordRules.tsx';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct } from '#renderer/use-query.ts';

const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

export function Recover({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [path, setPath] = useState<string>();
  return (
    <Sheet title="导入口令找回答复" onClose={onClose} width={600}>
      {path === undefined ? (
        <FileDrop
          extensions={['xbkey']}
          label="把消保中心给的“口令找回答复”拖到这里"
          button="选择答复文件"
          onPaths={([first]) => setPath(first)}
        />
      ) : (
        <Answer path={path} onOther={() => setPath(undefined)} onClose={onClose} />
      )}
    </Sheet>
  );
}

const nobody = { code: '', staffNo: '', password: '', again: '' };

interface AnswerProps {
  readonly path: string;
  readonly onOther: () => void;
  readonly onClose: () => void;
}

function Answer({ path, onOther, onClose }: AnswerProps): ReactNode {
  const [form, setForm] = useState(nobody);
  const act = useAct('recovery.use', { onFailure: () => true });
  const { failure } = act;
  const reasons = failure?.code === 'wrongCode' ? { code: failure.message } : (failure?.fields ?? {});
  const ready =
    normalizePickupCode(form.code) !== null &&
    form.staffNo.trim() !== '' &&
    isGoodPassword(form.password, form.again, form.staffNo) &&
    !act.busy;
  const save = async (): Promise<void> => {
    const { code, staffNo, password } = form;
    const state = await act.run({ path, code, staffNo: staffNo.trim(), password });
    if (state === undefined) return;
    onClose();
    setSession(state);
    toast({ text: '口令已找回，台账内容完好。请在“人员”里为其他同事重设口令。', tone: 'good', seconds: 20 });
  };
  return (
    <EnterForm
      label="导入口令找回答复"
      className="stacked"
      busy={act.busy}
      errors={reasons}
      onSave={() => {
        if (ready) start(save());
      }}
    >
      <p>
        <span className="path">{fileName(path)}</span>{' '}
        <Button size="small" onClick={onOther}>
          换一个文件
        </Button>
      </p>
      <AnswerFields form={form} reasons={reasons} onChange={(patch) => setForm((now) => ({ ...now, ...patch }))} />
      {failure !== undefined && Object.keys(reasons).length === 0 && <FailureNote failure={failure} />}
      <div className="wizard-foot">
        <Button onClick={onClose}>取消</Button>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={act.busy}>
          设新口令并登录<kbd>Ctrl+Enter</kbd>
        </Button>
      </div>
    </EnterForm>
  );
}

interface FieldsProps {
  readonly form: typeof nobody;
  readonly reasons: FieldReasons;
  readonly onChange: (patch: Partial<typeof nobody>) => void;
}

function AnswerFields({ form, reasons, onChange }: FieldsProps): ReactNode {
  const secret = (key: 'password' | 'again') => (control: Control) => (
    <Input.Password
      {...control}
      autoComplete="new-password"
      value={form[key]}
      onChange={(event) => onChange({ [key]: event.target.value })}
    />
  );
  return (
    <>
      <Field
        label="找回码"
        name="code"
        required
        error={reasons['code']}
        hint="16 位，由中心在电话里告诉您。不分大小写，横线不用输。"
      >
        {(control) => (
          <Input
            {...control}
            className="mono"
            autoFocus
            autoComplete="off"
            placeholder="XXXX-XXXX-XXXX-XXXX"
            value={form.code}
            onChange={(event) =>
              onChange({ code: groupByFour(event.target.value.toUpperCase().replaceAll(/[\s-]/g, '')) })
            }
          />
        )}
      </Field>
      <Field label="负责人工号" name="staffNo" required error={reasons['staffNo']}>
        {(control) => (
          <Input
            {...control}
            autoComplete="username"
            value={form.staffNo}
            onChange={(event) => onChange({ staffNo: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="新口令"
        name="password"
        required
        error={reasons['password']}
        hint={<PasswordRules password={form.password} repeated={form.again} staffNo={form.staffNo} />}
      >
        {secret('password')}
      </Field>
      <Field label="新口令再输一遍" name="again" required>
        {secret('again')}
      </Field>
    </>
  );
}
