import { describe, expect, test } from 'vitest';
import { complaintEntity } from '#domain/complaint.ts';
import { complaintDraftSchema, complaintEditSchema } from '#domain/complaint-draft.ts';
import { complaintFieldDicts, complaintFieldLabels } from '#domain/complaint-labels.ts';
import {
  authorityOf,
  numbersInText,
  oddPair,
  proposeLevel,
  proposeUrgency,
  REGULATOR_SOURCES,
} from '#domain/complaint-proposal.ts';
import { SHIPPED_DICTS } from '#domain/data/dictionaries.ts';
import { DICT_NAMES } from '#domain/dictionary.ts';

const ids = new Set(SHIPPED_DICTS.map(({ id }) => id));
const minimal = {
  receivedOn: '2025-06-12',
  receivedTime: '09:10',
  source: 'src.site',
  business: 'biz.saving',
  cause: 'cause.service',
  customerName: '张三',
  phone: '13812345678',
  summary: '定期存款到期未按约定转存，要求补息',
};

describe('what is filled in', () => {
  test('seven answers are enough; the rest has a natural value that exists in the dictionaries', () => {
    const draft = complaintDraftSchema.parse(minimal);

    for (const id of [draft.nature, draft.filerKind, draft.customerType, draft.channel]) expect(ids.has(id)).toBe(true);
    expect(draft).toMatchObject({ forwarded: false, demands: [], specialGroups: [], level: null, handler: null });
  });

  test('every editable field is a field of the entity, with a label', () => {
    // Goes into the timeline, not into the case.
    const { lateReason: _lateReason, ...stored } = complaintDraftSchema.shape;
    for (const name of Object.keys({ ...stored, ...complaintEditSchema.shape })) {
      expect(Object.keys(complaintEntity.fields)).toContain(name);
    }
    expect(Object.keys(complaintFieldLabels).toSorted()).toEqual(Object.keys(complaintEntity.fields).toSorted());
    for (const dict of Object.values(complaintFieldDicts)) expect(Object.keys(DICT_NAMES)).toContain(dict);
  });

  test('a correction looks only at what is given, and has no defaults inside', () => {
    expect(complaintEditSchema.parse({})).toEqual({});
    expect(complaintEditSchema.safeParse({ summary: '太短' }).success).toBe(false);
  });
});

describe('proposals', () => {
  test('name entries of the dictionaries', () => {
    const tags = ['tag.opinion', 'tag.judicial', 'tag.extreme'];
    for (const tag of tags) expect(ids.has(tag)).toBe(true);
    for (const source of REGULATOR_SOURCES) {
      expect(ids.has(source)).toBe(true);
      expect(ids.has(authorityOf(source) ?? '')).toBe(true);
    }
    for (const forwarded of [true, false]) {
      for (const groupSize of [null, 5, 20]) {
        for (const tag of tags) {
          expect(ids.has(proposeLevel({ forwarded, groupSize, tags: [tag] }).value)).toBe(true);
          expect(ids.has(proposeUrgency({ forwarded, groupSize, tags: [tag] }).value)).toBe(true);
        }
      }
    }
    expect(authorityOf('src.site')).toBeNull();
  });

  test.each([
    [4, 'level.normal'],
    [5, 'level.complex'],
    [19, 'level.complex'],
    [20, 'level.major'],
  ])('%i people make it %s', (groupSize, level) => {
    expect(proposeLevel({ forwarded: false, groupSize, tags: [] }).value).toBe(level);
  });

  test('odd pairs of classes are named, usual ones not', () => {
    expect(oddPair('biz.collection.card', 'cause.service.attitude')).toContain('债务催收');
    expect(oddPair('biz.saving', 'cause.collection.threat')).toContain('债务催收');
    expect(oddPair('biz.saving', 'cause.return.loss')).toContain('产品收益');
    expect(oddPair('biz.collection.card', 'cause.collection')).toBeNull();
    expect(oddPair('biz.agency.fund', 'cause.return.loss')).toBeNull();
    expect(oddPair('biz.saving', null)).toBeNull();
  });

  test('whole numbers in a text are pointed out', () => {
    expect(numbersInText('请回电13812345678')).toBe('正文里有完整的电话号码，建议改为末四位');
    expect(numbersInText('末四位 5678')).toBe('');
  });
});
