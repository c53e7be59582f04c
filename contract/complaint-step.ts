/** One line of a case's timeline, as its screen shows it. */
import * as z from 'zod/mini';
import { stepKinds } from '#domain/complaint.ts';
import type { StepKind } from '#domain/complaint.ts';
import { ChangeView } from './complaint-handling.ts';

const stepKindNames = Object.keys(stepKinds) as [StepKind, ...StepKind[]];

export const ComplaintStepView = z.object({
  id: z.string(),
  kind: z.enum([...stepKindNames, 'edit']),
  happenedOn: z.string(),
  happenedTime: z.string(),
  by: z.string(),
  byName: z.string(),
  means: z.nullable(z.string()),
  reached: z.boolean(),
  /** Numbers hidden. */
  text: z.string(),
  /** Who took part in a 会商. */
  members: z.array(z.string()),
  /** For `edit`: what was changed. */
  changes: z.array(ChangeView),
});
export type ComplaintStepView = z.infer<typeof ComplaintStepView>;
