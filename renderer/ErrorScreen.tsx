/** A screen that fails to draw says so and can be opened again; the rest of the window goes on. */
import { Component, type ReactNode } from 'react';
import { failureCodes } from '#domain/failure.ts';
import { CopyButton } from './ui/CopyButton.tsx';

interface Props {
  readonly children: ReactNode;
  /** Changing it (the route) gives the screen another try. */
  readonly place?: string;
}

interface State {
  readonly error: Error | undefined;
  readonly place: string | undefined;
}

/** React knows error boundaries only as classes. */
export class ErrorScreen extends Component<Props, State> {
  override state: State = { error: undefined, place: this.props.place };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.place === state.place ? null : { place: props.place, error: undefined };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div className="error-screen" role="alert">
        <h1>这一页没能显示出来</h1>
        <p>已保存的数据和草稿不受影响。请重新打开；仍不行时，把下面的代码告诉科技部门。</p>
        <p className="muted">
          代码 <span className="mono">{failureCodes.internal}</span>{' '}
          <CopyButton text={`${failureCodes.internal} ${error.message}`} />
        </p>
        <button
          type="button"
          className="chip"
          onClick={() => {
            this.setState({ error: undefined });
          }}
        >
          重新打开本页
        </button>
      </div>
    );
  }
}
