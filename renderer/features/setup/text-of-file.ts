/** Text files of Chinese Windows programs are UTF-8, UTF-16 or GBK; Excel's CSV is GBK without saying so. */

export function decodeText(bytes: Uint8Array<ArrayBuffer>): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

export const textOfFile = async (file: File): Promise<string> => decodeText(new Uint8Array(await file.arrayBuffer()));
