/** Every verb behind the contract. tests/contract holds this list to the contract, name by name. */
import type { HandlerSet } from './dispatch.ts';
import { archiveJobs, archiveVerbs } from './archive.ts';
import { attachmentVerbs } from './attachment.ts';
import { attendanceVerbs } from './attendance.ts';
import { auditVerbs } from './audit.ts';
import { backupJobs, backupVerbs } from './backup.ts';
import { briefingVerbs } from './briefing.ts';
import { campaignVerbs } from './campaign.ts';
import { courseVerbs } from './course.ts';
import { educationBaseVerbs } from './education-base.ts';
import { onlinePieceVerbs } from './online-piece.ts';
import { stockVerbs } from './stock.ts';
import { calendarVerbs } from './calendar.ts';
import { complaintVerbs } from './complaint.ts';
import { conflictVerbs } from './conflict.ts';
import { databaseJobs } from './database.ts';
import { deviceJobs, deviceVerbs } from './device.ts';
import { dictionaryVerbs } from './dictionary.ts';
import { draftEntries } from './draft.ts';
import { erasureJobs, erasureVerbs } from './erasure.ts';
import { exchangeJobs, exchangeVerbs } from './exchange.ts';
import { figuresVerbs } from './figures.ts';
import { importJobs, importVerbs } from './import.ts';
import { inboxJobs, inboxVerbs } from './inbox.ts';
import { knowledgeVerbs } from './knowledge.ts';
import { ledgerVerbs } from './ledger.ts';
import { managementGroupVerbs } from './management-group.ts';
import { organisationVerbs } from './organisation.ts';
import { outreachVerbs } from './outreach.ts';
import { packJobs, packVerbs } from './pack.ts';
import { periodLockVerbs } from './period-lock.ts';
import { photoReuseVerbs } from './photo-reuse.ts';
import { printVerbs } from './print.ts';
import { resitVerbs } from './resit.ts';
import { recoveryEntries, recoveryJobs } from './recovery.ts';
import { restoreEntries } from './restore.ts';
import { retentionVerbs } from './retention.ts';
import { savedFilterEntries } from './saved-filter.ts';
import { sessionEntries } from './session.ts';
import { settingVerbs } from './setting.ts';
import { setupEntries } from './setup.ts';
import { tableJobs } from './table.ts';
import { todayVerbs } from './today.ts';
import { trainingVerbs } from './training.ts';
import { userEntries, userVerbs } from './user.ts';

export const handlers: HandlerSet = {
  entries: {
    ...draftEntries,
    ...recoveryEntries,
    ...restoreEntries,
    ...savedFilterEntries,
    ...sessionEntries,
    ...setupEntries,
    ...userEntries,
  },
  verbs: {
    ...archiveVerbs,
    ...attachmentVerbs,
    ...attendanceVerbs,
    ...auditVerbs,
    ...backupVerbs,
    ...calendarVerbs,
    ...stockVerbs,
    ...onlinePieceVerbs,
    ...educationBaseVerbs,
    ...courseVerbs,
    ...campaignVerbs,
    ...briefingVerbs,
    ...complaintVerbs,
    ...conflictVerbs,
    ...deviceVerbs,
    ...dictionaryVerbs,
    ...erasureVerbs,
    ...exchangeVerbs,
    ...figuresVerbs,
    ...importVerbs,
    ...inboxVerbs,
    ...knowledgeVerbs,
    ...ledgerVerbs,
    ...managementGroupVerbs,
    ...organisationVerbs,
    ...outreachVerbs,
    ...packVerbs,
    ...periodLockVerbs,
    ...photoReuseVerbs,
    ...printVerbs,
    ...resitVerbs,
    ...retentionVerbs,
    ...settingVerbs,
    ...todayVerbs,
    ...trainingVerbs,
    ...userVerbs,
  },
  jobs: {
    ...archiveJobs,
    ...backupJobs,
    ...databaseJobs,
    ...deviceJobs,
    ...erasureJobs,
    ...exchangeJobs,
    ...importJobs,
    ...inboxJobs,
    ...packJobs,
    ...recoveryJobs,
    ...tableJobs,
  },
};
