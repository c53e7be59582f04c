/** A place an outlet teaches at again and again (教育基地): a school, a community, a college for the elderly. */
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';

export const baseKinds = {
  school: '学校',
  seniorCollege: '老年大学',
  community: '社区',
  company: '企业园区',
  village: '乡村',
  hall: '网点',
} as const;
export type BaseKind = keyof typeof baseKinds;

export const educationBaseEntity = {
  name: 'education_base',
  owner: 'outlet',
  fields: {
    outlet: needed.text('B'),
    name: needed.text('C'),
    kind: needed.text<BaseKind>('C'),
    address: needed.text('C'),
    /** Whom it is built with: the school, the street office. */
    partner: optional.text('C'),
    sinceOn: needed.text('C'),
    closedOn: optional.text('C'),
    note: optional.text('C'),
  },
} as const;

export type EducationBase = RecordOf<typeof educationBaseEntity>;
