/**
 * One peer at the same job: files of ten writers into one store. `node merge.mjs <peer> <records.json> <folder>`
 * prints `{ ms, again, bytes }`: the merge of all files, their second merge, the size of the files.
 * Writing the files is not timed. Packages come from the lock file beside this one.
 */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

const peers = { pouchdb, yjs, crsqlite };

/** Documents with their revisions, as its replicator moves them; LevelDB on disk. */
async function pouchdb(folder) {
  const { default: PouchDB } = await import('pouchdb-core');
  const { default: leveldb } = await import('pouchdb-adapter-leveldb');
  PouchDB.plugin(leveldb);
  const open = (name) => new PouchDB(join(folder, name), { adapter: 'leveldb' });
  const store = open('store');
  return {
    write: async (records) => {
      const docs = records.map(({ id, ...fields }) => {
        const revision = createHash('md5').update(JSON.stringify(fields)).digest('hex');
        return { _id: id, _rev: `1-${revision}`, _revisions: { start: 1, ids: [revision] }, ...fields };
      });
      return Buffer.from(docs.map((doc) => `${JSON.stringify(doc)}\n`).join(''));
    },
    merge: async (bytes) => {
      const docs = bytes.toString('utf8').trimEnd().split('\n').map(JSON.parse);
      await store.bulkDocs(docs, { new_edits: false });
    },
    finish: async () => {},
    count: async () => (await store.info()).doc_count,
  };
}

/** One shared document in memory, saved whole at the end. */
async function yjs(folder) {
  const Y = await import('yjs');
  const store = new Y.Doc();
  return {
    write: async (records) => {
      const doc = new Y.Doc();
      doc.transact(() => {
        const all = doc.getMap('records');
        for (const { id, ...fields } of records) all.set(id, new Y.Map(Object.entries(fields)));
      });
      return Buffer.from(Y.encodeStateAsUpdate(doc));
    },
    merge: async (bytes) => Y.applyUpdate(store, bytes),
    finish: async () => saveDurably(join(folder, 'store.yjs'), Y.encodeStateAsUpdate(store)),
    count: async () => store.getMap('records').size,
  };
}

/** Rows that record every cell's version; SQLite in memory (its Node build has no files). */
async function crsqlite() {
  const { default: initialise } = await import('@vlcn.io/crsqlite-wasm');
  const wasm = join(createRequire(import.meta.url).resolve('@vlcn.io/crsqlite-wasm'), '..', 'crsqlite.wasm');
  // Built for browsers, it fetches its own file.
  globalThis.fetch = async () => new Response(readFileSync(wasm), { headers: { 'content-type': 'application/wasm' } });
  const sqlite = await initialise(() => wasm);
  const columns = ['id', ...fieldNames];
  const create = async () => {
    const db = await sqlite.open(':memory:');
    await db.exec('PRAGMA temp_store = MEMORY');
    await db.exec(`CREATE TABLE record (id PRIMARY KEY NOT NULL, ${fieldNames.join(', ')})`);
    await db.exec(`SELECT crsql_as_crr('record')`);
    return db;
  };
  const store = await create();
  const change = '"table", pk, cid, val, col_version, db_version, site_id, cl, seq';
  return {
    write: async (records) => {
      const db = await create();
      await db.tx(async (tx) => {
        const insert = await tx.prepare(`INSERT INTO record VALUES (${columns.map(() => '?').join(', ')})`);
        for (const record of records) await insert.run(tx, ...columns.map((name) => record[name] ?? null));
        await insert.finalize(tx);
      });
      const changes = await db.execA(`SELECT ${change} FROM crsql_changes`);
      await db.close();
      const text = (value) =>
        value instanceof Uint8Array
          ? { bytes: Buffer.from(value).toString('base64') }
          : typeof value === 'bigint'
            ? Number(value)
            : value;
      return Buffer.from(changes.map((line) => `${JSON.stringify(line.map(text))}\n`).join(''));
    },
    merge: async (bytes) => {
      const value = (each) => (each !== null && typeof each === 'object' ? Buffer.from(each.bytes, 'base64') : each);
      const lines = bytes.toString('utf8').trimEnd().split('\n');
      await store.tx(async (tx) => {
        const insert = await tx.prepare(`INSERT INTO crsql_changes (${change}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
        for (const line of lines) await insert.run(tx, ...JSON.parse(line).map(value));
        await insert.finalize(tx);
      });
    },
    finish: async () => {},
    count: async () => (await store.execA('SELECT count(*) FROM record'))[0][0],
  };
}

function saveDurably(path, bytes) {
  const file = openSync(path, 'w');
  writeSync(file, bytes);
  fsyncSync(file);
  closeSync(file);
}

const [name = '', recordsFile = '', folder = ''] = process.argv.slice(2);
const writers = JSON.parse(readFileSync(recordsFile, 'utf8'));
const fieldNames = Object.keys(writers[0][0]).filter((field) => field !== 'id');
mkdirSync(folder, { recursive: true });
const peer = await peers[name](folder);
const files = [];
for (const [index, records] of writers.entries()) {
  const path = join(folder, `${index}.file`);
  writeFileSync(path, await peer.write(records));
  files.push(path);
}

async function mergeAll() {
  const began = performance.now();
  for (const path of files) await peer.merge(readFileSync(path));
  await peer.finish();
  return performance.now() - began;
}

const ms = await mergeAll();
const again = await mergeAll();
const [count, expected] = [await peer.count(), writers.flat().length];
if (count !== expected) throw new Error(`${name} holds ${count} of ${expected} records`);
const bytes = files.reduce((sum, path) => sum + readFileSync(path).length, 0);
process.stdout.write(JSON.stringify({ ms, again, bytes, peak: process.resourceUsage().maxRSS * 1024 }), () =>
  process.exit(0),
);
