/** Every request the window may make. The only list; types of both sides derive from it. */
import type * as z from 'zod/mini';
import { archive } from './archive.ts';
import { attachment } from './attachment.ts';
import { attendance } from './attendance.ts';
import { briefing } from './briefing.ts';
import { campaign } from './campaign.ts';
import { course } from './course.ts';
import { educationBase } from './education-base.ts';
import { onlinePiece } from './online-piece.ts';
import { stock } from './stock.ts';
import { audit } from './audit.ts';
import { backup } from './backup.ts';
import { calendar } from './calendar.ts';
import { complaint } from './complaint.ts';
import { complaintHandling } from './complaint-handling.ts';
import { conflict } from './conflict.ts';
import { database } from './database.ts';
import { device } from './device.ts';
import { dictionary } from './dictionary.ts';
import { draft } from './draft.ts';
import { erasure } from './erasure.ts';
import { exchange } from './exchange.ts';
import { figures } from './figures.ts';
import { imports } from './import.ts';
import { inbox } from './inbox.ts';
import { knowledge } from './knowledge.ts';
import { ledger } from './ledger.ts';
import { organisation } from './organisation.ts';
import { outreach } from './outreach.ts';
import { pack } from './pack.ts';
import { periodLock } from './period-lock.ts';
import { photoReuse } from './photo-reuse.ts';
import { print } from './print.ts';
import { resit } from './resit.ts';
import { recovery } from './recovery.ts';
import { retention } from './retention.ts';
import { savedFilter } from './saved-filter.ts';
import { session } from './session.ts';
import { setting } from './setting.ts';
import { setup } from './setup.ts';
import { shell } from './shell.ts';
import { table } from './table.ts';
import { today } from './today.ts';
import { training } from './training.ts';
import { user } from './user.ts';

export const contract = {
  ...archive,
  ...attachment,
  ...attendance,
  ...audit,
  ...backup,
  ...stock,
  ...onlinePiece,
  ...educationBase,
  ...course,
  ...campaign,
  ...briefing,
  ...calendar,
  ...complaint,
  ...complaintHandling,
  ...conflict,
  ...database,
  ...device,
  ...dictionary,
  ...draft,
  ...erasure,
  ...exchange,
  ...figures,
  ...imports,
  ...inbox,
  ...knowledge,
  ...ledger,
  ...organisation,
  ...outreach,
  ...pack,
  ...periodLock,
  ...photoReuse,
  ...print,
  ...resit,
  ...recovery,
  ...retention,
  ...savedFilter,
  ...session,
  ...setting,
  ...setup,
  ...shell,
  ...table,
  ...today,
  ...training,
  ...user,
};

export type Contract = typeof contract;
export type Name = keyof Contract;
/** What a caller writes. */
export type In<N extends Name> = z.input<Contract[N]['input']>;
/** What a handler receives: defaults filled in. */
export type Parsed<N extends Name> = z.output<Contract[N]['input']>;
export type Out<N extends Name> = z.output<Contract[N]['output']>;
