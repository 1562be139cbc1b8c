// Who may do what: one table for the roles, one for the routes. Every route and every stream goes through them.

export const ROLES = ['administrator', 'supervisor', 'counsellor', 'on-call', 'editor', 'auditor', 'committee', 'company'] as const
export type Role = (typeof ROLES)[number]

/** What the first account may do until there are others: everything a small desk needs. */
export const FOUNDER: readonly Role[] = ['administrator', 'supervisor', 'counsellor', 'on-call', 'editor', 'auditor']

/** Action -> roles. A role that does not stand here may not do it; `own` is what everybody may do with their own account. */
export const PERMISSIONS = {
  own: ROLES,
  'desk.status': ['administrator', 'supervisor', 'counsellor', 'on-call', 'editor', 'auditor'],
  'conversations.read': ['supervisor', 'counsellor', 'on-call'],
  'conversations.write': ['supervisor', 'counsellor', 'on-call'],
  'conversations.assign': ['supervisor'],
  'contact.override': ['supervisor'],
  'settings.hours': ['administrator', 'supervisor'],
  'staff.read': ['administrator', 'supervisor', 'auditor'],
  'staff.manage': ['administrator'],
  'staff.conflicts': ['administrator', 'supervisor'],
  'approvals.decide': ['administrator', 'supervisor'],
  'articles.read': ['administrator', 'supervisor', 'counsellor', 'on-call', 'editor', 'auditor'],
  'articles.write': ['editor'],
  'articles.publish': ['supervisor', 'editor'],
  'gaps.read': ['supervisor', 'editor'],
  'audit.read': ['auditor'],
  'audit.export': ['auditor'],
} as const satisfies Record<string, readonly Role[]>
export type Action = keyof typeof PERMISSIONS

/** Every route of the desk that needs a session, and the action it is. A path's parameters are as Express writes them. */
export const ROUTES = {
  'GET /api/me': 'own',
  'PATCH /api/me': 'own',
  'GET /api/status': 'desk.status',
  'GET /api/stream': 'conversations.read',
  'GET /api/conversations': 'conversations.read',
  'GET /api/conversations/:id': 'conversations.read',
  'GET /api/conversations/:id/assignees': 'conversations.assign',
  'GET /api/media/:id': 'conversations.read',
  'POST /api/conversations/:id/take-over': 'conversations.write',
  'POST /api/conversations/:id/give-back': 'conversations.write',
  'POST /api/conversations/:id/assign': 'conversations.assign',
  'POST /api/conversations/:id/replies': 'conversations.write',
  'POST /api/conversations/:id/translate': 'conversations.write',
  'POST /api/conversations/:id/typing': 'conversations.write',
  'POST /api/conversations/:id/seen': 'conversations.write',
  'GET /api/conversations/:id/contact': 'conversations.read',
  'POST /api/conversations/:id/contact': 'conversations.write',
  'POST /api/conversations/:id/check': 'conversations.write',
  'POST /api/conversations/:id/confirm': 'conversations.write',
  'POST /api/conversations/:id/held/:held': 'conversations.write',
  'DELETE /api/conversations/:id/held/:held': 'conversations.write',
  'GET /api/hours': 'desk.status',
  'PATCH /api/hours': 'settings.hours',
  'GET /api/staff': 'staff.read',
  'PATCH /api/staff/:id': 'staff.manage',
  'GET /api/staff/:id/sessions': 'staff.manage',
  'DELETE /api/staff/:id/sessions': 'staff.manage',
  'DELETE /api/staff/:id/sessions/:session': 'staff.manage',
  'DELETE /api/staff/:id/factors': 'staff.manage',
  'GET /api/staff/:id/conflicts': 'staff.conflicts',
  'POST /api/staff/:id/conflicts': 'staff.conflicts',
  'DELETE /api/staff/:id/conflicts/:conflict': 'staff.conflicts',
  'GET /api/roles': 'own',
  'GET /api/invitations': 'staff.manage',
  'POST /api/invitations': 'staff.manage',
  'DELETE /api/invitations/:id': 'staff.manage',
  'GET /api/approvals': 'approvals.decide',
  'POST /api/approvals/:id': 'approvals.decide',
  'GET /api/articles': 'articles.read',
  'POST /api/articles': 'articles.write',
  'POST /api/articles/check': 'articles.write',
  'POST /api/articles/preview': 'articles.read',
  'POST /api/articles/understand': 'articles.read',
  'POST /api/articles/translate': 'articles.write',
  'POST /api/articles/import': 'articles.write',
  'GET /api/articles/export': 'articles.read',
  'GET /api/articles/:id': 'articles.read',
  'GET /api/articles/:id/versions/:number': 'articles.read',
  'POST /api/articles/:id/draft': 'articles.write',
  'PATCH /api/articles/:id/draft': 'articles.write',
  'DELETE /api/articles/:id/draft': 'articles.write',
  'POST /api/articles/:id/review': 'articles.write',
  'POST /api/articles/:id/decision': 'articles.publish',
  'POST /api/articles/:id/restore': 'articles.publish',
  'POST /api/articles/:id/withdraw': 'articles.publish',
  'GET /api/gaps': 'gaps.read',
  'POST /api/gaps': 'articles.write',
  'GET /api/conversations/:id/articles': 'conversations.write',
  'GET /api/audit': 'audit.read',
  'GET /api/audit/exports': 'audit.export',
  'POST /api/audit/exports': 'audit.export',
  'GET /api/audit/exports/:id': 'audit.export',
} as const satisfies Record<string, Action>
export type RouteName = keyof typeof ROUTES

export function isRole(name: string): name is Role {
  return ROLES.some((role) => role === name)
}

export function may(roles: readonly string[], action: Action): boolean {
  const allowed: readonly string[] = PERMISSIONS[action]
  return roles.some((role) => allowed.includes(role))
}

export function actionsOf(roles: readonly string[]): Action[] {
  return Object.keys(PERMISSIONS).filter((name): name is Action => name in PERMISSIONS).filter((action) => may(roles, action))
}

/** Which conversations a role that may read them sees; conflicts of interest are taken off afterwards, from everybody. */
export const SEES: Readonly<Partial<Record<Role, 'all' | 'danger'>>> = { supervisor: 'all', counsellor: 'all', 'on-call': 'danger' }

/** What the record calls a request; null where nobody's data is touched. */
export const RECORDED: Readonly<Record<RouteName, string | null>> = {
  'GET /api/me': null,
  'PATCH /api/me': 'me.change',
  'GET /api/status': null,
  'GET /api/stream': 'stream.open',
  'GET /api/conversations': 'conversations.list',
  'GET /api/conversations/:id': 'conversation.read',
  'GET /api/conversations/:id/assignees': null,
  'GET /api/media/:id': 'media.read',
  'POST /api/conversations/:id/take-over': 'conversation.takeOver',
  'POST /api/conversations/:id/give-back': 'conversation.giveBack',
  'POST /api/conversations/:id/assign': 'conversation.assign',
  'POST /api/conversations/:id/replies': 'conversation.reply',
  'POST /api/conversations/:id/translate': 'conversation.translate',
  'POST /api/conversations/:id/typing': null,
  'POST /api/conversations/:id/seen': 'conversation.seen',
  'GET /api/conversations/:id/contact': 'contact.read',
  'POST /api/conversations/:id/contact': 'contact.change',
  'POST /api/conversations/:id/check': 'contact.check',
  'POST /api/conversations/:id/confirm': 'contact.confirm',
  'POST /api/conversations/:id/held/:held': 'held.send',
  'DELETE /api/conversations/:id/held/:held': 'held.withdraw',
  'GET /api/hours': null,
  'PATCH /api/hours': 'hours.change',
  'GET /api/staff': 'staff.list',
  'PATCH /api/staff/:id': 'staff.change',
  'GET /api/staff/:id/sessions': 'staff.sessions',
  'DELETE /api/staff/:id/sessions': 'staff.endSessions',
  'DELETE /api/staff/:id/sessions/:session': 'staff.endSession',
  'DELETE /api/staff/:id/factors': 'staff.resetFactors',
  'GET /api/staff/:id/conflicts': 'conflicts.read',
  'POST /api/staff/:id/conflicts': 'conflict.add',
  'DELETE /api/staff/:id/conflicts/:conflict': 'conflict.remove',
  'GET /api/roles': null,
  'GET /api/invitations': 'invitations.list',
  'POST /api/invitations': 'invitation.make',
  'DELETE /api/invitations/:id': 'invitation.withdraw',
  'GET /api/approvals': 'approvals.list',
  'POST /api/approvals/:id': 'approval.decide',
  'GET /api/articles': null,
  'POST /api/articles': 'article.begin',
  'POST /api/articles/check': null,
  'POST /api/articles/preview': null,
  'POST /api/articles/understand': null,
  'POST /api/articles/translate': null,
  'POST /api/articles/import': 'article.import',
  'GET /api/articles/export': 'article.export',
  'GET /api/articles/:id': null,
  'GET /api/articles/:id/versions/:number': null,
  'POST /api/articles/:id/draft': 'article.draft',
  'PATCH /api/articles/:id/draft': 'article.save',
  'DELETE /api/articles/:id/draft': 'article.discard',
  'POST /api/articles/:id/review': 'article.askReview',
  'POST /api/articles/:id/decision': 'article.decide',
  'POST /api/articles/:id/restore': 'article.restore',
  'POST /api/articles/:id/withdraw': 'article.withdraw',
  'GET /api/gaps': 'gaps.list',
  'POST /api/gaps': 'gaps.decide',
  'GET /api/conversations/:id/articles': null,
  'GET /api/audit': 'audit.read',
  'GET /api/audit/exports': 'audit.exports',
  'POST /api/audit/exports': 'audit.askExport',
  'GET /api/audit/exports/:id': 'audit.export',
}
