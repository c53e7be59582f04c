/** Choices of this PC and of this person. Unknown or damaged values fall back to the default. */
import { Settings } from '#contract/setting.ts';
import { readSettings, saveSetting } from '#db/identity.ts';
import { Failure } from '#domain/failure.ts';
import { may } from '#domain/permissions.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';

const defaults: Settings = {
  textSize: 'standard',
  sidePanel: 'open',
  idleMinutes: 5,
  exportFolder: '',
  lastPrinter: '',
  printChoices: {},
};
const perUser: ReadonlySet<string> = new Set(['textSize', 'sidePanel']);
const managed: ReadonlySet<string> = new Set(['idleMinutes']);
const idleRange = { least: 1, most: 60 };

export function settingsOf(ctx: Pick<Ctx, 'db' | 'user'>): Settings {
  const stored = { ...defaults, ...readSettings(ctx.db, 'device'), ...readSettings(ctx.db, ctx.user.staffNo) };
  const parsed = Settings.safeParse(stored);
  return parsed.success ? parsed.data : defaults;
}

function save(ctx: Ctx, input: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Settings {
  for (const [key, value] of Object.entries(input)) {
    if (value === undefined) continue;
    if (managed.has(key) && !may(ctx.user.role, 'setting.write')) {
      throw new Failure('forbidden', '锁屏时间由网点负责人或系统管理员设置，没有改动。');
    }
    if (key === 'idleMinutes' && (typeof value !== 'number' || value < idleRange.least || value > idleRange.most)) {
      throw new Failure('invalid', '锁屏时间应为 1 至 60 分钟，没有保存。', { idleMinutes: '应为 1 至 60 分钟' });
    }
    saveSetting(ctx.db, perUser.has(key) ? ctx.user.staffNo : 'device', key, value);
  }
  ctx.note({ text: Object.keys(input).join('、') });
  return settingsOf(ctx);
}

export const settingVerbs = {
  'setting.all': (_input, ctx) => settingsOf(ctx),
  'setting.save': (input, ctx) => save(ctx, input),
} satisfies Verbs;
