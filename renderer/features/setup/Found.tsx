/** Founding a branch centre: its names, its outlets, its first administrator. */
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { setSession } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { EnterForm } from '#renderer/ui/EnterForm.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Front } from '#renderer/ui/Front.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct } from '#renderer/use-query.ts';
import { FirstUser, isUserReady, noUser } from './FirstUser.tsx';
import { OutletStep } from './OutletStep.tsx';
import { Steps } from './Steps.tsx';

interface Props {
  readonly onBack: () => void;
  readonly footer: ReactNode;
}

const stepNames = ['银行与分行', '网点名单', '系统管理员'];

export function Found({ onBack, footer }: Props): ReactNode {
  const [step, setStep] = useState(0);
  const [bankName, setBankName] = useState('');
  const [branchName, setBranchName] = useState('');
  const [typed, setTyped] = useState('');
  const [outletsText, setOutletsText] = useState('');
  const [user, setUser] = useState(noUser);
  const found = useAct('setup.found', { onFailure: () => true });
  const named = bankName.trim() !== '' && branchName.trim() !== '';
  const save = async (): Promise<void> => {
    const { staffNo, userName, password } = user;
    const state = await found.run({ bankName, branchName, outletsText, staffNo, userName, password });
    if (state === undefined) return;
    setSession(state);
    toast({ text: '消保中心已建立。下一步：为每个网点制作配置包。', tone: 'good', seconds: 15 });
  };
  const next = (): void => {
    if (step === 0 && named) setStep(1);
    if (step === 2 && isUserReady(user) && !found.busy) start(save());
  };
  return (
    <Front title="建立消保中心" wide footer={footer}>
      <Steps names={stepNames} at={step} />
      {step === 1 ? (
        <OutletStep
          text={typed}
          onText={setTyped}
          onBack={() => setStep(0)}
          onNext={(goodText) => {
            setOutletsText(goodText);
            setStep(2);
          }}
        />
      ) : (
        <EnterForm
          label={stepNames[step] ?? ''}
          onSave={next}
          busy={found.busy}
          lastEnterSaves
          className="stacked"
          errors={found.failure?.fields}
        >
          {step === 0 ? (
            <Names bankName={bankName} branchName={branchName} onBank={setBankName} onBranch={setBranchName} />
          ) : (
            <>
              <p className="muted">系统管理员管理人员和配置包，看不到客户信息。中心的主任、分析岗由他登录后添加。</p>
              <FirstUser
                user={user}
                autoFocus
                reasons={found.failure?.fields ?? {}}
                onChange={(patch) => {
                  setUser((now) => ({ ...now, ...patch }));
                }}
              />
              {found.failure !== undefined && <FailureNote failure={found.failure} />}
            </>
          )}
          <div className="wizard-foot">
            <Button onClick={step === 0 ? onBack : () => setStep(step - 1)}>上一步</Button>
            <Button
              type="primary"
              htmlType="submit"
              disabled={step === 0 ? !named : !isUserReady(user)}
              loading={found.busy}
            >
              {step === 0 ? '下一步' : '建立消保中心'}
            </Button>
          </div>
        </EnterForm>
      )}
    </Front>
  );
}

function Names(props: {
  readonly bankName: string;
  readonly branchName: string;
  readonly onBank: (text: string) => void;
  readonly onBranch: (text: string) => void;
}): ReactNode {
  return (
    <>
      <Field label="银行名称" name="bankName" required hint="印在单据抬头上，例如：××银行股份有限公司">
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={60}
            value={props.bankName}
            onChange={(event) => {
              props.onBank(event.target.value);
            }}
          />
        )}
      </Field>
      <Field label="分行名称" name="branchName" required hint="例如：××分行">
        {(control) => (
          <Input
            {...control}
            maxLength={60}
            value={props.branchName}
            onChange={(event) => {
              props.onBranch(event.target.value);
            }}
          />
        )}
      </Field>
    </>
  );
}
