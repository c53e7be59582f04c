/** Every verb behind the contract. tests/contract holds this list to the contract, name by name. */
import type { HandlerSet } from './dispatch.ts';
import { attendanceVerbs } from './attendance.ts';
import { auditVerbs } from './audit.ts';
import { databaseJobs } from './database.ts';
import { exchangeJobs, exchangeVerbs } from './exchange.ts';
import { inboxJobs, inboxVerbs } from './inbox.ts';
import { organisationVerbs } from './organisation.ts';
import { outreachVerbs } from './outreach.ts';
import { packJobs, packVerbs } from './pack.ts';
import { printVerbs } from './print.ts';
import { sessionEntries } from './session.ts';
import { settingVerbs } from './setting.ts';
import { setupEntries } from './setup.ts';
import { trainingVerbs } from './training.ts';
import { userEntries, userVerbs } from './user.ts';

export const handlers: HandlerSet = {
  entries: { ...sessionEntries, ...setupEntries, ...userEntries },
  verbs: {
    ...attendanceVerbs,
    ...auditVerbs,
    ...exchangeVerbs,
    ...inboxVerbs,
    ...organisationVerbs,
    ...outreachVerbs,
    ...packVerbs,
    ...printVerbs,
    ...settingVerbs,
    ...trainingVerbs,
    ...userVerbs,
  },
  jobs: { ...databaseJobs, ...exchangeJobs, ...inboxJobs, ...packJobs },
};
