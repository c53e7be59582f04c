/**
 * Who may do what. One table for both sides: services/dispatch.ts decides by it, screens hide by it.
 * The full matrix is committed as docs/permissions.md and compared by tests/contract/permissions.test.ts.
 */
export const roles = {
  clerk: { label: '经办人', side: 'outlet' },
  head: { label: '网点负责人', side: 'outlet' },
  analyst: { label: '分析岗', side: 'centre' },
  director: { label: '主任', side: 'centre' },
  admin: { label: '系统管理员', side: 'centre' },
} as const;

export type Role = keyof typeof roles;
export type Side = 'outlet' | 'centre';

/**
 * The system administrator keeps the machinery running and deliberately sees no customer data
 * (separation of duties); the director approves, the analyst works with the figures.
 */
export const permissions = {
  'complaint.read': ['clerk', 'head', 'analyst', 'director'],
  // The centre handles only the cases it registered itself (services/complaint-view.ts).
  'complaint.write': ['clerk', 'head', 'analyst', 'director'],
  'complaint.close': ['clerk', 'head', 'analyst', 'director'],
  'complaint.approve': ['head', 'director'],
  'complaint.reveal': ['clerk', 'head', 'analyst', 'director'],
  'import.run': ['clerk', 'head', 'analyst', 'director'],
  // Voids many records at once: whoever decides on a single one.
  'import.undo': ['head', 'director'],
  'outreach.read': ['clerk', 'head', 'analyst', 'director'],
  'outreach.write': ['clerk', 'head'],
  'outreach.join': ['analyst', 'director'],
  'photoReuse.decide': ['analyst', 'director'],
  'campaign.write': ['analyst', 'director'],
  'onlinePiece.write': ['analyst', 'director'],
  'training.read': ['clerk', 'head', 'analyst', 'director'],
  'training.write': ['clerk', 'head'],
  'attachment.read': ['clerk', 'head', 'analyst', 'director'],
  'attachment.write': ['clerk', 'head'],
  'archive.make': ['clerk', 'head', 'analyst', 'director'],
  'course.write': ['analyst', 'director'],
  'organisation.read': ['clerk', 'head', 'analyst', 'director', 'admin'],
  'organisation.write': ['director', 'admin'],
  'dictionary.read': ['clerk', 'head', 'analyst', 'director', 'admin'],
  'dictionary.write': ['director'],
  'print.document': ['clerk', 'head', 'analyst', 'director'],
  'print.unmasked': ['clerk', 'head', 'analyst', 'director'],
  // A whole list in clear in a file anybody can carry away: whoever answers for the customers' data.
  'export.unmasked': ['head', 'director'],
  'exchange.export': ['clerk', 'head'],
  'exchange.read': ['clerk', 'head', 'analyst', 'director', 'admin'],
  'pack.make': ['director', 'admin'],
  'inbox.read': ['analyst', 'director', 'admin'],
  'inbox.merge': ['analyst', 'director'],
  'conflict.read': ['clerk', 'head', 'analyst', 'director'],
  'conflict.decide': ['head', 'analyst', 'director'],
  'inbox.approve': ['director'],
  'device.manage': ['director', 'admin'],
  // Whoever answers can open an outlet's data: not for those who are to see no customers.
  'recovery.answer': ['director'],
  'record.erase': ['director'],
  'ledger.read': ['analyst', 'director'],
  'ledger.write': ['analyst', 'director'],
  'knowledge.read': ['clerk', 'head', 'analyst', 'director'],
  'knowledge.write': ['analyst', 'director'],
  'periodLock.read': ['analyst', 'director'],
  // Declares the figures of the branch final, or takes that back.
  'periodLock.decide': ['director'],
  'figures.read': ['clerk', 'head', 'analyst', 'director'],
  // Encrypted: it opens with the passwords of the ledger only.
  'backup.make': ['clerk', 'head', 'analyst', 'director', 'admin'],
  'plainCopy.make': ['director'],
  'user.manage': ['head', 'admin'],
  'audit.read': ['head', 'director', 'admin'],
  'setting.write': ['head', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

export function may(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return allowed.includes(role);
}
