// Every request about the rota, one's own ways to be called, and alarms.
import type { AlarmView, ChainView, NewShift, NewWay, OnCallView, WayMade, WayTested, WayView } from '../../../server/api/on-call.ts'
import { type Answer, get, patch, post, remove } from '../api.ts'

const ROOT = '/api/on-call'
const of = (...parts: readonly string[]) => [ROOT, ...parts.map(encodeURIComponent)].join('/')

/** A list comes under its name. */
async function list<T>(name: string, path: string): Promise<Answer<readonly T[]>> {
  const answer = await get<Readonly<Record<string, readonly T[]>>>(path)
  return answer.ok ? { ...answer, value: answer.value[name] ?? [] } : answer
}

export const getOnCall = () => get<OnCallView>(ROOT)
export const changeChain = (chain: ChainView) => patch<OnCallView>(ROOT, chain)
export const addShifts = (shifts: readonly NewShift[]) => post<{ readonly ids: readonly string[] }>(of('shifts'), { shifts })
export const removeShift = (id: string) => remove(of('shifts', id))
export const giveShift = ({ id, staff }: { readonly id: string; readonly staff: string }) => patch<unknown>(of('shifts', id), { staff })
export const offerShift = ({ id, to }: { readonly id: string; readonly to: string | null }) => post<unknown>(of('shifts', id, 'offer'), { to })
export const answerOffer = ({ id, accept }: { readonly id: string; readonly accept: boolean }) => post<unknown>(of('shifts', id, 'answer'), { accept })

export const getWays = () => list<WayView>('ways', of('ways'))
export const addWay = (way: NewWay) => post<WayMade>(of('ways'), way)
export const removeWay = (id: string) => remove(of('ways', id))
export const testWay = (id: string) => post<WayTested>(of('ways', id, 'test'), {})

export const getAlarms = () => list<AlarmView>('alarms', of('alarms'))
export const alarmsOf = (conversation: string) => list<AlarmView>('alarms', `/api/conversations/${encodeURIComponent(conversation)}/alarms`)
export const beginDrill = () => post<unknown>(of('drills'), {})
export const endDrill = () => remove(of('drills'))
