/** The branch, its sub-branches (支行), outlets (网点) and staff. The centre owns them all. */
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';

export const branchEntity = {
  name: 'branch',
  owner: 'centre',
  fields: { bankName: needed.text('B'), branchName: needed.text('B'), centreName: needed.text('B') },
} as const;

export const outletEntity = {
  name: 'outlet',
  owner: 'centre',
  fields: {
    /** Permanent code, e.g. `0037`. Also the record id. */
    code: needed.text('B'),
    name: needed.text('B'),
    subBranch: needed.text('B'),
    district: needed.text('B'),
    openedOn: optional.text('B'),
    closedOn: optional.text('B'),
    /** Code of the outlet that took over what was left. */
    mergedInto: optional.text('B'),
    sort: needed.int('B'),
  },
} as const;

export const posts = {
  head: '网点负责人',
  supervisor: '运营主管',
  lobby: '大堂经理',
  teller: '柜员',
  manager: '客户经理',
  officer: '消保专员',
} as const;
export type Post = keyof typeof posts;

export const staffEntity = {
  name: 'staff',
  owner: 'centre',
  fields: {
    outlet: needed.text('B'),
    staffNo: needed.text('C'),
    name: needed.text('C', { personal: true }),
    post: needed.text<Post>('C'),
    joinedOn: optional.text('C'),
    leftOn: optional.text('C'),
  },
} as const;

export type Branch = RecordOf<typeof branchEntity>;
export type Outlet = RecordOf<typeof outletEntity>;
export type Staff = RecordOf<typeof staffEntity>;
