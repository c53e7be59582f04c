/** Papers of a training, beside its sign-in sheet. */
export const trainingPapers = { P11: '培训成绩单', P23: '培训证明' } as const;
export type TrainingPaper = keyof typeof trainingPapers;

export const isTrainingPaper = (text: string): text is TrainingPaper => Object.hasOwn(trainingPapers, text);
