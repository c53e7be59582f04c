/** Ctrl+K: records by the searches the features gave, and commands by Chinese or pinyin. */
import { useDeferredValue, useEffect, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { may } from '#domain/permissions.ts';
import type { NavEntry } from '#renderer/nav-entry.ts';
import { actions } from '#renderer/navigation.tsx';
import { searchProviders, type SearchHit } from '#renderer/search-providers.ts';
import { lock, useSide, useUser } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { isComposing, keyLabel } from '#renderer/ui/key-names.ts';
import { foldText } from '#renderer/ui/pick.ts';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { useAct } from '#renderer/use-query.ts';
import { textSizes } from './text-size.ts';

interface Command {
  readonly id: string;
  readonly label: string;
  readonly sounds: string;
  readonly keyName?: string | undefined;
  readonly run: () => void;
}

interface Line {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly detail: string;
  readonly run: () => void;
}

interface Props {
  readonly entries: readonly NavEntry[];
  readonly onClose: () => void;
  readonly onHelp: () => void;
}

export function Palette({ entries, onClose, onHelp }: Props): ReactNode {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const commands = useCommands(entries, onHelp);
  const [, go] = useLocation();
  const records = useRecords(useDeferredValue(text));
  const lines = useMemo<readonly Line[]>(() => {
    const found: Line[] = records.map(({ group, hit }) => ({
      id: `${group} ${hit.id}`,
      group,
      label: hit.label,
      detail: hit.detail ?? '',
      run: () => {
        go(hit.path);
      },
    }));
    const fitting = commands.filter((command) => fitsCommand(command, text));
    return [
      ...found,
      ...fitting.map((each) => ({
        id: each.id,
        group: '命令',
        label: each.label,
        detail: each.keyName === undefined ? '' : keyLabel(each.keyName),
        run: each.run,
      })),
    ];
  }, [records, commands, text, go]);
  const runAt = (index: number): void => {
    const line = lines[index];
    if (line === undefined) return;
    onClose();
    line.run();
  };
  const press = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'ArrowDown') setAt(Math.min(lines.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter') runAt(at);
    else return;
    event.preventDefault();
  };
  return (
    <Sheet title="查找和命令" onClose={onClose} width={640} bare>
      <div className="palette">
        <input
          className="palette-input"
          role="combobox"
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={lines.length > 0 ? `palette-${at}` : undefined}
          aria-label="查找和命令"
          placeholder="编号、姓名、电话尾号，或命令（中文、拼音首字母）"
          autoFocus
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
        />
        <ul id="palette-list" role="listbox" aria-label="结果" className="palette-list">
          {lines.map((line, index) => (
            <PaletteLine
              key={line.id}
              line={line}
              index={index}
              active={index === at}
              heads={lines[index - 1]?.group !== line.group}
              onRun={runAt}
            />
          ))}
          {lines.length === 0 && <li className="pick-none">没有找到“{text}”。可以试试编号、客户姓名、电话后四位。</li>}
        </ul>
      </div>
    </Sheet>
  );
}

function PaletteLine(props: {
  readonly line: Line;
  readonly index: number;
  readonly active: boolean;
  readonly heads: boolean;
  readonly onRun: (index: number) => void;
}): ReactNode {
  const { line, index, active } = props;
  return (
    <li
      id={`palette-${index}`}
      role="option"
      aria-selected={active}
      ref={(element) => {
        if (active) element?.scrollIntoView({ block: 'nearest' });
      }}
      className={`palette-line${active ? ' pick-active' : ''}`}
      onClick={() => {
        props.onRun(index);
      }}
    >
      <span className="palette-group">{props.heads ? line.group : ''}</span>
      <span className="ellipsis">{line.label}</span>
      <span className="muted ellipsis">{line.detail}</span>
    </li>
  );
}

function fitsCommand(command: Command, text: string): boolean {
  const typed = foldText(text);
  if (typed === '') return true;
  return foldText(command.label).includes(typed) || command.sounds.split(' ').some((sound) => sound.startsWith(typed));
}

function useCommands(entries: readonly NavEntry[], onHelp: () => void): readonly Command[] {
  const [, go] = useLocation();
  const side = useSide();
  const { role } = useUser();
  const save = useAct('setting.save').run;
  return useMemo(
    () => [
      ...actions
        .filter((action) => (action.side === 'both' || action.side === side) && may(role, action.permission))
        .map((action) => ({
          id: action.key,
          label: action.label,
          sounds: action.sounds ?? '',
          keyName: action.key,
          run: () => {
            go(action.path);
          },
        })),
      ...namedScreens(entries).map((entry, index) => ({
        id: entry.path,
        label: `打开 ${entry.label}`,
        sounds: entry.sounds ?? '',
        keyName: entry.nav && index < 9 ? `Alt+${index + 1}` : undefined,
        run: () => {
          go(entry.path);
        },
      })),
      ...textSizes.map((size) => ({
        id: size.key,
        label: `文字大小：${size.label}`,
        sounds: 'wz wenzi dz dazi zt ziti',
        run: () => {
          start(save({ textSize: size.key }));
        },
      })),
      { id: 'help', label: '本页按键', sounds: 'by benye aj anjian bz bangzhu', keyName: 'F1', run: onHelp },
      { id: 'lock', label: '锁定', sounds: 'sd suoding', keyName: 'Ctrl+L', run: () => start(lock()) },
    ],
    [entries, go, onHelp, role, save, side],
  );
}

/** Those of the navigation in its order, then the others that can be opened by name. */
const namedScreens = (entries: readonly NavEntry[]): readonly NavEntry[] => [
  ...entries.filter(({ nav }) => nav),
  ...entries.filter(({ nav, sounds }) => !nav && sounds !== undefined),
];

interface Found {
  readonly group: string;
  readonly hit: SearchHit;
}

/** Asks every search the person may use. A late answer to an earlier text is thrown away. */
function useRecords(text: string): readonly Found[] {
  const { role } = useUser();
  const [found, setFound] = useState<readonly Found[]>([]);
  useEffect(() => {
    const typed = text.trim();
    let stale = false;
    const ask = async (): Promise<void> => {
      const groups = await Promise.all(
        searchProviders
          .filter((provider) => typed !== '' && may(role, provider.permission))
          .map(async (provider) => (await provider.search(typed)).map((hit) => ({ group: provider.title, hit }))),
      );
      if (!stale) setFound(groups.flat());
    };
    const timer = setTimeout(() => {
      start(ask());
    }, 120);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [text, role]);
  return found;
}
