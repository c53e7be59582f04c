/** Node writes no GBK: the characters of a test by their codes. */
export function gbk(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, Buffer>();
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const bytes = Buffer.from([high, low]);
      const sign = decoder.decode(bytes);
      if (sign.length === 1 && !codes.has(sign)) codes.set(sign, bytes);
    }
  }
  return Buffer.concat(Array.from(text, (sign) => codes.get(sign) ?? Buffer.from(sign)));
}
