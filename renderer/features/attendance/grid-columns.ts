/** Columns of the grids, in the order of the paper sheets. */
import type { GridColumn } from '#renderer/ui/PasteGrid.tsx';
import { scoreProblem } from '#renderer/ui/score-cells.ts';
import { examProblem, examRemarks, isEmpty, isNew, remarkProblem, remarks } from './sheet-rows.ts';

const here: GridColumn = { key: 'here', title: '到场', width: 56, kind: 'flag', names: ['签到', '实到', '是否到场'] };
const note: GridColumn = { key: 'note', title: '备注', width: 120, names: ['说明'] };
const unit = (title: string): GridColumn => ({
  key: 'unit',
  title,
  width: 140,
  names: ['单位', '社区', '部门', '网点', '所在单位'],
});

export const publicColumns: readonly GridColumn[] = [
  { ...here, names: [...(here.names ?? []), '签名'] },
  { key: 'name', title: '姓名（可只写姓氏）', width: 140, names: ['姓名', '姓氏'] },
  {
    key: 'phoneTail',
    title: '电话后四位',
    width: 110,
    names: ['联系方式', '电话', '手机', '手机号'],
    // A whole number in the pasted list is cut to what may be kept.
    clean: (value) => value.replace(/\D/g, '').slice(-4),
    check: (value) => (/^\d{0,4}$/.test(value) ? undefined : '只登记后四位数字'),
  },
  unit('所在社区/单位'),
  note,
];

const remark: GridColumn = {
  key: 'remark',
  title: '情况',
  width: 88,
  names: ['到场情况', '出勤', '签到情况'],
  options: Object.keys(remarks),
  check: remarkProblem,
};
const staffNo: GridColumn = { key: 'staffNo', title: '工号', width: 92, kind: 'fixed', names: ['员工号', '柜员号'] };
const post: GridColumn = { key: 'post', title: '岗位', width: 96, kind: 'fixed' };
const named: GridColumn = {
  key: 'name',
  title: '姓名',
  width: 104,
  // The row that Enter adds below the last one is no fault until something stands in it.
  check: (value, row) => (value === '' && !(isNew(row) && isEmpty(row)) ? '请填写姓名' : undefined),
};

export const workerColumns: readonly GridColumn[] = [
  here,
  staffNo,
  named,
  post,
  { key: 'duty', title: '职责', width: 120, options: ['讲解', '咨询台', '发放资料', '引导', '摄影', '后勤'] },
  remark,
  unit('网点'),
  note,
];

export const rosterColumns: readonly GridColumn[] = [here, remark, staffNo, named, post, unit('部门/网点'), note];

export const scoreColumns: readonly GridColumn[] = [
  {
    key: 'score',
    title: '成绩',
    width: 84,
    names: ['分数', '得分', '考试成绩', '首考成绩'],
    check: scoreProblem,
    clean: (value) => value.replace(/分$/u, ''),
  },
  {
    key: 'exam',
    title: '缺考/免考',
    width: 96,
    names: ['考试情况'],
    options: Object.keys(examRemarks),
    check: examProblem,
  },
  { key: 'resit', title: '补考', width: 64, kind: 'fixed' },
  { key: 'result', title: '结果', width: 96, kind: 'fixed' },
  staffNo,
  { ...named, kind: 'fixed' },
  post,
  { key: 'state', title: '到场', width: 72, kind: 'fixed' },
  note,
];
