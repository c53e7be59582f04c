/** Lines of a sign-in sheet as rows of a grid, and back. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttendanceLine } from '#contract/attendance.ts';
import type { RosterPerson } from '#contract/training.ts';
import { attendanceStates } from '#domain/attendance.ts';
import type { AttendanceState } from '#domain/attendance.ts';
import {
  blankRow,
  examProblem,
  inputOf,
  matchRow,
  remarkProblem,
  rosterRow,
  rowOf,
  stateOf,
  withMarks,
  withoutMarks,
  withoutTail,
  withStaff,
} from '#renderer/features/attendance/sheet-rows.ts';

const line = (fields: Partial<AttendanceLine>): AttendanceLine => ({
  id: 'O037.line1',
  lineNo: 1,
  staff: null,
  staffNo: '',
  post: '',
  name: '王',
  unit: null,
  phoneTail: null,
  duty: null,
  state: 'present',
  score10: null,
  examState: null,
  attempts: null,
  note: null,
  resit10: null,
  sheet: 'public',
  ...fields,
});
const roster: readonly RosterPerson[] = [
  { id: 'O037.10086', staffNo: '10086', name: '王小敏', post: 'teller', outlet: 'O037', outletName: '城东支行' },
  { id: 'O037.10087', staffNo: '10087', name: '周涛', post: 'lobby', outlet: 'O037', outletName: '城东支行' },
  { id: 'O037.10088', staffNo: '10088', name: '周涛', post: 'teller', outlet: 'O037', outletName: '城东支行' },
];

describe('a line', () => {
  it('comes back as it went, whatever its state', () => {
    const lines = fc.record({
      state: fc.constantFrom(...(Object.keys(attendanceStates) as AttendanceState[])),
      score10: fc.option(fc.integer({ min: 0, max: 1000 })),
      exam: fc.constantFrom('missed' as const, 'exempt' as const, null),
      name: fc.constantFrom('王', '欧阳䶮', ''),
      phoneTail: fc.constantFrom(null, '5621'),
      note: fc.constantFrom(null, '走亲戚'),
    });
    fc.assert(
      fc.property(lines, ({ exam, ...fields }) => {
        const stored = line({
          ...fields,
          examState: fields.score10 === null ? exam : 'sat',
          attempts: fields.score10 === null ? null : 1,
        });
        const { staffNo: _no, post: _post, sheet: _sheet, resit10: _again, ...expected } = stored;
        expect(inputOf(rowOf(stored), 0, 'public')).toEqual(expected);
      }),
    );
  });

  it('of the staff keeps a duty, if only an empty one, and its person', () => {
    const stored = line({ sheet: 'staff', staff: 'O037.10086', duty: '' });
    expect(inputOf(rowOf(stored), 4, 'staff')).toMatchObject({ lineNo: 5, duty: '', staff: 'O037.10086' });
  });

  it('is new until it has been stored', () => {
    expect(inputOf(blankRow({ name: '李' }), 0, 'public')).toMatchObject({ id: null, name: '李', state: 'expected' });
  });
});

describe('ticks by number', () => {
  it('make the sheet as long as the highest number, and go again without what was typed since', () => {
    const marked = withMarks([], [1, 2, 5], true, true);
    expect(marked.map(stateOf)).toEqual(['present', 'present', 'expected', 'expected', 'present']);
    expect(withoutMarks(marked, [])).toEqual([]);
    const typed = marked.with(1, { ...marked[1], name: '王' });
    expect(withoutMarks(typed, []).map((row) => [row['name'] ?? '', stateOf(row)])).toEqual([
      ['', 'expected'],
      ['王', 'expected'],
    ]);
  });

  it('take away a remark that no longer holds, and leave one that does', () => {
    const rows = [
      blankRow({ name: '甲', here: '', remark: '请假' }),
      blankRow({ name: '乙', here: '1', remark: '迟到' }),
    ];
    expect(withMarks(rows, [1, 2], true, false).map(stateOf)).toEqual(['present', 'late']);
    expect(withMarks(rows, [1, 2], false, false).map(stateOf)).toEqual(['leave', 'expected']);
  });

  it('never lengthen the sheet of the staff', () => {
    expect(withMarks([blankRow({ name: '甲' })], [1, 2], true, false)).toHaveLength(1);
  });

  it('empty rows at the end are no lines of the paper, those between are', () => {
    const rows = [blankRow({ here: '1' }), blankRow(), blankRow({ name: '王' }), blankRow(), blankRow()];
    expect(withoutTail(rows)).toHaveLength(3);
  });
});

describe('tick and remark', () => {
  it('must not contradict each other', () => {
    expect(remarkProblem('迟到', { here: '1' })).toBeUndefined();
    expect(remarkProblem('请假', { here: '' })).toBeUndefined();
    expect(remarkProblem('请假', { here: '1' })).toContain('不能勾选');
    expect(remarkProblem('迟到', { here: '' })).toContain('要勾选');
    expect(remarkProblem('早退', { here: '1' })).toContain('请写');
    expect(examProblem('缺考', { score: '88' })).toContain('已有成绩');
  });
});

describe('people of a pasted list', () => {
  const rows = [
    rowOf(line({ id: 'a', staffNo: '10086', name: '王小敏' })),
    rowOf(line({ id: 'b', staffNo: '10087', name: '周涛' })),
  ];

  it('are rows of the sheet, colleagues to be added, or named as unclear', () => {
    expect(matchRow({ staffNo: '10087', name: '' }, rows, roster)).toBe(1);
    expect(matchRow({ staffNo: '10088', name: '' }, rows, roster)).toBe('new');
    expect(matchRow({ staffNo: '', name: '外请专家' }, rows, roster)).toBe('new');
    expect(matchRow({ staffNo: '77777', name: '外请专家' }, rows, roster)).toEqual({ problem: '名册中没有工号 77777' });
    expect(matchRow({ staffNo: '', name: '' }, rows, roster)).toHaveProperty('problem');
    expect(matchRow({ staffNo: '', name: '周涛' }, [], roster)).toEqual({ problem: '名册中有同名的人，请补上工号' });
    expect(matchRow({ staffNo: '', name: '路人' }, rows, null)).toHaveProperty('problem');
  });

  it('become the colleague of that number or name, each once, and never a guess', () => {
    const typed = [
      blankRow({ name: '王小敏' }),
      blankRow({ staffNo: '10088', name: '周涛' }),
      blankRow({ name: '周涛' }),
      blankRow({ name: '王小敏' }),
    ];
    expect(withStaff(typed, roster).map((row) => row['staff'] ?? '')).toEqual(['O037.10086', 'O037.10088', '', '']);
    expect(withStaff([rosterRow(roster[0]!)], roster)[0]).toMatchObject({ post: '柜员', unit: '城东支行' });
  });
});
