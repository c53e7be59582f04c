/**
 * Whose operations a package may carry. An outlet brings its own, and hands back the centre's only
 * where the centre's signature over the tip proves them; the centre brings its own and returns the
 * outlet's.
 */
import { chainsWhere } from '#db/chain.ts';
import type { Db } from '#db/open.ts';
import { row } from '#db/statements.ts';
import { Failure } from '#domain/failure.ts';
import { tipText } from '#domain/sync/envelope.ts';
import { isSignedBy } from '../crypto/signing.ts';
import type { OpenedChain } from './package-chain.ts';

type Author = (chain: OpenedChain) => string;

/** @throws Failure notPermitted from the returned function */
export function authorsAtCentre(db: Db, outlet: string, branchSignKey: string): Author {
  return (chain) => {
    if (chain.stream === 'centre') return ownedBy(db, chain.inc, outlet);
    if (chain.stream !== 'all' && chain.stream !== outlet) throw notPermitted(chain);
    const proof = Buffer.from(chain.proof ?? '', 'base64url');
    if (!isSignedBy(branchSignKey, Buffer.from(tipText(chain)), proof)) throw notPermitted(chain);
    return 'centre';
  };
}

/** @throws Failure notPermitted from the returned function */
export function authorsAtOutlet(outlet: string): Author {
  return (chain) => {
    if (chain.stream === 'centre') return outlet;
    if (chain.stream !== 'all' && chain.stream !== outlet) throw notPermitted(chain);
    return 'centre';
  };
}

/** An incarnation belongs to one outlet for ever. */
function ownedBy(db: Db, inc: string, outlet: string): string {
  const device = row<{ node: string }>(db, 'SELECT node FROM device WHERE inc = ?', inc)?.node ?? outlet;
  const writers = chainsWhere(db, 'inc = ?', inc).map(({ node }) => node);
  if (device !== outlet || writers.some((node) => node !== outlet)) throw notPermitted({ inc, stream: 'centre' });
  return outlet;
}

const notPermitted = (chain: { readonly inc: string; readonly stream: string }): Failure =>
  new Failure(
    'notPermitted',
    '文件里有不归发送单位登记的记录，未导入任何内容，已有数据不受影响，文件已原样保留。请电话核对文件来源，并联系科技部门。',
    { inc: chain.inc, stream: chain.stream },
  );
