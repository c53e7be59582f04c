/** An ordinary event and an ordinary training, to be varied by tests. */
import type { In } from '#contract/index.ts';

export const eventPlan: In<'outreach.create'> = {
  title: '守护您的钱袋子走进幸福社区',
  campaign: 'campaign.purse',
  concentrated: false,
  heldOn: '2025-06-12',
  endsOn: '2025-06-12',
  startTime: '14:00',
  endTime: '16:00',
  place: '幸福社区文化活动中心',
  venue: 'venue.community',
  audiences: ['audience.senior'],
  topics: ['topic.seniorFraud'],
  forms: ['form.desk', 'form.leaflet'],
  partner: '幸福社区居委会',
  leader: '10086',
  plannedPeople: 40,
  publicGood: true,
  sheetTemplate: 'T2',
};

export const eventResult: In<'outreach.fill'>['result'] = {
  reachedPeople: 62,
  materialsGiven: 60,
  consultations: 9,
  workers: 3,
  signedPages: 3,
  signedCount: 41,
  summary: '在幸福社区开展防范养老诈骗宣传，现场讲解案例并发放折页。',
};

export const trainingPlan: In<'training.create'> = {
  title: '消保应知应会',
  series: null,
  category: 'course.basics',
  tier: 'tier.outlet',
  mode: 'mode.onsite',
  heldOn: '2025-06-12',
  startTime: '17:30',
  endTime: '19:00',
  hours10: 15,
  place: '网点三楼会议室',
  lecturer: '周涛',
  targetPosts: ['head', 'teller', 'lobby'],
  hasExam: true,
  passMark: 60,
};

/** A line as the grid sends it. */
export const attendanceLine = (
  lineNo: number,
  fields: Partial<In<'attendance.save'>['lines'][number]> = {},
): In<'attendance.save'>['lines'][number] => ({
  id: null,
  lineNo,
  staff: null,
  name: '',
  unit: null,
  phoneTail: null,
  duty: null,
  state: 'present',
  score10: null,
  examState: null,
  attempts: null,
  note: null,
  ...fields,
});
