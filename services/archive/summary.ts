/** The summary (总结) of an event or training as a Word file: figures, text, up to four photos. */
import { AlignmentType, Document, HeadingLevel, ImageRun, Packer, Paragraph, TextRun } from 'docx';
import { pictureSize } from '#domain/image-metadata.ts';
import type { Subject } from './subject.ts';

const font = { ascii: 'Times New Roman', eastAsia: '仿宋', hAnsi: 'Times New Roman', cs: 'Times New Roman' };
/** Half points: 三号. */
const bodySize = 32;
/** 三号 is indented by two characters. */
const indent = { firstLine: 640 };

const line = (text: string): Paragraph =>
  new Paragraph({ indent, spacing: { line: 560 }, children: [new TextRun({ text, font, size: bodySize })] });

const heading = (text: string): Paragraph =>
  new Paragraph({
    heading: HeadingLevel.HEADING_1,
    indent,
    spacing: { line: 560 },
    children: [new TextRun({ text, font: { ...font, eastAsia: '黑体' }, size: bodySize, color: '000000' })],
  });

const photoWidth = 270;

function photo(content: Buffer): ImageRun {
  const { width, height } = pictureSize(content, 'image/jpeg') ?? { width: 4, height: 3 };
  const size = { width: photoWidth, height: Math.round((photoWidth * height) / width) };
  return new ImageRun({ type: 'jpg', data: content, transformation: size });
}

export async function summaryFile(subject: Subject, photos: readonly Buffer[], madeOn: string): Promise<Buffer> {
  const result = subject.result.map(({ label, value }) => `${label} ${value}`).join('；');
  const written = subject.summary === '' ? ['（没有填写小结）'] : subject.summary.split('\n');
  const rows = [photos.slice(0, 2), photos.slice(2, 4)].filter((row) => row.length > 0);
  const document = new Document({
    creator: subject.outletName,
    title: `${subject.title}总结`,
    sections: [
      {
        properties: { page: { margin: { top: 2098, bottom: 1984, left: 1588, right: 1474 } } },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { line: 600, after: 300 },
            children: [
              new TextRun({ text: `${subject.title}总结`, font: { ...font, eastAsia: '方正小标宋简体' }, size: 44 }),
            ],
          }),
          heading('一、基本情况'),
          ...subject.plan.map(({ label, value }) => line(`${label}：${value}`)),
          heading('二、完成情况'),
          line(`${result}。`),
          heading('三、小结'),
          ...written.map(line),
          ...(rows.length === 0 ? [] : [heading('四、现场照片')]),
          ...rows.map(
            (row) => new Paragraph({ alignment: AlignmentType.CENTER, children: row.map((each) => photo(each)) }),
          ),
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            spacing: { before: 480, line: 560 },
            children: [
              new TextRun({ text: subject.outletName, font, size: bodySize }),
              new TextRun({ text: madeOn, font, size: bodySize, break: 1 }),
            ],
          }),
        ],
      },
    ],
  });
  return await Packer.toBuffer(document);
}
