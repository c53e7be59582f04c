import { describe, expect, it } from 'vitest';
import type { OutreachResult } from '#domain/outreach.ts';
import {
  completeness,
  fileDoubts,
  hoursText,
  missingInArchive,
  missingParts,
  outreachStateOn,
  resultDoubts,
  timesClash,
} from '#domain/outreach.ts';

const complete: OutreachResult = {
  reachedPeople: 60,
  materialsGiven: 60,
  consultations: 8,
  workers: 4,
  signedPages: 3,
  signedCount: 41,
  groupPeople: [],
  givenByKind: [],
  summary: '在幸福社区开展防范养老诈骗宣传，现场讲解案例并发放折页。',
};
const nothing: OutreachResult = {
  reachedPeople: null,
  materialsGiven: null,
  consultations: null,
  workers: null,
  signedPages: null,
  signedCount: null,
  groupPeople: [],
  givenByKind: [],
  summary: null,
};

describe('state of an event', () => {
  it('waits for its figures from the day after its last day', () => {
    const event = { state: 'planned', endsOn: '2025-06-12' } as const;
    expect(outreachStateOn(event, '2025-06-12')).toBe('planned');
    expect(outreachStateOn(event, '2025-06-13')).toBe('toFill');
    expect(outreachStateOn({ ...event, state: 'done' }, '2025-06-13')).toBe('done');
    expect(outreachStateOn({ ...event, state: 'cancelled' }, '2025-06-13')).toBe('cancelled');
  });
});

describe('completeness of the archive', () => {
  it('counts photos and the scanned sheet beside the figures, and names what is missing', () => {
    expect(missingInArchive(complete, { photos: 3, scans: 1 })).toEqual([]);
    expect(missingInArchive(complete, { photos: 2, scans: 0 })).toEqual(['photos', 'scan']);
    expect(completeness([])).toBe(100);
    expect(completeness(missingInArchive(complete, { photos: 2, scans: 0 }))).toBe(71);
    expect(completeness(missingInArchive(nothing, { photos: 0, scans: 0 }))).toBe(0);
  });

  it('asks for no scan where there was no page', () => {
    expect(missingInArchive({ ...complete, signedPages: 0 }, { photos: 3, scans: 0 })).toEqual([]);
  });

  it('asks for photos and the sheet from the fourth day after the event', () => {
    const event = { state: 'done', endsOn: '2025-06-12', signedPages: 2 } as const;
    expect(fileDoubts(event, { photos: 0, scans: 0 }, '2025-06-15')).toEqual([]);
    expect(fileDoubts(event, { photos: 0, scans: 0 }, '2025-06-16')).toEqual([
      '活动结束已超过 3 天，还没有照片和签到表扫描',
    ]);
    expect(fileDoubts(event, { photos: 1, scans: 1 }, '2025-06-16')).toEqual([]);
    expect(fileDoubts({ ...event, state: 'cancelled' }, { photos: 0, scans: 0 }, '2025-06-16')).toEqual([]);
  });
});

describe('completeness of the back-fill', () => {
  it('names what is missing, in the order of the screen', () => {
    expect(missingParts(nothing)).toEqual(['people', 'workers', 'materials', 'sheet', 'summary']);
    expect(missingParts(complete)).toEqual([]);
  });

  it('takes 0 for an answer, except for the staff who held the event', () => {
    const zeros = { ...complete, reachedPeople: 0, materialsGiven: 0, signedPages: 0, signedCount: 0 };
    expect(missingParts(zeros)).toEqual([]);
    expect(missingParts({ ...complete, workers: 0 })).toEqual(['workers']);
  });

  it('does not take a word for a summary', () => {
    expect(missingParts({ ...complete, summary: '活动很好' })).toEqual(['summary']);
    expect(missingParts({ ...complete, summary: ' '.repeat(40) })).toEqual(['summary']);
  });

  it('needs pages and signatures both', () => {
    expect(missingParts({ ...complete, signedPages: null })).toEqual(['sheet']);
    expect(missingParts({ ...complete, signedCount: null })).toEqual(['sheet']);
  });
});

describe('doubtful figures', () => {
  it('finds none in an ordinary event or an empty back-fill', () => {
    expect(resultDoubts(complete)).toEqual([]);
    expect(resultDoubts(nothing)).toEqual([]);
  });

  it('asks about more than 500 people at one event, not about 500', () => {
    expect(resultDoubts({ ...complete, reachedPeople: 500, materialsGiven: 400 })).toEqual([]);
    expect(resultDoubts({ ...complete, reachedPeople: 501, materialsGiven: 400 })).toHaveLength(1);
  });

  it('asks about more than 20 people per leaflet', () => {
    expect(resultDoubts({ ...complete, reachedPeople: 200, materialsGiven: 10 })).toEqual([]);
    expect(resultDoubts({ ...complete, reachedPeople: 201, materialsGiven: 10 })).toHaveLength(1);
    expect(resultDoubts({ ...complete, reachedPeople: 201, materialsGiven: 0 })).toEqual([]);
  });

  it('asks about more signatures than people, and signatures without a sheet', () => {
    expect(resultDoubts({ ...complete, reachedPeople: 40 })).toHaveLength(1);
    expect(resultDoubts({ ...complete, signedPages: 0 })).toHaveLength(1);
  });
});

describe('events at the same time', () => {
  const morning = { heldOn: '2025-06-12', endsOn: '2025-06-12', startTime: '09:00', endTime: '11:00' };

  it('clash when they overlap on a day, not when they touch', () => {
    expect(timesClash(morning, { ...morning, startTime: '10:30', endTime: '12:00' })).toBe(true);
    expect(timesClash(morning, { ...morning, startTime: '11:00', endTime: '12:00' })).toBe(false);
    expect(timesClash(morning, { ...morning, heldOn: '2025-06-13', endsOn: '2025-06-13' })).toBe(false);
  });

  it('clash inside an event of several days', () => {
    expect(timesClash({ ...morning, heldOn: '2025-06-10', endsOn: '2025-06-14' }, morning)).toBe(true);
  });

  it('clash past midnight, in the night and not on the day between', () => {
    const night = { heldOn: '2025-06-12', endsOn: '2025-06-13', startTime: '22:00', endTime: '01:30' };
    const early = { heldOn: '2025-06-13', endsOn: '2025-06-13', startTime: '01:00', endTime: '02:00' };

    expect(hoursText(night)).toBe('22:00—次日01:30');
    expect(timesClash(night, early)).toBe(true);
    expect(timesClash(night, { ...early, startTime: '09:00', endTime: '11:00' })).toBe(false);
    expect(timesClash(night, { ...morning, startTime: '23:00', endTime: '23:30' })).toBe(true);
  });

  it('have the same hours on both days of an event of two days', () => {
    const fair = { heldOn: '2025-06-12', endsOn: '2025-06-13', startTime: '09:00', endTime: '17:00' };

    expect(hoursText(fair)).toBe('09:00—17:00');
    expect(timesClash(fair, { ...morning, heldOn: '2025-06-13', endsOn: '2025-06-13' })).toBe(true);
    expect(timesClash(fair, { ...morning, startTime: '18:00', endTime: '19:00' })).toBe(false);
  });
});
