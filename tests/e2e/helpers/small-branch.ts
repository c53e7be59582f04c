/** A branch of two outlets in which every kind of record is there: enough for every screen to show something. */
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { addDays, dateOfInstant } from '#domain/dates.ts';
import { must } from '#domain/failure.ts';
import { noCounts } from '#domain/ledger.ts';
import { periodOf } from '#domain/periods.ts';
import { outreachEventEntity } from '#domain/outreach.ts';
import { attendanceLine, eventPlan, eventResult, trainingPlan } from '#tests/helpers/activity.ts';
import {
  centreUsers,
  folderIn,
  logInAs,
  newBranch,
  outletHead,
  type Branch,
  type Station,
} from '#tests/helpers/branch.ts';
import { aDraft, closing } from '#tests/helpers/complaint.ts';

/** Records to open on the screens. */
export interface SmallBranch {
  readonly branch: Branch;
  readonly complaint: string;
  readonly event: string;
  readonly training: string;
}

const day = 24 * 3_600_000;

/** Built in the days before now; closed, so that the app can open it. */
export async function smallBranch(): Promise<SmallBranch> {
  const branch = await newBranch(2, { keep: true });
  const outlet = must(branch.outlets[0], 'the first');
  const stick = folderIn(branch.base, 'stick');
  // In the half-year before this one, which is over and gets locked.
  branch.clock.now = Date.now() - 200 * day;
  await logInAs(outlet, outletHead(0));
  const before = await recordOldComplaint(outlet, branch);
  branch.clock.now = Date.now() - 20 * day;
  await logInAs(outlet, outletHead(0));
  const complaint = await recordComplaints(outlet, branch);
  const today = dateOfInstant(branch.clock.now);
  const event = await recordEvents(outlet, today);
  const training = await recordTraining(outlet, today);
  await outlet.call('exchange.export', { folder: stick });
  writeFileSync(join(stick, '坏文件.xbsync'), 'x');
  await logInAs(branch.centre, centreUsers.director);
  await branch.centre.call('inbox.merge', { paths: [stick] });
  await branch.centre.call('periodLock.lock', { key: periodOf(before, 'half').key, reason: '半年报告已上报' });
  await contest(branch, outlet, event);
  await keepLedger(branch.centre, today);
  await recordWork(branch, outlet);
  for (const each of [branch.centre, ...branch.outlets]) await each.backend.close();
  return { branch, complaint, event, training };
}

async function keepLedger(centre: Station, today: string): Promise<void> {
  await centre.call('ledger.save', {
    ...noCounts,
    id: null,
    book: 'rule',
    heldOn: today,
    title: '客户投诉处理管理办法',
    kind: '修订',
    number: '消保〔2025〕3号',
    owner: '消保中心',
    note: null,
  });
}

/** Both sides change the place of an event; the outlet's file with it is merged. */
async function contest(branch: Branch, outlet: Station, event: string): Promise<void> {
  for (const [station, place] of [
    [branch.centre, '分行大厅'],
    [outlet, '幸福社区二楼'],
  ] as const)
    station.write((ctx) =>
      ctx.write(outreachEventEntity, event, { place }, ctx.identity.side === 'centre' ? '0001' : 'centre'),
    );
  const stick = folderIn(branch.base, 'stick-2');
  await outlet.call('exchange.export', { folder: stick });
  await branch.centre.call('inbox.merge', { paths: [stick] });
}

/** Registered and closed on one day, which it returns. */
async function recordOldComplaint(outlet: Station, branch: Branch): Promise<string> {
  const receivedOn = dateOfInstant(branch.clock.now);
  const { id } = await outlet.call('complaint.create', aDraft({ receivedOn, receivedTime: '00:00' }));
  await outlet.call('complaint.close', { id, ...closing });
  return receivedOn;
}

/** One overdue, one forwarded and waiting, one being handled (returned), one closed. */
async function recordComplaints(outlet: Station, branch: Branch): Promise<string> {
  const received = { receivedOn: dateOfInstant(branch.clock.now), receivedTime: '00:00' };
  const draft = aDraft({ ...received, demands: [], amountFen: 12_345 });
  await outlet.call('complaint.create', draft);
  await outlet.call('complaint.create', {
    ...draft,
    source: 'src.nfra',
    forwarded: true,
    forwardedBy: 'authority.nfra',
    letterNo: '金监转〔2025〕12号',
    letterDueOn: addDays(received.receivedOn, 60),
    summary: '监管转来：客户反映代销基金未充分提示风险，要求说明。',
  });
  const closed = await outlet.call('complaint.create', draft);
  await outlet.call('complaint.close', { id: closed.id, ...closing });
  branch.clock.now = Date.now() - day;
  const { id } = await outlet.call('complaint.create', { ...draft, receivedOn: dateOfInstant(branch.clock.now) });
  await outlet.call('complaint.addContact', {
    id,
    means: 'means.phone',
    reached: true,
    text: '客户要求退还手续费，已说明规则',
  });
  await outlet.call('complaint.addNote', { id, text: '已向信用卡部核实' });
  return id;
}

async function recordEvents(outlet: Station, today: string): Promise<string> {
  const plan = { ...eventPlan, leader: outletHead(0), heldOn: today, endsOn: today };
  const { id } = await outlet.call('outreach.create', plan);
  await outlet.call('attendance.save', {
    ofKind: 'outreach',
    ofId: id,
    sheet: 'public',
    lines: [1, 2, 3].map((n) => attendanceLine(n, { name: '王', phoneTail: '1234' })),
    removed: [],
    reason: '',
  });
  await outlet.call('outreach.fill', { id, result: eventResult, finish: true, reason: '签到表纸质留存' });
  const ahead = addDays(today, 5);
  await outlet.call('outreach.create', {
    ...plan,
    title: '进校园讲征信',
    venue: 'venue.school',
    heldOn: ahead,
    endsOn: ahead,
  });
  return id;
}

async function recordTraining(outlet: Station, today: string): Promise<string> {
  const { id } = await outlet.call('training.create', { ...trainingPlan, heldOn: today });
  await outlet.call('attendance.save', {
    ofKind: 'training',
    ofId: id,
    sheet: 'staff',
    lines: [
      attendanceLine(1, { name: '张三', score10: 950, examState: 'sat' }),
      attendanceLine(2, { name: '李四', score10: 550, examState: 'sat' }),
    ],
    removed: [],
    reason: '',
  });
  return id;
}

/** What the centre sets for everybody, taken to the first outlet, and what that outlet keeps besides. */
async function recordWork({ centre, clock, base }: Branch, outlet: Station): Promise<void> {
  const today = dateOfInstant(clock.now);
  await centre.call('campaign.save', {
    id: null,
    plan: {
      title: '金融教育宣传周',
      campaign: null,
      fromOn: today,
      toOn: addDays(today, 60),
      theme: '保障金融权益 助力美好生活',
      demands: '各网点按清单逐项落实，完成一项勾选一项。',
      items: ['厅堂布置展板和折页', '设立咨询台', '进社区集中宣讲一次'],
    },
  });
  await centre.call('course.set', {
    series: 'PX-A-01',
    title: '投诉处理技巧与案例研讨',
    category: 'course.handling',
    mode: 'mode.onsite',
    heldOn: today,
    startTime: '14:00',
    endTime: '17:00',
    hours10: 30,
    place: '分行三楼培训教室',
    lecturer: '林望舒',
    targetPosts: ['teller'],
    hasExam: true,
    passMark: 60,
    dueOn: addDays(today, 30),
    demands: '未到人员两周内补训。',
  });
  const piece = await centre.call('onlinePiece.save', {
    id: null,
    fields: {
      title: '一图读懂个人信息保护法',
      channel: 'account',
      form: 'picture',
      series: '消保小课堂',
      publishedOn: addDays(today, -9),
    },
  });
  await centre.call('onlinePiece.count', { id: piece.id, readOn: today, reads: 5_120 });
  await recordKnowledge(centre, today);
  const { made } = await centre.call('pack.make', { outlets: ['0001'], folder: folderIn(base, 'work') });
  await outlet.call('exchange.importPack', { path: must(made[0], 'the pack').path });
  const [campaign] = await outlet.call('campaign.list', {});
  await outlet.call('campaign.tick', { id: must(campaign, 'the campaign').id, item: '1', done: true });
  await outlet.call('stock.move', { kind: 'leaflet', cause: 'received', movedOn: today, quantity: 500, note: null });
  await outlet.call('educationBase.save', {
    id: null,
    fields: {
      name: '小小银行家金融知识教育基地',
      kind: 'school',
      address: '幸福里 1 号',
      partner: '幸福里实验小学',
      sinceOn: addDays(today, -90),
      closedOn: null,
      note: null,
    },
  });
  await outlet.call('briefing.add', { heldOn: today, kind: 'morning', topic: '首问负责制', present: 6 });
}

/** One of each part of the 知识库; articles are there from the founding on. */
async function recordKnowledge(centre: Station, today: string): Promise<void> {
  await centre.call('knowledge.savePhrase', {
    id: null,
    code: 'SL',
    title: '受理告知',
    text: '您反映的事项我们已于{受理日期}受理，编号{编号}，将在{联系期限}前与您联系。',
    business: null,
    cause: null,
  });
  await centre.call('knowledge.saveBanned', {
    id: null,
    sentence: '这款产品稳赚不赔',
    reason: '承诺收益，误导客户',
    abolishedOn: today,
    instead: '产品有风险，过往业绩不代表未来表现',
  });
  await centre.call('knowledge.saveCase', {
    id: null,
    complaint: null,
    title: '分期手续费没有讲清总额引发的纠纷',
    happened: '客户办理信用卡分期时只听到每期金额，出账后认为费用过高。',
    handled: '调取录音，确认没有讲总费用；退还差额并当面致歉。',
    lesson: '讲分期先讲总费用，再讲每期金额。',
    business: 'biz.card.credit',
    cause: null,
  });
}
