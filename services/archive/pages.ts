/** Index and plan of an archive as pages. Styles of their own: these are lists, not forms. */
import { indexName, lacking, planName, sheetName, summaryName } from '#domain/archive.ts';
import { attachmentKinds } from '#domain/attachment.ts';
import type { Markup } from '../print/html.ts';
import { html } from '../print/html.ts';
import type { Fact, Subject } from './subject.ts';

const css = `
@page { size: A4 portrait; margin: 22mm 20mm 18mm 24mm; }
* { box-sizing: border-box; margin: 0; padding: 0; }
html { font-family: "SimSun", "宋体", "Noto Serif CJK SC", "Source Han Serif SC", serif; font-size: 11pt; line-height: 1.5; color: #000; }
.bank { text-align: center; }
h1 { font-size: 20pt; text-align: center; letter-spacing: 2pt; margin: 2mm 0 5mm; line-height: 1.25; overflow-wrap: anywhere; }
h2 { font-size: 12.5pt; margin: 6mm 0 2mm; }
/* Half of a collapsed outer border lies outside the table. */
table { width: calc(100% - 1.2pt); margin: 0 auto; border-collapse: collapse; border: 1.2pt solid #000; }
th, td { border: 0.6pt solid #000; padding: 1.4mm 2mm; vertical-align: top; overflow-wrap: anywhere; text-align: left; }
thead { display: table-header-group; }
thead th { text-align: center; }
tr { break-inside: avoid; }
.label { width: 28mm; font-weight: bold; }
.no { width: 16mm; white-space: nowrap; text-align: center; }
.kind { width: 36mm; }
.size { width: 24mm; white-space: nowrap; }
td.size { text-align: right; }
.text { white-space: pre-line; text-indent: 2em; }
.imprint { margin-top: 6mm; font-size: 9.5pt; }
`;

const page = (title: string, body: Markup): string =>
  html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <style>
          ${{ markup: css }}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`.markup;

const factTable = (facts: readonly Fact[]): Markup =>
  html`<table>
    <tbody>
      ${facts.map(
        ({ label, value }) =>
          html`<tr>
            <th class="label">${label}</th>
            <td>${value}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;

export function planPage(subject: Subject): string {
  const what = subject.kind === 'outreach' ? '宣传活动方案' : '培训方案';
  return page(
    `${subject.number} ${what}`,
    html`<p class="bank">${subject.bank}　${subject.outletName}</p>
      <h1>${subject.title}</h1>
      <h2>${what}</h2>
      ${factTable(subject.plan)}`,
  );
}

export interface IndexFacts {
  readonly missing: ReadonlySet<string>;
  readonly madeAt: string;
  readonly madeBy: string;
}

interface Line {
  readonly path: string;
  readonly kind: string;
  readonly size: string;
}

export function indexPage(subject: Subject, { missing, madeAt, madeBy }: IndexFacts): string {
  const made: readonly Line[] = [
    { path: planName, kind: '方案', size: '' },
    ...subject.sheets.map((sheet) => ({ path: sheetName(subject.kind, sheet), kind: '签到表（回填）', size: '' })),
    { path: summaryName, kind: '总结', size: '' },
  ];
  const files = subject.attachments.map(({ of, path }): Line => {
    return { path, kind: attachmentKinds[of.kind], size: missing.has(path) ? '不在本机' : sizeText(of.bytes) };
  });
  const lines = [{ path: indexName, kind: '目录', size: '' }, ...[...made, ...files].toSorted(byPath)];
  const gaps = lacking(new Set(subject.attachments.map(({ of }) => of.kind)), {
    sheet: subject.sheets.length > 0,
    summary: subject.summary !== '',
  });
  const rows = lines.map(
    ({ path, kind, size }, index) =>
      html`<tr>
        <td class="no">${index + 1}</td>
        <td>${path}</td>
        <td class="kind">${kind}</td>
        <td class="size">${size}</td>
      </tr>`,
  );
  return page(
    `${subject.number} 归档目录`,
    html`<p class="bank">${subject.bank}　${subject.outletName}</p>
      <h1>${subject.title}</h1>
      <p>编号 ${subject.number}</p>
      <h2>归档目录</h2>
      <table>
        <thead>
          <tr>
            <th class="no">序号</th>
            <th>文件</th>
            <th class="kind">内容</th>
            <th class="size">大小</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
      ${gapNote(gaps)}
      <p class="imprint">归档 ${madeBy}　${madeAt}　每个文件的校验值见“99清单.json”。</p>`,
  );
}

const gapNote = (gaps: readonly string[]): Markup | null =>
  gaps.length === 0 ? null : html`<p class="imprint">归档时还没有：${gaps.join('、')}。</p>`;

const byPath = (a: Line, b: Line): number => (a.path < b.path ? -1 : 1);

const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
