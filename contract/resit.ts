/** Make-up rounds (补考) of a training's exam. */
import * as z from 'zod/mini';
import { count, day, filled, recordId, textOrNull } from './checks.ts';
import { command, query } from './define.ts';

/** Somebody who failed or missed, and what came of it in this round. */
export const ResitLine = z.object({
  /** Line of the roster; its record id. */
  line: z.string(),
  lineNo: z.number(),
  staffNo: z.string(),
  name: z.string(),
  unit: z.string(),
  /** Best score before this round in tenths of a point; null when there is none (缺考). */
  before10: z.nullable(z.number()),
  /** In this round; both null while nothing is typed. */
  score10: z.nullable(z.number()),
  examState: z.nullable(z.enum(['sat', 'missed'])),
});
export type ResitLine = z.infer<typeof ResitLine>;

export const ResitRound = z.object({
  id: z.string(),
  heldOn: z.string(),
  place: z.nullable(z.string()),
  lines: z.array(ResitLine),
});
export type ResitRound = z.infer<typeof ResitRound>;

const changes = ['training', 'attendance', 'figures', 'exchange'] as const;

export const resit = {
  /** Rounds in the order they were held, each with those who are to sit it. `due`: failed or missed until now. */
  'resit.list': query({
    needs: 'training.read',
    input: z.object({ training: recordId }),
    output: z.object({ rounds: z.array(ResitRound), due: z.number() }),
  }),
  /** A new round, or the day and place of one. */
  'resit.save': command({
    needs: 'training.write',
    input: z.object({ id: z.nullable(recordId), training: recordId, heldOn: day, place: textOrNull(80) }),
    output: z.object({ id: z.string() }),
    changes,
  }),
  /** Scores of one round. With neither score nor state what was typed is taken back; lines not named stay. */
  'resit.saveScores': command({
    needs: 'training.write',
    input: z.object({
      id: recordId,
      scores: z
        .array(
          z.object({
            line: recordId,
            score10: z.nullable(count(10_000)),
            examState: z.nullable(z.enum(['sat', 'missed'])),
          }),
        )
        .check(z.maxLength(2000, '一次最多 2000 行')),
    }),
    output: z.object({ changed: z.number() }),
    changes,
  }),
  'resit.void': command({
    needs: 'training.write',
    input: z.object({ id: recordId, reason: filled(200, '请写明原因') }),
    output: z.object({}),
    changes,
  }),
};
