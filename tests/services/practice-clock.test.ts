/** A practice branch goes on from the day on which its records end; a real ledger knows the PC's clock alone. */
import fs, { readFileSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { dateOfInstant, instantOf, timeOfInstant } from '#domain/dates.ts';
import { createBackend } from '#services/backend.ts';
import { practiceLag, stopPracticeClock } from '#services/practice-clock.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';

const day = 86_400_000;
const stoodAt = instantOf('2025-07-22', '09:30');

describe('the clock of a practice branch', () => {
  it.each([
    ['2026-11-26', '15:10', '2025-07-22', '15:10'],
    ['2026-11-26', '08:00', '2025-07-23', '08:00'],
    ['2025-07-22', '09:31', '2025-07-22', '09:31'],
  ])('opened on %s at %s stands on %s at %s', (date, time, practised, at) => {
    const folder = tempFolder();
    stopPracticeClock(folder, stoodAt);
    const now = instantOf(date, time);

    const shown = now - practiceLag(folder, now);

    expect(`${dateOfInstant(shown)} ${timeOfInstant(shown)}`).toBe(`${practised} ${at}`);
    expect(shown).toBeGreaterThanOrEqual(stoodAt);
  });

  it('goes on from day to day once it was opened', () => {
    const folder = tempFolder();
    stopPracticeClock(folder, stoodAt);
    const first = practiceLag(folder, instantOf('2026-11-26', '15:10'));

    const later = instantOf('2026-12-03', '09:00');

    expect(practiceLag(folder, later)).toBe(first);
    expect(dateOfInstant(later - first)).toBe('2025-07-29');
  });

  it('is the PC’s where the file is missing, unreadable or ahead of it', () => {
    const folder = tempFolder();
    const now = instantOf('2026-11-26', '15:10');
    expect(practiceLag(folder, now)).toBe(0);
    stopPracticeClock(folder, now + 40 * day);
    expect(practiceLag(folder, now)).toBe(0);
    writeFileSync(join(folder, 'practice.json'), '{"stoodAt": "yesterday"}');
    expect(practiceLag(folder, now)).toBe(0);
    writeFileSync(join(folder, 'practice.json'), '\0\0');
    expect(practiceLag(folder, now)).toBe(0);
  });
});

it('opens where nothing can be written, too', () => {
  const folder = tempFolder();
  stopPracticeClock(folder, stoodAt);
  const now = instantOf('2026-11-26', '15:10');
  const file = join(folder, 'practice.json');
  const renamed = vi.spyOn(fs, 'renameSync').mockImplementation(() => {
    throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  });
  syncBuiltinESMExports();
  onTestFinished(() => {
    renamed.mockRestore();
    syncBuiltinESMExports();
  });

  const lag = practiceLag(folder, now);
  expect(renamed).toHaveBeenCalled();

  expect(dateOfInstant(now - lag)).toBe('2025-07-22');
  expect(readFileSync(file, 'utf8')).toBe(JSON.stringify({ stoodAt }));
});

describe('the program', () => {
  const opened = async (demo: boolean) => {
    const folder = tempFolder();
    stopPracticeClock(folder, stoodAt);
    const backend = createBackend({ folder, demo, appVersion: '0.0.0-test' });
    const reply = await backend.call('session.state', {});
    await backend.close();
    if (!reply.ok) throw new Error(reply.message);
    return { state: reply.value as { readonly clockLag: number }, lag: Date.now() - backend.world.now(), folder };
  };

  it('lives behind the PC in practice, and says so', async () => {
    const { state, lag } = await opened(true);

    expect(state.clockLag).toBeGreaterThan(day);
    expect(Math.abs(lag - state.clockLag)).toBeLessThan(60_000);
  });

  it('never does in real work, whatever lies in the folder', async () => {
    const { state, lag, folder } = await opened(false);

    expect(state.clockLag).toBe(0);
    expect(Math.abs(lag)).toBeLessThan(60_000);
    expect(readFileSync(join(folder, 'practice.json'), 'utf8')).toBe(JSON.stringify({ stoodAt }));
  });
});
