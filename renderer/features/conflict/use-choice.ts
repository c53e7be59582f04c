/** Which field of a contested record is looked at, which value is chosen, and the decision. */
import { useState } from 'react';
import type { ConflictClaim, ConflictField, ConflictRecord } from '#contract/conflict.ts';
import { useMay } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { toast } from '#renderer/ui/toast.ts';
import { useAct } from '#renderer/use-query.ts';

export const said = ({ text }: ConflictClaim): string => (text === '' ? '空' : text);

export interface Choice {
  readonly row: number;
  readonly field: ConflictField | undefined;
  readonly claim: ConflictClaim | undefined;
  /** This person may decide this field here. */
  readonly open: boolean;
  readonly alike: boolean;
  readonly setAlike: (alike: boolean) => void;
  readonly busy: boolean;
  /** A reason is asked for. */
  readonly asking: boolean;
  readonly move: (by: 1 | -1) => void;
  readonly turn: (by: 1 | -1) => void;
  readonly pick: (row: number, claim: number) => void;
  readonly enter: () => void;
  readonly confirm: (note: string) => Promise<void>;
  readonly cancel: () => void;
}

export function useChoice(of: ConflictRecord, onStep: (by: 1 | -1) => void): Choice {
  const mayDecide = useMay('conflict.decide');
  const [at, setAt] = useState(0);
  /** Undefined: the value shown now. */
  const [turned, setTurned] = useState<number>();
  const [alike, setAlike] = useState(false);
  const [asking, setAsking] = useState(false);
  const decide = useAct('conflict.decide', {
    onFailure: (failure) => {
      if (failure.fields['note'] === undefined) return false;
      setAsking(true);
      return true;
    },
  });
  const row = Math.min(at, of.fields.length - 1);
  const field = of.fields[row];
  const most = (field?.claims.length ?? 1) - 1;
  const picked = Math.min(turned ?? field?.claims.findIndex(({ shown }) => shown) ?? 0, most);
  const claim = field?.claims[picked];
  const look = (next: number): void => {
    setAt(next);
    setTurned(undefined);
    setAlike(false);
  };
  const confirm = async (note: string): Promise<void> => {
    if (field === undefined || claim === undefined) return;
    const done = await decide.run({ record: of.record, field: field.field, opId: claim.opId, note, alike });
    if (done === undefined) return;
    setAsking(false);
    look(row);
    toast({ text: `已按“${said(claim)}”定下 ${done.decided} 处，随下一次交换告知对方`, tone: 'good' });
  };
  return {
    row,
    field,
    claim,
    open: mayDecide && field?.refusal === '',
    alike,
    setAlike,
    busy: decide.busy,
    asking,
    move: (by) => {
      if (of.fields[row + by] === undefined) onStep(by);
      else look(row + by);
    },
    turn: (by) => setTurned(Math.min(Math.max(picked + by, 0), most)),
    pick: (next, claimIndex) => {
      if (next !== row) look(next);
      setTurned(claimIndex);
    },
    enter: () => {
      if (of.closed && claim?.shown === false) setAsking(true);
      else start(confirm(''));
    },
    confirm,
    cancel: () => setAsking(false),
  };
}
