/** What a closing says; also part of 现场即时化解. */
import * as z from 'zod/mini';
import { remedies } from '#domain/complaint.ts';
import type { Remedy } from '#domain/complaint.ts';

const remedyNames = Object.keys(remedies) as [Remedy, ...Remedy[]];

export const words = (least: number, what: string) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(least, least === 1 ? `请填写${what}` : `${what}至少 ${least} 个字`),
      z.maxLength(2000, '最多 2000 个字'),
    );
const maybeWords = z.string().check(z.trim(), z.maxLength(2000, '最多 2000 个字'));
export const picked = (what: string) =>
  z.string(`请选择${what}`).check(z.minLength(1, `请选择${what}`), z.maxLength(80));

/** Beside the result; the answer to the customer is printed from it (art. 19). */
const answer = {
  basis: z._default(z.nullable(maybeWords), null),
  rootCause: z._default(z.nullable(maybeWords), null),
  corrective: z._default(z.nullable(maybeWords), null),
  remedies: z._default(z.readonly(z.array(z.enum(remedyNames)).check(z.maxLength(4))), []),
};

export const closingResult = {
  outcome: picked('处理结果'),
  liability: z.enum(['bank', 'none'], '请选择责任认定'),
  /** Leaf levels; may be given here when registration only named the class. */
  business: z.optional(picked('业务类别')),
  cause: z.optional(picked('投诉原因')),
  channel: z.optional(picked('办理渠道')),
  bankCause: z.nullable(z.string().check(z.maxLength(80))),
  measures: z.readonly(z.array(z.string()).check(z.minLength(1, '请至少选择一项措施'), z.maxLength(20))),
  compensationFen: z._default(
    z.nullable(z.int('金额不正确').check(z.minimum(0, '金额不能为负'), z.maximum(1_000_000_000_000, '金额过大'))),
    null,
  ),
  findings: words(4, '核实情况'),
  resolution: words(4, '处理意见'),
  ...answer,
};
