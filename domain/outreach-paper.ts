/** Papers of an outreach event, beside its sign-in sheets. */
export const outreachPapers = { P08: '宣传活动方案审批表', P24: '活动物料领用单' } as const;
export type OutreachPaper = keyof typeof outreachPapers;

export const isOutreachPaper = (text: string): text is OutreachPaper => Object.hasOwn(outreachPapers, text);
