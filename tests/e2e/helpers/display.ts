/** Each test worker has a display of its own (build/display.mjs), so that no window takes another's focus. */
const displays = process.env['XB_DISPLAYS']?.split(' ') ?? [];
const worker = Number(process.env['VITEST_POOL_ID'] ?? '1');
const own = displays[(worker - 1) % Math.max(displays.length, 1)];
if (own !== undefined) process.env['DISPLAY'] = own;
