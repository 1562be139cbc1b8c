// Who may do what. Every route (routes.ts) and every stream goes through this table.

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
  'views.share': ['supervisor'],
  'contact.override': ['supervisor'],
  'people.part': ['supervisor'],
  'cases.read': ['supervisor', 'counsellor', 'on-call'],
  'cases.write': ['supervisor', 'counsellor', 'on-call'],
  'cases.assign': ['supervisor'],
  'cases.oversee': ['supervisor'],
  'partners.read': ['administrator', 'supervisor', 'counsellor', 'on-call'],
  'partners.manage': ['administrator', 'supervisor'],
  'companies.read': ['administrator', 'supervisor', 'counsellor', 'on-call'],
  'companies.manage': ['administrator', 'supervisor'],
  'questionnaires.read': ['administrator', 'supervisor', 'counsellor', 'editor', 'auditor'],
  'questionnaires.write': ['supervisor', 'editor'],
  'questionnaires.publish': ['supervisor', 'editor'],
  'questionnaires.answers': ['supervisor'],
  'feedback.read': ['supervisor', 'counsellor'],
  'feedback.moderate': ['supervisor'],
  'board.moderate': ['supervisor', 'counsellor'],
  'outreach.read': ['supervisor', 'counsellor', 'editor', 'auditor'],
  'outreach.write': ['supervisor', 'editor'],
  'outreach.release': ['supervisor', 'editor'],
  'statistics.read': ['administrator', 'supervisor', 'auditor'],
  'reports.read': ['administrator', 'supervisor', 'auditor'],
  'reports.write': ['supervisor'],
  'reports.release': ['administrator', 'supervisor'],
  'reports.own': ['company'],
  'committee.read': ['supervisor', 'auditor', 'committee'],
  'committee.write': ['supervisor'],
  'settings.hours': ['administrator', 'supervisor'],
  'settings.mediation': ['administrator', 'supervisor'],
  'library.read': ['supervisor', 'counsellor', 'on-call', 'editor'],
  'library.write': ['supervisor', 'counsellor', 'editor'],
  'library.publish': ['supervisor', 'editor'],
  'oncall.own': ['supervisor', 'counsellor', 'on-call'],
  'oncall.alarms': ['administrator', 'supervisor', 'counsellor', 'on-call'],
  'oncall.manage': ['administrator', 'supervisor'],
  'connections.read': ['administrator'],
  'connections.write': ['administrator'],
  'troubles.read': ['administrator', 'supervisor'],
  'troubles.manage': ['administrator', 'supervisor'],
  'operation.read': ['administrator', 'supervisor'],
  'staff.read': ['administrator', 'supervisor', 'auditor'],
  'staff.manage': ['administrator'],
  'staff.conflicts': ['administrator', 'supervisor'],
  'approvals.decide': ['administrator', 'supervisor'],
  'articles.read': ['administrator', 'supervisor', 'counsellor', 'on-call', 'editor', 'auditor'],
  'articles.write': ['editor'],
  'articles.publish': ['supervisor', 'editor'],
  'gaps.read': ['supervisor', 'editor'],
  'privacy.see': ['administrator', 'supervisor', 'counsellor', 'auditor'],
  'privacy.ask': ['supervisor', 'counsellor'],
  'privacy.decide': ['supervisor'],
  'privacy.rules': ['administrator', 'supervisor', 'auditor'],
  'privacy.manage': ['administrator'],
  'privacy.agree': ['administrator', 'supervisor'],
  'incidents.read': ['administrator', 'supervisor', 'auditor'],
  'incidents.write': ['administrator', 'supervisor'],
  'audit.read': ['auditor'],
  'audit.export': ['auditor'],
} as const satisfies Record<string, readonly Role[]>
export type Action = keyof typeof PERMISSIONS

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

/** Which conversations and cases a role that may read them sees; conflicts of interest are taken off afterwards, from everybody. */
export const SEES: Readonly<Partial<Record<Role, 'all' | 'danger'>>> = { supervisor: 'all', counsellor: 'all', 'on-call': 'danger' }
