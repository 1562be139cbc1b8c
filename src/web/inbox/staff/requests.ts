// Every request of the pages about staff, permissions and the record.
import type {
  ApprovalView, AssigneeView, AuditView, CompanyChoice, ConflictView, ExportView, HoursView, InvitationMade, InvitationView, InvitedView,
  DeviceList, MeChange, MeView, NewDevice, RoleView, StaffChange, StaffSessionView, StaffView,
} from '../../../server/api/staff.ts'
import { type Answer, get, patch, post, remove } from '../api.ts'

const of = (...parts: readonly string[]) => ['/api', ...parts.map(encodeURIComponent)].join('/')

/** A list comes under its name. */
async function list<T>(name: string, ...path: readonly string[]): Promise<Answer<readonly T[]>> {
  const answer = await get<Readonly<Record<string, readonly T[]>>>(of(...path))
  return answer.ok ? { ...answer, value: answer.value[name] ?? [] } : answer
}

export const getMe = () => get<MeView>('/api/me')
export const getDevices = () => get<DeviceList>('/api/me/devices')
export const addDevice = (device: NewDevice) => post<{ readonly id: string }>('/api/me/devices', device)
export const changeDevice = ({ id, told }: { readonly id: string; readonly told: readonly string[] }) => patch<unknown>(of('me', 'devices', id), { told })
export const removeDevice = (id: string) => remove(of('me', 'devices', id))

export const changeMe = (change: MeChange) => patch<unknown>('/api/me', change)

export type DeskHours = Pick<HoursView, 'usual' | 'languages'>
export const getHours = () => get<HoursView>('/api/hours')
export const changeHours = (hours: DeskHours) => patch<HoursView>('/api/hours', hours)

export const getStaff = () => list<StaffView>('staff', 'staff')

/** `waits`: the change needs a second person's agreement. */
export async function changeStaff(id: string, change: StaffChange): Promise<Answer<{ readonly waits: boolean }>> {
  const answer = await patch<unknown>(of('staff', id), change)
  return answer.ok ? { ...answer, value: { waits: answer.status === 202 } } : answer
}

export const getSessions = (staff: string) => list<StaffSessionView>('sessions', 'staff', staff, 'sessions')
export const endSession = (staff: string, session: string) => remove(of('staff', staff, 'sessions', session))
export const endSessions = (staff: string) => remove(of('staff', staff, 'sessions'))

export const resetFactors = (staff: string) => remove(of('staff', staff, 'factors'))

export type NewConflict = Pick<ConflictView, 'kind' | 'value' | 'note'>
export const getConflicts = (staff: string) => list<ConflictView>('conflicts', 'staff', staff, 'conflicts')
export const addConflict = (staff: string, conflict: NewConflict) => post<unknown>(of('staff', staff, 'conflicts'), conflict)
export const removeConflict = (staff: string, conflict: string) => remove(of('staff', staff, 'conflicts', conflict))

export const getRoles = () => list<RoleView>('roles', 'roles')

export type NewInvitation = Pick<InvitationView, 'name' | 'email' | 'roles' | 'languages'> & { readonly company: string | null }
export const getCompanyChoices = () => list<CompanyChoice>('companies', 'company-choices')
export const getInvitations = () => list<InvitationView>('invitations', 'invitations')
export const invite = (invitation: NewInvitation) => post<InvitationMade>('/api/invitations', invitation)
export const withdrawInvitation = (id: string) => remove(of('invitations', id))
export const getInvited = (token: string) => get<InvitedView>(of('invited', token))
export const acceptInvitation = (token: string, name: string, password: string) => post<unknown>(of('invited', token), { name, password })

export const getApprovals = () => list<ApprovalView>('approvals', 'approvals')
export const decide = (id: string, decision: 'granted' | 'refused') => post<unknown>(of('approvals', id), { decision })

export interface RecordFilter { readonly actor: string; readonly object: string }
/** `before` is a number of an entry; 0 begins with the newest. */
export function getRecord({ actor, object }: RecordFilter, before: number, signal?: AbortSignal) {
  const query = new URLSearchParams({
    ...(before > 0 && { before: String(before) }), ...(actor !== '' && { actor }), ...(object !== '' && { object }),
  })
  return get<AuditView>(`/api/audit?${query.toString()}`, signal)
}

export interface NewExport { readonly from: string; readonly to: string; readonly reason: string }
export const getExports = () => list<ExportView>('exports', 'audit', 'exports')
export const askForExport = (wanted: NewExport) => post<unknown>('/api/audit/exports', wanted)
export const exportAddress = (id: string) => of('audit', 'exports', id)

export const getAssignees = (conversation: string) => list<AssigneeView>('assignees', 'conversations', conversation, 'assignees')
export const assign = (conversation: string, staff: string | null) => post<unknown>(of('conversations', conversation, 'assign'), { staff })
