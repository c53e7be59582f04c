/** `npm run test:long` sets XB_LONG=1: what `npm test` samples is then done in full. */
export const isLong = process.env['XB_LONG'] === '1';

/** The count for this run: `lengthOf({ short: 300, long: 10_000 })`. */
export const lengthOf = ({ short, long }: { readonly short: number; readonly long: number }): number =>
  isLong ? long : short;
