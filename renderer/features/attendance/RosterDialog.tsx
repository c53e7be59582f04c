/** Adds colleagues to a sheet: by post, then one by one. */
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { RosterPerson } from '#contract/training.ts';
import type { Post } from '#domain/organisation.ts';
import { posts } from '#domain/organisation.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useKeys } from '#renderer/ui/keys.ts';
import { Sheet } from '#renderer/ui/Sheet.tsx';

interface Props {
  /** Everybody at work on that day. */
  readonly people: readonly RosterPerson[];
  /** Record ids of those on the sheet already. */
  readonly listed: ReadonlySet<string>;
  /** Posts ticked at first. */
  readonly posts: readonly Post[];
  readonly onAdd: (people: readonly RosterPerson[]) => void;
  readonly onClose: () => void;
}

export function RosterDialog({ people, listed, posts: first, onAdd, onClose }: Props): ReactNode {
  const free = useMemo(() => people.filter((person) => !listed.has(person.id)), [people, listed]);
  const [wanted, setWanted] = useState<readonly string[]>(first);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const offered = free.filter((person) => wanted.length === 0 || wanted.includes(person.post));
  const chosen = offered.filter((person) => !left.has(person.id));
  const add = (): void => {
    if (chosen.length > 0) onAdd(chosen);
  };
  const toggle = (id: string): void => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  return (
    <Sheet
      title="从名册添加"
      onClose={onClose}
      width={620}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" disabled={chosen.length === 0} onClick={add}>
            添加 {chosen.length} 人<kbd>Ctrl+Enter</kbd>
          </Button>
        </>
      }
    >
      <AddKey run={add} />
      <ChipPicker
        label="岗位"
        multiple
        options={Object.entries(posts).map(([value, label]) => ({ value, label }))}
        value={wanted}
        onChange={setWanted}
      />
      {offered.length === 0 ? (
        <EmptyState title={people.length === 0 ? '本网点还没有人员名册' : '这些岗位的人都已在名单上'}>
          {people.length === 0
            ? '人员名册由消保中心随配置包下发。名册之外的人可直接在表中添加一行填写姓名。'
            : '可换一个岗位。'}
        </EmptyState>
      ) : (
        <ul className="roster-list" aria-label="人员">
          {offered.map((person) => (
            <li key={person.id}>
              <label className="roster-person">
                <input type="checkbox" checked={!left.has(person.id)} onChange={() => toggle(person.id)} />
                <span className="num">{person.staffNo}</span>
                <span>{person.name}</span>
                <span className="muted">{posts[person.post]}</span>
                <span className="muted">{person.outletName}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}

/** Inside the dialog, where its keys rank above the dialog's own. */
function AddKey({ run }: { readonly run: () => void }): ReactNode {
  useKeys('从名册添加', [{ key: 'Ctrl+Enter', label: '添加', run }]);
  return null;
}
