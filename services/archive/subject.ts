/** What an archive is about: the event or training in labelled facts, its sheets, its files. */
import { attachmentsOf } from '#db/attachment.ts';
import { linesOf } from '#db/attendance.ts';
import { choiceFacts } from '#db/dictionary.ts';
import { getRecord } from '#db/record.ts';
import { examLinesOf } from '#db/resit.ts';
import { staffNames } from '#db/staff.ts';
import { placesOf } from '#domain/archive.ts';
import type { Attachment } from '#domain/attachment.ts';
import { sheetOf } from '#domain/attendance.ts';
import { formatLongWithWeekday, formatRange } from '#domain/dates.ts';
import { extensionOf } from '#domain/file-kind.ts';
import { branchEntity, posts } from '#domain/organisation.ts';
import type { Post } from '#domain/organisation.ts';
import { hoursText } from '#domain/outreach.ts';
import { rate, trainingFigures } from '#domain/training-figures.ts';
import { outletNameOf } from '../attachment-owner.ts';
import type { Ctx } from '../context.ts';
import { findEvent } from '../outreach.ts';
import { findTraining } from '../training.ts';

export type ArchivedKind = 'outreach' | 'training';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface Placed {
  readonly of: Attachment;
  readonly path: string;
}

export interface Subject {
  readonly kind: ArchivedKind;
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly outletName: string;
  readonly bank: string;
  readonly plan: readonly Fact[];
  readonly result: readonly Fact[];
  readonly summary: string;
  readonly sheets: readonly ('public' | 'staff')[];
  readonly attachments: readonly Placed[];
}

/** @throws Failure notFound */
export function subjectOf(ctx: Ctx, kind: ArchivedKind, id: string): Subject {
  const own = kind === 'outreach' ? eventFacts(ctx, id) : trainingFacts(ctx, id);
  const sheets = new Set(linesOf(ctx.db, id).map(sheetOf));
  const files = attachmentsOf(ctx.db, id).map((of) => ({
    of,
    kind: of.kind,
    extension: extensionOf(of.mime, of.name),
  }));
  return {
    kind,
    id,
    ...own,
    bank: bankName(ctx),
    plan: own.plan.filter(({ value }) => value !== ''),
    sheets: (['public', 'staff'] as const).filter((sheet) => sheets.has(sheet)),
    attachments: placesOf(files).map(({ of, path }) => ({ of: of.of, path })),
  };
}

function bankName(ctx: Ctx): string {
  const branch = getRecord(ctx.db, branchEntity, 'branch');
  return branch === null ? '' : `${branch.bankName}${branch.branchName}`;
}

type Own = Pick<Subject, 'number' | 'title' | 'outletName' | 'plan' | 'result' | 'summary'>;

const counted = (value: number | null, unit: string): string => (value === null ? '未填' : `${value} ${unit}`);

function eventFacts(ctx: Ctx, id: string): Own {
  const event = findEvent(ctx, id);
  const choices = [event.campaign ?? '', event.venue, ...event.audiences, ...event.topics, ...event.forms];
  const known = choiceFacts(ctx.db, choices, event.heldOn);
  const words = (ids: readonly string[]): string => ids.map((each) => known.get(each)?.label ?? each).join('、');
  const isOneDay = event.heldOn === event.endsOn;
  const days = isOneDay ? formatLongWithWeekday(event.heldOn) : formatRange({ from: event.heldOn, to: event.endsOn });
  const outletName = outletNameOf(ctx, event.outlet);
  return {
    number: event.eventNo,
    title: event.title,
    outletName,
    plan: [
      { label: '活动编号', value: event.eventNo },
      { label: '主办单位', value: outletName },
      { label: '时间', value: `${days} ${hoursText(event)}` },
      { label: '地点', value: event.place },
      { label: '场景', value: words([event.venue]) },
      { label: '主题活动', value: event.campaign === null ? '' : words([event.campaign]) },
      { label: '面向对象', value: words(event.audiences) },
      { label: '宣传内容', value: words(event.topics) },
      { label: '宣传形式', value: words(event.forms) },
      { label: '协办单位', value: event.partner ?? '' },
      { label: '负责人', value: staffNames(ctx.db).get(event.leader) ?? event.leader },
      { label: '计划人数', value: `${event.plannedPeople} 人` },
      {
        label: '性质',
        value: `${event.concentrated ? '集中宣传' : '常态化宣传'}，${event.publicGood ? '公益' : '非公益'}`,
      },
    ],
    result: [
      { label: '覆盖人次', value: counted(event.reachedPeople, '人次') },
      { label: '发放资料', value: counted(event.materialsGiven, '份') },
      { label: '接受咨询', value: counted(event.consultations, '人次') },
      { label: '工作人员', value: counted(event.workers, '人次') },
      { label: '签到表', value: `${counted(event.signedPages, '页')}，签名 ${counted(event.signedCount, '个')}` },
    ],
    summary: event.summary ?? '',
  };
}

const percentText = (part: number, whole: number): string => {
  const share = rate(part, whole);
  return share === null ? '--' : `${Math.round(share * 1000) / 10}%（${part} / ${whole}）`;
};

function trainingFacts(ctx: Ctx, id: string): Own {
  const training = findTraining(ctx, id);
  const known = choiceFacts(ctx.db, [training.category, training.tier, training.mode], training.heldOn);
  const word = (each: string): string => known.get(each)?.label ?? each;
  const figures = trainingFigures(examLinesOf(ctx.db, id), training);
  const outletName = outletNameOf(ctx, training.outlet);
  return {
    number: training.trainingNo,
    title: training.title,
    outletName,
    plan: [
      { label: '培训编号', value: training.trainingNo },
      { label: '主办单位', value: outletName },
      {
        label: '时间',
        value: `${formatLongWithWeekday(training.heldOn)} ${training.startTime}—${training.endTime}`,
      },
      { label: '课时', value: String(training.hours10 / 10) },
      { label: '地点', value: training.place },
      { label: '授课人', value: training.lecturer },
      { label: '类别', value: word(training.category) },
      { label: '层级', value: word(training.tier) },
      { label: '形式', value: word(training.mode) },
      { label: '对象岗位', value: training.targetPosts.map((post) => posts[post as Post] ?? post).join('、') },
      { label: '考试', value: training.hasExam ? `有，及格线 ${training.passMark ?? '--'} 分` : '没有' },
    ],
    result: [
      { label: '参训率', value: percentText(figures.attended, figures.expected) },
      ...(training.hasExam
        ? [
            { label: '参考率', value: percentText(figures.sat, figures.examExpected) },
            { label: '首考通过率', value: percentText(figures.firstPassed, figures.firstSat) },
            { label: '通过率', value: percentText(figures.passed, figures.sat) },
          ]
        : []),
    ],
    summary: training.summary ?? '',
  };
}
