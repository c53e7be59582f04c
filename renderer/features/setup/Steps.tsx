/** Where in the wizard one is. */
import type { ReactNode } from 'react';

export function Steps({ names, at }: { readonly names: readonly string[]; readonly at: number }): ReactNode {
  return (
    <ol className="steps">
      {names.map((name, index) => (
        <li
          key={name}
          className={`step${index === at ? ' step-now' : ''}${index < at ? ' step-done' : ''}`}
          aria-current={index === at ? 'step' : undefined}
        >
          <span aria-hidden="true">{index < at ? '✓' : index + 1}</span> {name}
        </li>
      ))}
    </ol>
  );
}
