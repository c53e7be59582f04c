/** Making this PC an outlet: its configuration pack, the code that opens it, its first person. */
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { PackFace } from '#contract/setup.ts';
import { groupByFour, normalizePickupCode } from '#domain/sync/pickup-code.ts';
import { useIncoming } from '#renderer/incoming-store.ts';
import { setSession } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { EnterForm } from '#renderer/ui/EnterForm.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { FileDrop } from '#renderer/ui/FileDrop.tsx';
import { fullInstant } from '#renderer/ui/format.ts';
import { Front } from '#renderer/ui/Front.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import { FirstUser, isUserReady, noUser } from './FirstUser.tsx';
import { Steps } from './Steps.tsx';

interface Props {
  readonly onBack: () => void;
  readonly footer: ReactNode;
}

export function Enrol({ onBack, footer }: Props): ReactNode {
  const incoming = useIncoming('xbcfg');
  const [chosen, setChosen] = useState<string>();
  const [compared, setCompared] = useState(false);
  const path = chosen ?? incoming.paths[0];
  const face = useRead('setup.inspectPack', { path: path ?? '' }, { enabled: path !== undefined, keep: false });
  const step = face.data === undefined ? 0 : compared ? 2 : 1;
  return (
    <Front title="导入网点配置包" wide footer={footer}>
      <Steps names={['选择配置包', '核对指纹', '领取码与负责人']} at={step} />
      {step === 0 && (
        <div className="front-text">
          <FileDrop
            extensions={['xbcfg']}
            label="把消保中心发来的 .xbcfg 文件拖到这里"
            button="选择配置包"
            onPaths={([first]) => {
              setChosen(first);
            }}
          />
          {face.failure !== undefined && <FailureNote failure={face.failure} />}
          <div className="wizard-foot">
            <Button onClick={onBack}>上一步</Button>
          </div>
        </div>
      )}
      {step === 1 && face.data !== undefined && (
        <Compare
          face={face.data}
          onOther={() => {
            incoming.take();
            setChosen(undefined);
          }}
          onSame={() => {
            setCompared(true);
          }}
        />
      )}
      {step === 2 && face.data !== undefined && path !== undefined && (
        <Code
          face={face.data}
          path={path}
          onBack={() => {
            setCompared(false);
          }}
          onDone={incoming.take}
        />
      )}
    </Front>
  );
}

function Face({ face }: { readonly face: PackFace }): ReactNode {
  return (
    <dl className="face">
      <dt>签发分行</dt>
      <dd>{face.branchName}</dd>
      <dt>网点号</dt>
      <dd className="mono">{face.outletCode}</dd>
      <dt>制作时间</dt>
      <dd className="num">
        {fullInstant(face.madeAt)}（第 {face.packNo} 号）
      </dd>
      <dt>指纹</dt>
      <dd className="face-print">{face.fingerprint}</dd>
    </dl>
  );
}

function Compare(props: {
  readonly face: PackFace;
  readonly onSame: () => void;
  readonly onOther: () => void;
}): ReactNode {
  return (
    <div className="front-text">
      <Face face={props.face} />
      <p>
        请打电话给消保中心，<b>逐字核对指纹</b>。一致，说明这个文件确实是中心签发的，路上没有被换过。
      </p>
      <div className="wizard-foot">
        <Button onClick={props.onOther}>不一致，换一个文件</Button>
        <Button type="primary" autoFocus onClick={props.onSame}>
          指纹一致，下一步
        </Button>
      </div>
    </div>
  );
}

function Code(props: {
  readonly face: PackFace;
  readonly path: string;
  readonly onBack: () => void;
  readonly onDone: () => void;
}): ReactNode {
  const [code, setCode] = useState('');
  const [user, setUser] = useState(noUser);
  const enrol = useAct('setup.enrol', { onFailure: () => true });
  const ready = normalizePickupCode(code) !== null && isUserReady(user) && !enrol.busy;
  const save = async (): Promise<void> => {
    const { staffNo, userName, password } = user;
    const state = await enrol.run({ path: props.path, code, staffNo, userName, password });
    if (state === undefined) return;
    props.onDone();
    setSession(state);
    toast({ text: `${state.outletName}的台账已建好，可以开始登记。`, tone: 'good', seconds: 15 });
  };
  const wrongCode = enrol.failure?.code === 'wrongCode';
  return (
    <EnterForm
      label="领取码与负责人"
      className="stacked"
      lastEnterSaves
      busy={enrol.busy}
      errors={wrongCode ? { code: enrol.failure?.message ?? '' } : enrol.failure?.fields}
      onSave={() => {
        if (ready) start(save());
      }}
    >
      <Field
        label="领取码"
        name="code"
        required
        error={wrongCode ? enrol.failure?.message : undefined}
        hint="16 位，由中心另外告诉您（不和文件一起发）。不分大小写，横线不用输。"
      >
        {(control) => (
          <Input
            {...control}
            size="large"
            className="mono"
            autoFocus
            autoComplete="off"
            placeholder="XXXX-XXXX-XXXX-XXXX"
            value={code}
            onChange={(event) => {
              setCode(groupByFour(event.target.value.toUpperCase().replaceAll(/[\s-]/g, '')));
            }}
          />
        )}
      </Field>
      <p className="muted">下面是本网点的第一位使用人，岗位为网点负责人；经办人由他登录后添加。</p>
      <FirstUser
        user={user}
        reasons={enrol.failure?.fields ?? {}}
        onChange={(patch) => {
          setUser((now) => ({ ...now, ...patch }));
        }}
      />
      {enrol.failure !== undefined && !wrongCode && <FailureNote failure={enrol.failure} />}
      <div className="wizard-foot">
        <Button onClick={props.onBack}>上一步</Button>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={enrol.busy}>
          建立本网点台账
        </Button>
      </div>
    </EnterForm>
  );
}
