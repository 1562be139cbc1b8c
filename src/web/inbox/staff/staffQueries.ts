// What the pages about staff keep in memory of the server's answers.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Action } from '../../../permissions.ts'
import { getOwnSessions, getPasskeys, getThisSession } from '../entrance/auth.ts'
import { need } from '../need.ts'
import * as requests from './requests.ts'

/** Who is present and what waits for agreement changes without the stream telling. Each time it is asked for stands in the record. */
const WATCHED_MS = 60_000
const SELDOM_MS = 300_000

export const useMe = () => useQuery({ queryKey: ['me'], queryFn: () => need(requests.getMe()), staleTime: 60_000, refetchInterval: 120_000 })

/** For showing and hiding; the server decides for itself. */
export const useMay = (action: Action): boolean => useMe().data?.may.includes(action) ?? false

/** Whether it is open moves with the clock. */
export const useHours = (wanted: boolean) =>
  useQuery({ queryKey: ['hours'], queryFn: () => need(requests.getHours()), refetchInterval: WATCHED_MS, enabled: wanted })

const ofStaff = { queryKey: ['staff'], queryFn: () => need(requests.getStaff()) }
export const useStaff = () => useQuery({ ...ofStaff, refetchInterval: WATCHED_MS })

/** For their names alone. */
export const useStaffNames = (wanted: boolean) => useQuery({ ...ofStaff, staleTime: SELDOM_MS, enabled: wanted })

export const useSessions = (staff: string) =>
  useQuery({ queryKey: ['staff-sessions', staff], queryFn: () => need(requests.getSessions(staff)) })

export const useConflicts = (staff: string) =>
  useQuery({ queryKey: ['conflicts', staff], queryFn: () => need(requests.getConflicts(staff)) })

export const useDevices = () => useQuery({ queryKey: ['devices'], queryFn: () => need(requests.getDevices()) })

export const useRoles = () => useQuery({ queryKey: ['roles'], queryFn: () => need(requests.getRoles()), staleTime: Infinity })

export const useInvitations = () => useQuery({ queryKey: ['invitations'], queryFn: () => need(requests.getInvitations()) })

export const useCompanyChoices = () => useQuery({ queryKey: ['company-choices'], queryFn: () => need(requests.getCompanyChoices()) })

export const useInvited = (token: string) =>
  useQuery({ queryKey: ['invited', token], queryFn: () => need(requests.getInvited(token)), enabled: token !== '', staleTime: Infinity })

const ofApprovals = { queryKey: ['approvals'], queryFn: () => need(requests.getApprovals()) }
export const useApprovals = () => useQuery({ ...ofApprovals, refetchInterval: WATCHED_MS })

/** For how many wait, and whether one does. */
export const useApprovalsSeldom = (wanted: boolean) =>
  useQuery({ ...ofApprovals, staleTime: WATCHED_MS, refetchInterval: SELDOM_MS, enabled: wanted })

export const useExports = () =>
  useQuery({ queryKey: ['exports'], queryFn: () => need(requests.getExports()), refetchInterval: WATCHED_MS })

export const useRecord = (filter: requests.RecordFilter) =>
  useInfiniteQuery({
    queryKey: ['record', filter],
    queryFn: ({ pageParam, signal }) => need(requests.getRecord(filter, pageParam, signal)),
    initialPageParam: 0,
    getNextPageParam: ({ entries, more }) => (more ? entries.at(-1)?.seq : undefined),
  })

export const useAssignees = (conversation: string) =>
  useQuery({ queryKey: ['assignees', conversation], queryFn: () => need(requests.getAssignees(conversation)), staleTime: 0 })

export const usePasskeys = () => useQuery({ queryKey: ['passkeys'], queryFn: () => need(getPasskeys()) })

/** With which of them is the one in use. */
export const useOwnSessions = () =>
  useQuery({
    queryKey: ['own-sessions'],
    queryFn: async () => {
      const [sessions, here] = await Promise.all([need(getOwnSessions()), need(getThisSession())])
      return sessions.map((session) => ({ ...session, current: session.id === here?.session.id }))
    },
  })
