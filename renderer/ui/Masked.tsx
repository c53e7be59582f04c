/** Personal data hidden at the counter: asks why, shows it for 15 seconds, and the backend writes a log line. */
import { Button } from 'antd';
import { useEffect, useId, useState, type ReactNode } from 'react';
import { start } from '#renderer/start.ts';
import { anchorName, anchorStyle, Floating } from './Floating.tsx';
import './form.css';

interface Props {
  readonly masked: string;
  /** What it is: 客户电话. */
  readonly label: string;
  /** Undefined when it was refused; the failure has been shown then. */
  readonly reveal: (reason: string) => Promise<string | undefined>;
}

const reasons = ['联系客户', '核实身份', '填写单据', '领导查阅'];
const shownFor = 15_000;

export function Masked({ masked, label, reveal }: Props): ReactNode {
  const id = useId();
  const anchor = anchorName(id);
  const [asking, setAsking] = useState(false);
  const [value, setValue] = useState<string>();
  useEffect(() => {
    if (value === undefined) return;
    const timer = setTimeout(() => {
      setValue(undefined);
    }, shownFor);
    return () => {
      clearTimeout(timer);
    };
  }, [value]);
  const show = async (reason: string): Promise<void> => {
    setAsking(false);
    setValue(await reveal(reason));
  };
  return (
    <span className="masked">
      <span className={value === undefined ? 'num' : 'num masked-shown'}>{value ?? masked}</span>
      <Button
        size="small"
        style={anchorStyle(id)}
        data-anchor={anchor}
        aria-expanded={asking}
        aria-label={value === undefined ? `显示${label}` : `隐藏${label}`}
        onClick={() => {
          if (value === undefined) setAsking(!asking);
          else setValue(undefined);
        }}
      >
        {value === undefined ? '显示' : '隐藏'}
      </Button>
      {asking && (
        <Floating
          anchor={anchor}
          onClose={() => {
            setAsking(false);
          }}
          role="dialog"
          focusFirst
          label={`查看${label}的原因`}
        >
          <span
            className="reveal-panel"
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.stopPropagation();
              setAsking(false);
            }}
          >
            <span>查看{label}的原因（将记入日志，15 秒后自动隐藏）</span>
            <span className="chip-picker">
              {reasons.map((reason) => (
                <Button key={reason} onClick={() => start(show(reason))}>
                  {reason}
                </Button>
              ))}
            </span>
          </span>
        </Floating>
      )}
    </span>
  );
}
