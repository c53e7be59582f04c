/**
 * Unfinished forms, saved every two seconds. They are entries and not verbs because the audit trail
 * records actions, not keystrokes; a draft is seen by nobody but the person who types it.
 */
import { draftsOf, dropDraft, saveDraft } from '#db/draft.ts';
import { Failure } from '#domain/failure.ts';
import type { Backend } from './backend.ts';
import type { Entries } from './dispatch.ts';
import { openSession } from './session.ts';

/** Room for a long complaint with everything filled in. */
const maxBytes = 256 * 1024;

const owner = (backend: Backend) => {
  const { installation, user } = openSession(backend);
  return { db: installation.db, staffNo: user.staffNo };
};

export const draftEntries = {
  'draft.list': ({ kind }, backend) => {
    const { db, staffNo } = owner(backend);
    return draftsOf(db, staffNo, kind).map((draft) => ({ ...draft, body: { ...draft.body } }));
  },
  'draft.save': (draft, backend) => {
    const { db, staffNo } = owner(backend);
    if (JSON.stringify(draft.body).length > maxBytes)
      throw new Failure('invalid', '内容过长，草稿没有保存。请缩短正文。');
    const updatedAt = backend.world.now();
    if (!saveDraft(db, staffNo, { ...draft, updatedAt }))
      throw new Failure('forbidden', '这份草稿属于另一位同事，没有保存。');
    return { updatedAt };
  },
  'draft.drop': ({ id }, backend) => {
    const { db, staffNo } = owner(backend);
    dropDraft(db, staffNo, id);
    return {};
  },
} satisfies Entries;
