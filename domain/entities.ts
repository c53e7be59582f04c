/** Every synchronised entity. The only list; parents stand before the children that refer to them. */
import { attachmentEntity } from './attachment.ts';
import { attendanceEntity } from './attendance.ts';
import { briefingEntity } from './briefing.ts';
import { campaignPlanEntity, campaignTickEntity } from './campaign.ts';
import { complaintEntity, complaintStepEntity } from './complaint.ts';
import { complaintPauseEntity } from './complaint-pause.ts';
import { complaintRequestEntity } from './complaint-request.ts';
import { courseEntity, courseSeatEntity } from './course.ts';
import { educationBaseEntity } from './education-base.ts';
import type { Entity } from './entity.ts';
import { onlinePieceEntity, onlineReadingEntity } from './online-piece.ts';
import { erasureEntity } from './erasure.ts';
import {
  bannedPhraseEntity,
  phraseEntity,
  ruleArticleEntity,
  typicalCaseEntity,
  typicalCaseSourceEntity,
} from './knowledge.ts';
import { ledgerEntryEntity } from './ledger.ts';
import { branchEntity, outletEntity, staffEntity } from './organisation.ts';
import { outreachEventEntity } from './outreach.ts';
import { relayEntity } from './relay.ts';
import { calendarYearEntity, dictEntryEntity, ruleEntity } from './reference-data.ts';
import { periodLockEntity } from './period-lock.ts';
import { photoReuseEntity } from './photo-reuse.ts';
import { resitEntity, resitScoreEntity } from './resit.ts';
import { stockMoveEntity } from './stock.ts';
import { trainingEntity } from './training.ts';

export const entities: readonly Entity[] = [
  branchEntity,
  outletEntity,
  staffEntity,
  dictEntryEntity,
  calendarYearEntity,
  ruleEntity,
  periodLockEntity,
  complaintEntity,
  complaintStepEntity,
  complaintPauseEntity,
  complaintRequestEntity,
  outreachEventEntity,
  trainingEntity,
  attendanceEntity,
  resitEntity,
  resitScoreEntity,
  attachmentEntity,
  photoReuseEntity,
  ledgerEntryEntity,
  campaignPlanEntity,
  campaignTickEntity,
  stockMoveEntity,
  educationBaseEntity,
  onlinePieceEntity,
  onlineReadingEntity,
  courseEntity,
  courseSeatEntity,
  briefingEntity,
  relayEntity,
  phraseEntity,
  bannedPhraseEntity,
  typicalCaseEntity,
  typicalCaseSourceEntity,
  ruleArticleEntity,
  erasureEntity,
];

export const entityByName: ReadonlyMap<string, Entity> = new Map(entities.map((entity) => [entity.name, entity]));
