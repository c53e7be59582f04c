/** A QR code as one SVG path: sharp at every size, black only. */
import QRCode from 'qrcode';
import type { Markup } from './html.ts';
import { html } from './html.ts';

/** Light modules around the code, as the standard asks. */
const quietModules = 4;

/** `sizeMm` includes the light margin. Error level M: a fold or a stamp may cover 15 % of it. */
export function qrCode(text: string, sizeMm: number): Markup {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const side = modules.size + 2 * quietModules;
  const runs: string[] = [];
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (modules.get(y, x) === 0) continue;
      const start = x;
      while (x + 1 < modules.size && modules.get(y, x + 1) !== 0) x += 1;
      runs.push(`M${start + quietModules} ${y + quietModules}h${x - start + 1}v1h-${x - start + 1}z`);
    }
  }
  return html`<svg
    class="qr"
    width="${sizeMm}mm"
    height="${sizeMm}mm"
    viewBox="0 0 ${side} ${side}"
    shape-rendering="crispEdges"
    role="img"
    aria-label="${text}"
  >
    <path d="${runs.join('')}" />
  </svg>`;
}
