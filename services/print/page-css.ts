/**
 * Styles of printed pages. A4 with a binding margin on the left; black on white, lines of 0.6 pt or
 * more, nothing said by colour alone: many outlets have a laser or dot-matrix printer.
 */

/** The fonts of official papers where Windows has them, else the open Song face. */
const songTi = `"SimSun", "宋体", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun-ExtB", serif`;
const titleFont = `"方正小标宋简体", "FZXiaoBiaoSong-B05S", ${songTi}`;

export const pageCss = `
@page { size: A4 portrait; margin: 25mm 18mm 20mm 22mm; }
* { box-sizing: border-box; margin: 0; padding: 0; }
html { font-family: ${songTi}; font-size: 11pt; line-height: 1.2; color: #000; background: #fff; }
body { -webkit-print-color-adjust: exact; }
.page { position: relative; display: flex; flex-direction: column; width: 170mm; height: 251.9mm; overflow: hidden; break-after: page; break-inside: avoid; }
.page:last-child { break-after: auto; }
.head { flex: 1 1 auto; position: relative; min-height: 0; display: flex; flex-direction: column; justify-content: space-between; }
.bank { height: 6mm; line-height: 6mm; text-align: center; padding: 0 17mm; white-space: nowrap; overflow: hidden; }
.title { font-family: ${titleFont}; font-size: 22pt; font-weight: bold; line-height: 1.15; text-align: center; letter-spacing: 2pt; }
.notice { font-size: 9.5pt; text-align: center; }
.qr { position: absolute; right: 0; top: 0; }
.fields { display: flex; flex-direction: column; gap: 0.8mm; padding-bottom: 1.6mm; }
.line { display: flex; gap: 5mm; align-items: flex-end; }
.field { display: flex; align-items: flex-end; min-width: 0; }
.field > .label { white-space: nowrap; }
.field > .value { flex: 1; min-width: 0; min-height: 4.9mm; border-bottom: 0.6pt solid #000; padding: 0 1mm 0.2mm; overflow: hidden; display: flex; align-items: flex-end; }
.field.plain > .value { border-bottom: none; display: block; padding-left: 0; }
.head.next { flex: 0 0 12mm; flex-direction: row; align-items: flex-end; justify-content: flex-start; gap: 4mm; padding: 0 14mm 1.6mm 0; font-size: 10pt; }
.head.next .next-title { font-weight: bold; flex: 1; min-width: 0; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.rest { flex: 1 1 auto; }
/* Half of a collapsed outer border lies outside the table. */
table { width: 169.5mm; margin: 0 auto; border-collapse: collapse; table-layout: fixed; border: 1.2pt solid #000; }
th, td { border: 0.6pt solid #000; overflow: hidden; vertical-align: middle; }
th { height: 10mm; font-size: 10.5pt; font-weight: bold; line-height: 1.15; padding: 0 0.8mm; text-align: center; }
.aside { display: block; font-size: 8.5pt; font-weight: normal; white-space: nowrap; }
thead tr { border-bottom: 1pt solid #000; }
td { padding: 0 1.2mm; line-height: 1.15; }
td > div { display: flex; align-items: center; overflow: hidden; overflow-wrap: anywhere; }
td.center > div { justify-content: center; text-align: center; }
.foot { flex: 0 0 12mm; display: flex; flex-direction: column; justify-content: flex-end; gap: 0.8mm; font-size: 9pt; }
.signatures { display: flex; justify-content: space-between; font-size: 11pt; padding-right: 6mm; }
.signature { display: flex; align-items: flex-end; }
.signature > i { display: inline-block; width: 34mm; border-bottom: 0.6pt solid #000; height: 5mm; }
.continued { text-align: right; font-size: 9.5pt; }
.imprint { display: grid; grid-template-columns: 1fr auto 1fr; align-items: end; }
.imprint > :last-child { text-align: right; }
.pages { font-size: 10pt; padding: 0 3mm; }
`;
