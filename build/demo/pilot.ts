/**
 * One outlet tries a later program (声纹预警试点): it records something this version does not know.
 * The centre keeps it aside (暂存) and takes it in once it has been upgraded, too.
 */
import { needed } from '#domain/entity.ts';
import { must } from '#domain/failure.ts';
import type { Backend } from '#services/backend.ts';
import { beginWork } from '#services/context.ts';

export const pilotOutlet = '0003';

const voiceAlertEntity = {
  name: 'voice_alert',
  owner: 'outlet',
  fields: { outlet: needed.text('B'), heardOn: needed.text('B'), feeling: needed.text('B') },
} as const;

/** What the later program's migration and its first record do. */
export function recordVoiceAlert(backend: Backend, heardOn: string): void {
  const around = must(backend.surroundings(), 'the outlet is logged in');
  const { db, identity } = around.installation;
  db.exec(`CREATE TABLE IF NOT EXISTS voice_alert (id TEXT PRIMARY KEY NOT NULL, outlet TEXT NOT NULL,
    heard_on TEXT NOT NULL, feeling TEXT NOT NULL, voided INTEGER NOT NULL DEFAULT 0, void_reason TEXT,
    head TEXT NOT NULL, chain INTEGER NOT NULL REFERENCES chain (id), seq INTEGER NOT NULL) STRICT`);
  db.transaction(() => {
    const { ctx } = beginWork(around);
    ctx.write(voiceAlertEntity, ctx.newId(), { outlet: identity.node, heardOn, feeling: '焦急' });
  }).immediate();
}
