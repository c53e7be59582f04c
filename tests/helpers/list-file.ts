/** Lists as other systems export them, written as real Excel files. Synthetic. */
import writeXlsxFile from 'write-excel-file/node';

export type ListCell = string | number | Date | null;

export const listHeadings = [
  '工单编号',
  '投诉时间',
  '投诉人',
  '联系电话',
  '业务类型',
  '投诉原因',
  '投诉内容',
  '涉及金额（元）',
  '办结日期',
  '处理结果',
  '是否有责',
  '主要措施',
  '备注',
] as const;

/** A row that is right; the n-th customer calls on a day of 2024. */
export function goodRow(n: number): ListCell[] {
  const on = new Date(Date.UTC(2024, 0, 2) + (n % 300) * 86_400_000).toISOString().slice(0, 10);
  const [year = '', month = '', day = ''] = on.split('-');
  const written: readonly ListCell[] = [
    on,
    `${year}年${Number(month)}月${Number(day)}日`,
    `${year}.${Number(month)}.${Number(day)}`,
    new Date(`${on}T09:30:00Z`),
    `${Number(month)}/${Number(day)}/${year}`,
    Math.round(Date.parse(`${on}T00:00:00Z`) / 86_400_000) + 25_569,
  ];
  return [
    `KF${String(n).padStart(7, '0')}`,
    written[n % written.length] ?? on,
    `张\u200b${'甲乙丙丁戊'[n % 5] ?? '甲'}`,
    n % 2 === 0 ? 13_800_000_000 + n : `１３８${String(n).padStart(8, '0')}`,
    ['信用卡使用和还款', '人民币储蓄', '银行卡/信用卡/信用卡账单服务'][n % 3] ?? '',
    n % 4 === 0 ? '定价收费' : '服务态度及服务质量',
    `客户来电反映第${n}笔业务的收费与柜台说明不一致，要求退还`,
    n % 7 === 0 ? '1,200.50' : null,
    null,
    null,
    null,
    null,
    '无',
  ];
}

export async function writeList(path: string, rows: readonly (readonly ListCell[])[]): Promise<void> {
  const cell = (value: ListCell) =>
    value === null
      ? null
      : value instanceof Date
        ? { value, type: Date, format: 'yyyy-mm-dd hh:mm' }
        : typeof value === 'number'
          ? { value, type: Number }
          : { value, type: String };
  await writeXlsxFile(rows.map((row) => row.map(cell))).toFile(path);
}

/** 37 ways and places to be wrong among `total` rows. */
export function listWithBadRows(total: number, bad = 37): ListCell[][] {
  const spoils: readonly ((row: ListCell[]) => void)[] = [
    (row) => (row[1] = '去年夏天'),
    (row) => (row[1] = '2099-01-01'),
    (row) => (row[2] = null),
    (row) => (row[3] = '1380000'),
    (row) => (row[4] = '不存在的业务'),
    (row) => (row[5] = null),
    (row) => (row[6] = '太短'),
    (row) => (row[7] = '一大笔'),
    (row) => (row[1] = '2024-02-30'),
  ];
  const rows = Array.from({ length: total }, (_, n) => goodRow(n));
  for (let n = 0; n < bad; n += 1) {
    const row = rows[Math.floor(((n + 0.5) * total) / bad)];
    if (row !== undefined) spoils[n % spoils.length]?.(row);
  }
  return [[...listHeadings], ...rows];
}
