/** Conditions 14–18 of a package: the op lines and private lines of one chain. */
import { Failure } from '#domain/failure.ts';
import { damaged, tooLarge, type PackageChain } from '#domain/sync/envelope.ts';
import {
  maxLineBytes,
  parseOpLine,
  parsePrivateLine,
  utf8Length,
  type Op,
  type PrivatePart,
} from '#domain/sync/op-line.ts';
import { commitmentOf, genesisHash, hashFromText, hashText, verifyChainBytes } from '#db/hash.ts';

export type ChainContent = {
  readonly inc: string;
  readonly stream: string;
  readonly first: number;
  readonly last: number;
  /** Hash before `first` and after `last`, base64url. */
  readonly prev: string;
  readonly tip: string;
  /** Parsed op lines; `ops[i].seq` is `first + i`. */
  readonly ops: readonly Op[];
  /** `ids[i]` is the op id of `ops[i]`. */
  readonly ids: readonly string[];
  /** The exact lines, `lines[i]` for `ops[i]`. */
  readonly lines: readonly string[];
  /** By `seq`. An op with a commitment and no entry here was erased. */
  readonly privateParts: ReadonlyMap<number, PrivatePart>;
  /** The centre's signature over the tip, as the header gives it; nobody has checked it yet. */
  readonly proof: string | null;
};

export type OpenedChain = ChainContent & {
  /** NDJSON, every line with its line feed. */
  readonly opsText: string;
  readonly privateText: string;
  /** The zstd frames as they came, to be stored. `privateFrame` is empty when there is none. */
  readonly opsFrame: Buffer;
  readonly privateFrame: Buffer;
};

type ChainTexts = {
  readonly opsText: string;
  /** The UTF-8 bytes of `opsText`. */
  readonly opsBytes: Buffer;
  readonly privateText: string;
};

/** Throws Failure fileDamaged, fileTooLarge or fileTooNew. */
export function openChain(chain: PackageChain, { opsText, opsBytes, privateText }: ChainTexts): ChainContent {
  const { inc, stream, first, last, prev, tip, count } = chain;
  const lines = linesOf(opsText);
  if (lines.length !== count) throw damaged({ part: 'chain', path: 'count' });
  const before = hashFromText(prev);
  if (first === 1 && !before.equals(genesisHash(inc, stream))) throw damaged({ part: 'chain', path: 'genesis' });
  const hashes = verifyChainBytes(before, opsBytes);
  if (hashText(hashes.tip) !== tip) throw damaged({ part: 'chain', path: 'tip' });
  const ops = lines.map(parseOpLine);
  if (ops.some((op, index) => op.seq !== first + index)) throw damaged({ part: 'chain', path: 'seq' });
  const privateParts = openPrivateLines(linesOf(privateText), ops, first);
  return { inc, stream, first, last, prev, tip, ops, ids: hashes.ids, lines, privateParts, proof: chain.proof ?? null };
}

/** The lines of NDJSON text. Throws Failure fileDamaged or fileTooLarge. */
export function linesOf(text: string): string[] {
  if (text === '') return [];
  if (!text.endsWith('\n')) throw damaged({ part: 'lines', path: 'end' });
  const lines = text.slice(0, -1).split('\n');
  for (const line of lines) {
    if (line === '') throw damaged({ part: 'lines', path: 'empty' });
    if (line.length * 3 > maxLineBytes && utf8Length(line, maxLineBytes) > maxLineBytes) {
      throw tooLarge({ part: 'line' });
    }
  }
  return lines;
}

function openPrivateLines(
  lines: readonly string[],
  ops: readonly Op[],
  first: number,
): ReadonlyMap<number, PrivatePart> {
  const parts = new Map<number, PrivatePart>();
  let before = first - 1;
  for (const line of lines) {
    const part = parsePrivateLine(line);
    const op = ops[part.seq - first];
    if (part.seq <= before || op === undefined) throw damaged({ part: 'private', path: 'seq' });
    if (op.commitment !== commitmentOf(line)) throw damaged({ part: 'private', path: 'commitment' });
    parts.set(part.seq, part);
    before = part.seq;
  }
  return parts;
}

/** For the writer: its own lines must hold before they are signed. A wrong one is a bug. */
export function chainBounds(chain: {
  readonly inc: string;
  readonly stream: string;
  readonly first: number;
  readonly prev: string;
  readonly opsText: string;
  readonly privateText: string;
}): Pick<PackageChain, 'last' | 'tip' | 'count'> {
  const lines = linesOf(chain.opsText);
  if (lines.length === 0) throw new Error('a chain in a package has at least one op');
  const opsBytes = Buffer.from(chain.opsText);
  const tip = hashText(verifyChainBytes(hashFromText(chain.prev), opsBytes).tip);
  const bounds = { last: chain.first + lines.length - 1, tip, count: lines.length };
  try {
    openChain({ ...chain, ...bounds, ops: 1, private: 0 }, { ...chain, opsBytes });
  } catch (error) {
    if (error instanceof Failure) throw new Error(`own chain ${chain.stream}: ${JSON.stringify(error.details)}`);
    throw error;
  }
  return bounds;
}
