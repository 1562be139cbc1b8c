// What the pages about the night keep in memory of the server's answers.
import { useQuery } from '@tanstack/react-query'
import { need } from '../need.ts'
import * as requests from './requests.ts'

/** Who is on call moves with the clock. */
const MINUTE = 60_000
/** While an alarm is open, its steps are worth watching. */
const SOON = 3_000

export const useOnCall = (wanted = true) =>
  useQuery({ queryKey: ['on-call'], queryFn: () => need(requests.getOnCall()), refetchInterval: MINUTE, enabled: wanted })

export const useWays = () =>
  useQuery({ queryKey: ['ways'], queryFn: () => need(requests.getWays()), refetchInterval: ({ state }) => (state.data?.some(({ codeUntil }) => codeUntil !== null) ? SOON : MINUTE) })

export const useAlarms = () =>
  useQuery({ queryKey: ['alarms'], queryFn: () => need(requests.getAlarms()), refetchInterval: ({ state }) => (state.data?.some(({ next }) => next !== null) ? SOON : MINUTE) })

/** The stream tells of each step. */
export const useAlarmsOf = (conversation: string, wanted: boolean) =>
  useQuery({ queryKey: ['alarms', conversation], queryFn: () => need(requests.alarmsOf(conversation)), enabled: wanted })
