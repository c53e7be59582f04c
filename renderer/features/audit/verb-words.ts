/** What each action in the audit trail is called. tests/contract/audit-words.test.ts holds it to the contract. */

export const auditKinds = {
  login: '登录',
  record: '登记与修改',
  personal: '查看与打印',
  exchange: '上报与合并',
  manage: '管理',
} as const;
export type AuditKind = keyof typeof auditKinds;

interface Word {
  readonly kind: AuditKind;
  readonly word: string;
}

const group = (kind: AuditKind, words: Readonly<Record<string, string>>): readonly (readonly [string, Word])[] =>
  Object.entries(words).map(([verb, word]) => [verb, { kind, word }]);

const words: ReadonlyMap<string, Word> = new Map([
  ...group('login', {
    'session.login': '登录',
    'session.logout': '锁定或退出',
    'session.changePassword': '更换口令',
    'login.failed': '登录失败',
    'clock.confirmed': '确认电脑日期无误',
  }),
  ...group('record', {
    'dictionary.save': '修改字典',
    'retention.save': '修改保管期限',
    'complaint.create': '登记投诉',
    'import.run': '导入投诉',
    'import.undo': '撤销导入',
    'complaint.update': '修改投诉',
    'complaint.addContact': '记录联系',
    'complaint.setPlan': '提出方案',
    'complaint.addNote': '处理记录',
    'complaint.close': '办结投诉',
    'complaint.followUp': '回访',
    'complaint.withdraw': '撤回投诉',
    'complaint.createSolved': '登记并现场办结',
    'complaint.pause': '暂停计时',
    'complaint.resume': '恢复计时',
    'complaint.restart': '补充材料，重新起算',
    'complaint.consult': '提级会商',
    'complaint.transfer': '转办投诉',
    'complaint.tellExtension': '告知延期',
    'complaint.reopen': '重新办理投诉',
    'complaint.review': '登记核查申请',
    'complaint.decideReview': '登记核查决定',
    'complaint.hold': '延长保管',
    'complaint.ask': '提出申请',
    'complaint.decide': '审批申请',
    'complaint.unask': '收回申请',
    'ledger.save': '登记中心台账',
    'ledger.paste': '粘贴中心台账',
    'ledger.void': '作废中心台账',
    'conflict.decide': '核对冲突',
    'outreach.create': '新建活动',
    'outreach.update': '修改活动',
    'outreach.fill': '回填活动',
    'outreach.cancel': '取消活动',
    'training.create': '新建培训',
    'training.update': '修改培训',
    'training.finish': '完成培训',
    'training.cancel': '取消培训',
    'attendance.save': '回填签到',
    'attendance.fromRoster': '名单转签到',
    'attendance.restore': '恢复签到',
    'attachment.add': '添加附件',
    'attachment.setKind': '修改附件类别',
    'attachment.void': '作废附件',
    'outreach.join': '认定联合活动',
    'campaign.save': '布置宣传任务',
    'campaign.withdraw': '撤销宣传任务',
    'campaign.tick': '勾选宣传任务',
    'stock.move': '登记物料',
    'stock.void': '作废物料记录',
    'educationBase.save': '登记教育基地',
    'onlinePiece.save': '登记线上内容',
    'onlinePiece.count': '登记阅读量',
    'course.set': '布置培训',
    'course.withdraw': '撤销布置的培训',
    'course.take': '生成布置的培训',
    'briefing.add': '登记晨夕会',
    'briefing.void': '作废晨夕会',
    'draft.save': '保存草稿',
    'draft.drop': '删除草稿',
  }),
  ...group('personal', {
    'erasure.order': '删除客户信息',
    'complaint.reveal': '查看完整信息',
    'print.paper': '生成单据',
    'print.sheet': '制作打印件',
    'print.noted': '打印或另存',
    'print.store': '保存打印文件',
    'archive.pages': '归档排版',
    'archive.store': '一键归档',
    'attachment.open': '查看附件',
    'attachment.storeCopy': '另存附件',
    'database.plainCopy': '导出未加密副本',
  }),
  ...group('exchange', {
    'inbox.approve': '核准合并',
    'inbox.undo': '撤销本批',
    'device.admit': '登记电脑',
    'device.revoke': '停用电脑',
    'device.renewed': '换用新的本机编号',
    'exchange.export': '生成报送文件',
    'exchange.importPack': '导入配置包',
    'inbox.preview': '查验报送文件',
    'inbox.merge': '合并报送文件',
    'pack.make': '生成配置包',
    'pack.exportBranchKeys': '导出分行密钥备份',
    'database.verify': '校验台账',
  }),
  ...group('manage', {
    'setup.found': '建立消保中心',
    'setup.enrol': '登记本机',
    'organisation.closeOutlet': '撤并网点',
    'organisation.reopenOutlet': '恢复网点',
    'organisation.addOutlets': '维护网点',
    'organisation.saveStaff': '维护人员名单',
    'user.create': '添加使用人',
    'user.resetPassword': '重设口令',
    'user.retire': '停用使用人',
    'setting.save': '修改设置',
  }),
]);

/** An action of a newer program is shown by its own name. */
export const verbWord = (verb: string): string => words.get(verb)?.word ?? verb;
export const verbKind = (verb: string): AuditKind => words.get(verb)?.kind ?? 'manage';
export const hasWord = (verb: string): boolean => words.has(verb);
