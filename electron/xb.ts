/**
 * The centre's work from a terminal: `npm run -s xb -- <verb> … --json`. Runs on Electron's Node
 * without a window, through the same requests the screens use.
 *
 * With --json exactly one JSON value goes to stdout. Errors go to stderr as one line
 * `{"code":…,"message":…}` with exit code 1. The password comes from XB_PASSWORD or a prompt.
 */
import { parseArgs } from 'node:util';
import { isFailure } from '#domain/failure.ts';
import { Refusal } from './xb-refusal.ts';
import { verbs } from './xb-verbs.ts';

const options = {
  json: { type: 'boolean', default: false },
  db: { type: 'string' },
  user: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  out: { type: 'string' },
  event: { type: 'string' },
  blank: { type: 'boolean', default: false },
  large: { type: 'boolean', default: false },
  template: { type: 'string' },
  outlet: { type: 'string', multiple: true },
} as const;

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const [name = '', ...rest] = positionals;
  const verb = Object.hasOwn(verbs, name) ? verbs[name as keyof typeof verbs] : undefined;
  if (verb === undefined) {
    throw new Refusal('invalid', `没有命令“${name}”。可用：${Object.keys(verbs).join('、')}`);
  }
  const result = await verb({ ...values, rest });
  process.stdout.write(`${JSON.stringify(result, null, values.json ? undefined : 2)}\n`);
  return 0;
}

function explain(error: unknown): { code: string; message: string } {
  if (isFailure(error) || error instanceof Refusal) return { code: error.code, message: error.message };
  const text = error instanceof Error ? error.message : String(error);
  return error instanceof TypeError && 'code' in error
    ? { code: 'invalid', message: text }
    : { code: 'internal', message: text };
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${JSON.stringify(explain(error))}\n`);
    process.exitCode = 1;
  },
);
