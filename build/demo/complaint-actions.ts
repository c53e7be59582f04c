/** The requests of one case, from its registration to the follow-up call, each at its moment. */
import { addDays, daysBetween, instantOf } from '#domain/dates.ts';
import type { Action } from './action.ts';
import { action } from './action.ts';
import type { DemoCase } from './complaint-case.ts';
import { chanceOf } from './random.ts';
import type { Chance } from './random.ts';
import { isWorked, later, milestones, momentOf, openingTime, plusWorkdays, workedFrom } from './time.ts';

/** Forwarded by a regulator, or one of the last of the half-year: closed before the outlets report. */
const isPressing = ({ forwardedBy, receivedOn }: DemoCase): boolean =>
  forwardedBy !== null || (receivedOn >= '2025-06-01' && receivedOn <= '2025-06-30');

/** Where the case stands in time while its requests are made. */
interface Course {
  readonly of: DemoCase;
  readonly chance: Chance;
  readonly refs: Readonly<Record<string, string>>;
  readonly letterDueOn: string | null;
}

export function complaintActions(of: DemoCase): readonly Action[] {
  const chance = chanceOf(`course/${of.key}`);
  const letterDueOn = of.forwardedBy === null ? null : addDays(of.receivedOn, chance.int(11, 15));
  const course: Course = { of, chance, refs: { id: of.key }, letterDueOn };
  const registered = registration(course);
  if (of.ending === 'void') return [registered.action, ...voiding(course, registered.day)];
  if (of.ending === 'withdrawn')
    return [registered.action, ...contact(course, registered.day).actions, withdrawal(course, registered.day)];
  if (of.onSpot) {
    const time = later(of.receivedTime, chance.int(30, 70));
    const closed = closing(course, registered.day, momentOf(registered.day, time, chance));
    return [registered.action, closed, ...followUp(course, registered.day)];
  }
  const reached = contact(course, registered.day);
  const planned = plan(course, reached);
  const closedOn = of.closesOn ?? closingDay(course, planned.day);
  const moment =
    closedOn === planned.day ? planned.moment + 20 * minutes : momentOf(closedOn, openingTime(chance, 15, 17), chance);
  const closed = closing(course, closedOn, moment);
  return [
    registered.action,
    ...reached.actions,
    ...note(course, reached),
    ...handling(course, reached, closed),
    ...planned.actions,
    closed,
    ...followUp(course, closedOn),
    ...again(course),
  ];
}

function registration({ of, chance, letterDueOn }: Course): { readonly action: Action; readonly day: string } {
  const sameDay = isWorked(of.receivedOn) && chance.hit(0.97);
  const day = sameDay ? of.receivedOn : workedFrom(addDays(of.receivedOn, 1));
  const moment = sameDay
    ? momentOf(day, of.receivedTime, chance) + chance.int(4, 25) * 60_000
    : momentOf(day, openingTime(chance, 9, 9), chance);
  const year = of.receivedOn.slice(0, 4);
  const letter = chance.int(1, 999);
  const made = action(
    'complaint.create',
    moment,
    {
      receivedOn: of.receivedOn,
      receivedTime: of.receivedTime,
      complainedOutlet: of.complained,
      nature: of.nature,
      source: of.source,
      ...(of.forwardedBy === null
        ? {}
        : {
            forwarded: true,
            forwardedBy: `authority.${of.forwardedBy}`,
            letterNo: `${of.forwardedBy === 'pbc' ? 'ZX银消转' : 'ZX金监转'}〔${year}〕${letter}号`,
            forwardedOn: of.receivedOn,
            letterDueOn,
            externalNo: `${of.forwardedBy === 'pbc' ? '12363' : '12378'}-${year}-${String(letter).padStart(5, '0')}`,
          }),
      filerKind: of.filerKind,
      ...(of.filerKind === 'filer.self'
        ? {}
        : {
            agent: '受托人，客户之子女',
            mandate: of.tags.includes('tag.proxy') ? '客户本人已电话确认委托' : '授权委托书，已核对原件',
          }),
      customerName: of.customer.name,
      phone: of.customer.phone,
      specialGroups: [...of.specialGroups],
      accountTail: of.theme.product === null || chance.hit(0.6) ? null : String(chance.int(0, 9999)).padStart(4, '0'),
      product: of.theme.product,
      amountFen: of.amountFen,
      summary: of.summary,
      demands: demandsOf(of, chance),
      business: of.theme.business,
      channel: of.channel,
      cause: of.cause,
      tags: [...of.tags],
      groupSize: of.groupSize,
      representatives: [...of.representatives],
      partner: of.partner,
    },
    { key: of.key, refs: of.repeatOf === null ? {} : { repeatOf: of.repeatOf } },
  );
  return { action: made, day };
}

const demandsOf = (of: DemoCase, chance: Chance): string[] => {
  const [first = 'demand.reply', ...more] = chance.shuffle(of.theme.demands);
  return chance.hit(0.3) ? [first, ...more.slice(0, 1)] : [first];
};

interface Done {
  readonly actions: readonly Action[];
  readonly day: string;
  readonly moment: number;
}

const minutes = 60_000;

/** Nine in ten within a day; a few late; some only at the second try. */
function contact(course: Course, from: string): Done {
  const { chance, refs, of } = course;
  const days = chance.weighted([
    [0, 66],
    [1, 24],
    [2, 6],
    [3, 2],
    [4, 2],
  ] as const);
  const day = plusWorkdays(from, isPressing(of) ? Math.min(days, 1) : days);
  const moment =
    day === from
      ? momentOf(day, later(of.receivedTime, 90), chance) + 30 * minutes
      : momentOf(day, openingTime(chance, 9, 11), chance);
  const reached = action(
    'complaint.addContact',
    moment,
    {
      means: chance.hit(0.12) ? 'means.interview' : 'means.phone',
      reached: true,
      text: '已联系客户，了解诉求并说明处理流程和时限。',
    },
    { refs },
  );
  if (!chance.hit(0.3) || day === from) return { actions: [reached], day, moment };
  const tried = momentOf(from, '17:58', chance);
  const missed = action(
    'complaint.addContact',
    tried,
    { means: 'means.phone', reached: false, text: '电话无人接听，次日再联系。' },
    { refs },
  );
  return { actions: [missed, reached], day, moment };
}

function note({ chance, refs, of }: Course, { moment }: Done): readonly Action[] {
  if (!chance.hit(0.35)) return [];
  const text =
    of.theme.group === 'agency' ? '已调取双录和投保资料，转合作机构协查。' : '已调阅业务记录，请经办人员说明情况。';
  return [action('complaint.addNote', moment + 6 * minutes, { text }, { refs })];
}

/** New facts, a mediation that lasts until the closing, or a consultation with the branch. */
function handling({ of, refs }: Course, { moment }: Done, closed: Action): readonly Action[] {
  const soon = moment + 8 * minutes;
  if (of.handling === 'restart')
    return [action('complaint.restart', soon, { text: '客户提交新的通话录音，主张当时承诺费率不变。' }, { refs })];
  if (of.handling === 'consultation')
    return [
      action(
        'complaint.consult',
        soon,
        {
          members: ['支行行长', '消保中心主任', '个人金融部经理'],
          text: '由支行行长牵头面谈，逐户核对双录，三日内向代表人答复。',
        },
        { refs },
      ),
    ];
  if (of.handling !== 'mediation') return [];
  return [
    action(
      'complaint.pause',
      soon,
      { kind: 'mediation', organisation: 'ZX金融消费纠纷调解中心', text: '客户书面同意调解，已提交申请。' },
      { refs },
    ),
    action('complaint.resume', closed.at - 10 * minutes, { text: '双方达成调解协议。' }, { refs }),
  ];
}

function plan({ of, chance, refs }: Course, reached: Done): Done {
  const days = chance.weighted([
    [0, 20],
    [1, 38],
    [2, 28],
    [3, 10],
    [5, 4],
  ] as const);
  const day = plusWorkdays(reached.day, isPressing(of) ? Math.min(days, 2) : days);
  const moment =
    day === reached.day
      ? reached.moment + chance.int(15, 30) * minutes
      : momentOf(day, openingTime(chance, 10, 14), chance);
  return { actions: [action('complaint.setPlan', moment, { text: of.theme.plan }, { refs })], day, moment };
}

/** Forwarded cases before the day the letter names; the others mostly within ten working days. */
function closingDay({ of, chance, letterDueOn }: Course, planned: string): string {
  const days = chance.weighted([
    [1, 22],
    [2, 28],
    [3, 24],
    [4, 14],
    [7, 7],
    [11, 3],
    [15, 2],
  ] as const);
  if (letterDueOn === null) return plusWorkdays(planned, isPressing(of) ? Math.min(days, 4) : days);
  const inTime = [Math.min(days, 4), 3, 2, 1].map((n) => plusWorkdays(planned, n)).find((day) => day <= letterDueOn);
  return inTime ?? planned;
}

function closing({ of, chance, refs }: Course, day: string, moment: number): Action {
  const liable = of.nature === 'nature.complaint' && chance.next() < of.theme.liable;
  const refund = liable && of.amountFen !== null && of.amountFen < 500_000 && chance.hit(0.5);
  const outcome = outcomeOf(of, chance);
  return action(
    'complaint.close',
    moment,
    {
      outcome,
      liability: liable ? 'bank' : 'none',
      bankCause: of.theme.bankCause,
      measures: refund ? [...new Set([...of.theme.measures, 'measure.money'])] : [...of.theme.measures],
      compensationFen: refund ? of.amountFen : null,
      findings: of.theme.findings,
      resolution: resolutionOf(of, outcome, daysBetween(of.receivedOn, day) > legalDays),
    },
    { refs },
  );
}

/** Taken up again after the centre locked the half-year (milestones.locked), and closed a second time. */
function again(course: Course): readonly Action[] {
  const { of, refs } = course;
  if (of.handling !== 'reopen') return [];
  const { reopened, closedAgain } = milestones;
  return [
    action(
      'complaint.reopen',
      instantOf(reopened, '10:20'),
      { newFacts: false, text: '客户对答复函中的计算方式仍有疑问，要求再次说明。' },
      { refs },
    ),
    closing(course, closedAgain, instantOf(closedAgain, '15:40')),
  ];
}

const legalDays = 15;

/** Who is not content with the answer seldom agrees to it. */
function outcomeOf(of: DemoCase, chance: Chance): string {
  const usual = chance.weighted([
    ['outcome.agreed', 84],
    ['outcome.partly', 13],
    ['outcome.disagreed', 3],
  ] as const);
  if (of.ending === 'refused') return 'outcome.refused';
  return of.satisfaction === 'satisfaction.dissatisfied' ? 'outcome.disagreed' : usual;
}

function resolutionOf(of: DemoCase, outcome: string, isLate: boolean): string {
  const said = {
    'outcome.refused': '经核实，诉求事项已由法院受理，依规不予办理，已书面告知客户理由。',
    'outcome.disagreed': '已向客户说明核实结果和依据，客户不认可，已告知可申请核查、调解或通过诉讼解决。',
    'outcome.partly': `${of.theme.resolution}其余诉求缺少依据，已向客户说明。`,
  }[outcome];
  const text = said ?? of.theme.resolution;
  return isLate ? `${text}（情况复杂，已向客户说明延长原因）` : text;
}

function followUp({ of, chance, refs }: Course, closedOn: string): readonly Action[] {
  if (of.nature !== 'nature.complaint' || of.ending === 'refused') return [];
  const first = plusWorkdays(closedOn, chance.int(1, 4));
  const call = (day: string, satisfaction: string, text: string): Action =>
    action(
      'complaint.followUp',
      momentOf(day, openingTime(chance, 10, 16), chance),
      { means: 'means.phone', satisfaction, text },
      { refs },
    );
  // An anonymous complainant cannot be called; what is said on the notice board counts as followed up.
  if (of.customer.phone === '') return [call(first, 'satisfaction.unrated', '匿名来件，已在网点公示栏答复。')];
  const text = of.satisfaction === 'satisfaction.unrated' ? '客户表示不便评价。' : '智能语音外呼回访完成。';
  if (!chance.hit(0.08)) return [call(first, of.satisfaction, text)];
  const again = plusWorkdays(first, chance.int(1, 3));
  return [
    call(first, 'satisfaction.unreachable', '外呼无人接听，改日人工回访。'),
    call(again, of.satisfaction, '人工回访完成。'),
  ];
}

function withdrawal({ chance, refs }: Course, from: string): Action {
  const day = plusWorkdays(from, chance.int(5, 8));
  return action(
    'complaint.withdraw',
    momentOf(day, openingTime(chance, 10, 16), chance),
    { reason: '客户与经办人沟通后主动撤回投诉' },
    { refs },
  );
}

/** Asked for by the clerk, decided by the head. */
const voiding = ({ of, chance, refs }: Course, day: string): readonly Action[] => {
  const moment = momentOf(day, '17:30', chance);
  const key = `${of.key}-void`;
  return [
    action('complaint.ask', moment, { kind: 'void', reason: '同一来件重复登记，保留先登记的一件' }, { refs, key }),
    action('complaint.decide', moment + 5 * minutes, { approve: true }, { refs: { request: key }, by: 'head' }),
  ];
};
