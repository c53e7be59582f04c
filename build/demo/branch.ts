/** The invented branch: 15 sub-branches, 105 outlets, their staff. */
import type { Post } from '#domain/organisation.ts';
import { posts } from '#domain/organisation.ts';
import { personName } from './names.ts';
import { at, chanceOf } from './random.ts';

export const bankName = 'X银行';
export const branchName = 'ZX分行';
/** Of every user of the demo. */
export const demoPassword = 'Demo-2025';

/** Users of the centre; the first founds the branch. */
export const centreUsers = [
  { staffNo: '900001', name: '管佳宁', role: 'admin' },
  { staffNo: '900002', name: '任静安', role: 'director' },
  { staffNo: '900003', name: '方思敏', role: 'analyst' },
] as const;

export interface DemoOutlet {
  readonly code: string;
  readonly name: string;
  readonly subBranch: string;
  readonly district: string;
  /** How much happens here, 1 = average. */
  readonly weight: number;
  readonly staff: readonly DemoPerson[];
}

export interface DemoPerson {
  readonly staffNo: string;
  readonly name: string;
  readonly post: Post;
  readonly joinedOn: string;
}

const subBranches: readonly (readonly [name: string, district: string, outlets: number])[] = [
  ['城中支行', '城中区', 12],
  ['江北支行', '江北区', 10],
  ['江南支行', '江南区', 9],
  ['高新支行', '高新区', 8],
  ['开发区支行', '开发区', 7],
  ['云岭支行', '云岭县', 7],
  ['青石支行', '青石县', 7],
  ['白鹭支行', '白鹭区', 6],
  ['松川支行', '松川市', 6],
  ['临湖支行', '临湖县', 6],
  ['丰谷支行', '丰谷县', 6],
  ['安澜支行', '安澜区', 6],
  ['长桥支行', '长桥县', 5],
  ['东篱支行', '东篱区', 5],
  ['望山支行', '望山县', 5],
];

const placeHeads =
  '朝阳 和平 文昌 学府 临江 新港 滨河 建设 凤凰 金桥 翠湖 梧桐 望江 兴业 万福 星海 丹桂 清泉 银杏 永安 锦绣 云锦 古塔 荷塘 桃园 龙泉 北辰 南浦 西园 东湖'.split(
    ' ',
  );
const placeTails = ['路', '街', '广场', '大道'];

function makeOutlets(): readonly DemoOutlet[] {
  const chance = chanceOf('branch');
  const places = chance.shuffle(placeHeads.flatMap((head) => placeTails.map((tail) => `${head}${tail}`)));
  const made: DemoOutlet[] = [];
  for (const [subBranch, district, count] of subBranches) {
    for (let index = 0; index < count; index += 1) {
      const code = String(made.length + 1).padStart(4, '0');
      const name = index === 0 ? `${subBranch}营业部` : `${at(places, made.length)}支行`;
      // Counters in the middle of town see several times as many customers as those in a county.
      const weight =
        (index === 0 ? 1.9 : 0.35 + chance.next() * chance.next() * 2.2) * (subBranch.startsWith('城中') ? 1.3 : 1);
      made.push({ code, name, subBranch, district, weight, staff: makeStaff(code) });
    }
  }
  return made;
}

const rareNames: Readonly<Record<string, string>> = { '0037': '覃㛃', '0064': '龚䶮' };

function makeStaff(code: string): readonly DemoPerson[] {
  const chance = chanceOf(`staff/${code}`);
  const wanted: Post[] = ['head', 'supervisor', 'officer', 'lobby', 'teller', 'teller', 'manager'];
  if (chance.hit(0.6)) wanted.push('teller');
  if (chance.hit(0.45)) wanted.push('manager');
  if (chance.hit(0.15)) wanted.push('lobby');
  return wanted.map((post, index) => ({
    staffNo: `1${code.slice(1)}${String(index + 1).padStart(2, '0')}`,
    name: post === 'teller' ? (rareNames[code] ?? personName(chance)) : personName(chance),
    post,
    joinedOn: `${chance.int(2005, 2022)}-${String(chance.int(1, 12)).padStart(2, '0')}-${String(chance.int(1, 28)).padStart(2, '0')}`,
  }));
}

export const outlets: readonly DemoOutlet[] = makeOutlets();

export function personWith(outlet: DemoOutlet, post: Post): DemoPerson {
  const found = outlet.staff.find((person) => person.post === post);
  if (found === undefined) throw new Error(`${outlet.code} has no ${post}`);
  return found;
}

/** Who logs in at an outlet: the head enrols it, the officer does the daily work. */
export const headOf = (outlet: DemoOutlet): DemoPerson => personWith(outlet, 'head');
export const clerkOf = (outlet: DemoOutlet): DemoPerson => personWith(outlet, 'officer');

/** Record id of a member of staff, as services/organisation.ts makes it. */
export const staffId = (outlet: DemoOutlet, person: DemoPerson): string => `${outlet.code}-${person.staffNo}`;

/** As pasted from a spreadsheet into the first-run wizard. */
export const outletsText = (): string =>
  [
    '网点号\t名称\t支行\t区县',
    ...outlets.map(({ code, name, subBranch, district }) => [code, name, subBranch, district].join('\t')),
  ].join('\n');

export const staffText = (): string =>
  [
    '网点号\t工号\t姓名\t岗位\t入职日期',
    ...outlets.flatMap(({ code, staff }) =>
      staff.map(({ staffNo, name, post, joinedOn }) => [code, staffNo, name, posts[post], joinedOn].join('\t')),
    ),
  ].join('\n');
