/** F1: the keys of this screen and of the whole app, as they are bound right now. */
import { useState, type ReactNode } from 'react';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { keyLabel } from '#renderer/ui/key-names.ts';
import { activeScopes } from '#renderer/ui/keys.ts';

export function KeyHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  // Taken once: the help itself must not appear in the help.
  const [scopes] = useState(() =>
    activeScopes()
      .map((scope) => ({ title: scope.title, lines: scope.bindings.filter((each) => each.when !== false) }))
      .filter((scope) => scope.lines.length > 0),
  );
  return (
    <Sheet title="本页按键" onClose={onClose} width={760}>
      <div className="help-groups">
        {scopes.map((scope, index) => (
          <section key={`${scope.title} ${index}`}>
            <h3>{scope.title}</h3>
            <dl className="help-list">
              {scope.lines.map((line) => (
                <div key={`${line.key} ${line.label}`}>
                  <dt>
                    <kbd>{keyLabel(line.key)}</kbd>
                  </dt>
                  <dd>{line.label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="muted">
        表格、表单里：Enter 到下一格，Shift+Enter 回上一格，Ctrl+Enter 保存，Esc 返回。输入法选字时按键不生效。
      </p>
    </Sheet>
  );
}
