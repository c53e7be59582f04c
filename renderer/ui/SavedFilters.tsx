/** 常用筛选 (F7): keeps how a list is narrowed and sorted under a name, and brings it back. */
import { Button, Input } from 'antd';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { FilterValue } from '#contract/saved-filter.ts';
import { start } from '#renderer/start.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import { anchorName, anchorStyle, Floating } from './Floating.tsx';
import { isComposing, useKeys } from './keys.ts';
import { useListState } from './list-store.ts';
import { filterOf, filterWords, isSameFilter } from './saved-filter.ts';
import { toast } from './toast.ts';
import './saved-filters.css';

interface Props {
  readonly page: string;
  readonly chips: readonly { readonly key: string; readonly label: string }[] | undefined;
  readonly columns: readonly { readonly key: string; readonly title: string }[];
}

interface Saved {
  readonly name: string;
  readonly value: FilterValue;
}

const mostLetters = 20;

export function SavedFilters(props: Props): ReactNode {
  const { page } = props;
  const id = useId();
  const list = useListState(page);
  const [isOpen, setIsOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const saved = useRead('savedFilter.list', { page }, { keep: false }).data;
  const now = filterOf({ ...list, chip: list.chip || (props.chips?.[0]?.key ?? '') });
  const current = saved?.find(({ value }) => isSameFilter(value, now));
  useKeys('列表', [{ key: 'F7', label: '常用筛选', run: () => setIsOpen(true) }]);
  const close = (): void => {
    setIsOpen(false);
    opener.current?.focus();
  };
  const apply = ({ value }: Saved): void => {
    list.set({ ...value, selected: [], active: null, scroll: 0 });
    setIsOpen(false);
    // On with the rows, as after any other filter.
    opener.current?.closest('.page')?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  return (
    <>
      <Button
        ref={opener}
        style={anchorStyle(id)}
        data-anchor={anchorName(id)}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span className="saved-current">{current === undefined ? '常用筛选' : `常用筛选：${current.name}`}</span>
        <kbd>F7</kbd>
      </Button>
      {isOpen && saved !== undefined && (
        <Floating anchor={anchorName(id)} onClose={() => setIsOpen(false)} role="dialog" label="常用筛选">
          <Panel {...props} saved={saved} now={now} current={current?.name} onApply={apply} onClose={close} />
        </Floating>
      )}
    </>
  );
}

interface PanelProps extends Props {
  readonly saved: readonly Saved[];
  readonly now: FilterValue;
  /** Name under which what is shown now is kept. */
  readonly current: string | undefined;
  readonly onApply: (saved: Saved) => void;
  readonly onClose: () => void;
}

function Panel(props: PanelProps): ReactNode {
  const { saved, onApply, onClose } = props;
  const panel = useRef<HTMLDivElement>(null);
  const [renaming, setRenaming] = useState<string>();
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('.saved-pick, input')?.focus();
  }, []);
  const step = (by: 1 | -1): void => {
    const picks = [...(panel.current?.querySelectorAll<HTMLElement>('.saved-pick') ?? [])];
    const at = picks.findIndex((pick) => pick === document.activeElement);
    picks.at((at + by + picks.length) % picks.length)?.focus();
  };
  const keys = [
    { key: 'ArrowDown', label: '下一个', run: () => step(1) },
    { key: 'ArrowUp', label: '上一个', run: () => step(-1) },
    ...saved.slice(0, 9).map((each, at) => ({ key: String(at + 1), label: each.name, run: () => onApply(each) })),
    { key: 'Escape', label: '关闭', run: () => (renaming === undefined ? onClose() : setRenaming(undefined)) },
  ];
  useKeys('常用筛选', keys, { modal: true });
  return (
    <div ref={panel} className="saved-filters">
      {saved.length === 0 && <p className="muted">还没有常用筛选。先筛好、排好，再起个名字存下来。</p>}
      {saved.map((each, at) =>
        each.name === renaming ? (
          <Rename key={each.name} {...props} name={each.name} onDone={() => setRenaming(undefined)} />
        ) : (
          <Line key={each.name} {...props} each={each} at={at} onRename={() => setRenaming(each.name)} />
        ),
      )}
      <SaveNow {...props} />
    </div>
  );
}

interface LineProps extends PanelProps {
  readonly each: Saved;
  readonly at: number;
  readonly onRename: () => void;
}

function Line({ page, each, at, current, onApply, onRename, ...titles }: LineProps): ReactNode {
  const save = useAct('savedFilter.save');
  const drop = useAct('savedFilter.drop');
  const remove = async (): Promise<void> => {
    if ((await drop.run({ page, name: each.name })) === undefined) return;
    toast({ text: `已删除常用筛选“${each.name}”`, undo: () => start(save.run({ page, ...each })) });
  };
  return (
    <div className="saved-line">
      <button type="button" className="saved-pick" aria-current={each.name === current} onClick={() => onApply(each)}>
        <span className="saved-name">
          {at < 9 && <kbd>{at + 1}</kbd>} {each.name}
          {each.name === current && ' ✓'}
        </span>
        <span className="muted ellipsis">{filterWords(each.value, titles)}</span>
      </button>
      <Button size="small" aria-label={`改名 ${each.name}`} onClick={onRename}>
        改名
      </Button>
      <Button size="small" aria-label={`删除 ${each.name}`} onClick={() => start(remove())}>
        删除
      </Button>
    </div>
  );
}

function Rename(props: PanelProps & { readonly name: string; readonly onDone: () => void }): ReactNode {
  const { page, name, onDone } = props;
  const rename = useAct('savedFilter.rename');
  const [typed, setTyped] = useState(name);
  const submit = async (): Promise<void> => {
    if (typed.trim() === '' || (await rename.run({ page, name, to: typed })) === undefined) return;
    onDone();
  };
  return (
    <form className="saved-line" onKeyDown={keepComposing} onSubmit={submitting(submit)}>
      <Input
        autoFocus
        aria-label="新名字"
        maxLength={mostLetters}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button htmlType="submit" disabled={typed.trim() === ''}>
        改好
      </Button>
    </form>
  );
}

/** The same name again replaces, and the button says so. */
function SaveNow({ page, saved, now }: PanelProps): ReactNode {
  const save = useAct('savedFilter.save');
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  const isKnown = saved.some((each) => each.name === name);
  const submit = async (): Promise<void> => {
    if (name === '' || (await save.run({ page, name, value: now })) === undefined) return;
    setTyped('');
    toast({ text: `已存为常用筛选“${name}”`, tone: 'good' });
  };
  return (
    <form className="saved-line saved-new" onKeyDown={keepComposing} onSubmit={submitting(submit)}>
      <Input
        aria-label="给现在的筛选起名"
        placeholder="给现在的筛选起名"
        maxLength={mostLetters}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button htmlType="submit" type="primary" disabled={name === ''}>
        {isKnown ? '替换' : '存下'}
      </Button>
    </form>
  );
}

/** Enter that accepts pinyin does not submit. */
function keepComposing(event: KeyboardEvent): void {
  if (event.key === 'Enter' && isComposing(event.nativeEvent)) event.preventDefault();
}

const submitting =
  (submit: () => Promise<void>) =>
  (event: { readonly preventDefault: () => void }): void => {
    event.preventDefault();
    start(submit());
  };
