// Every request of the pages about messages to many.
import type { Kind, Message } from '../../../outreach/message.ts'
import type { Segment } from '../../../outreach/segment.ts'
import type { Counting } from '../../../server/api/counts.ts'
import type { OutreachBegun, OutreachChoices, OutreachList, OutreachPage, OutreachPreview, OutreachSaved, OutreachTemplate, ReachView } from '../../../server/api/outreach.ts'
import { get, patch, post, remove } from '../api.ts'

const of = (id: string, ...path: readonly string[]) => ['/api/outreach', id, ...path].map((part, i) => (i === 0 ? part : encodeURIComponent(part))).join('/')

export interface Written {
  readonly title: string
  readonly kind: Kind
  readonly segment: Segment
  readonly message: Message
  readonly startsAt: string | null
  readonly endsAt: string | null
}

export const listOutreach = () => get<OutreachList>('/api/outreach')
export const getOutreach = (id: string) => get<OutreachPage>(of(id))
export const getChoices = () => get<OutreachChoices>('/api/outreach/choices')
export const beginOutreach = (kind: Kind, topic: string | null) => post<OutreachBegun>('/api/outreach', { kind, topic })
export const countReach = (segment: Segment, kind: Kind) => post<ReachView | Counting>('/api/outreach/count', { segment, kind })
export const saveOutreach = (id: string, revision: number, written: Written) => patch<OutreachSaved>(of(id), { revision, ...written })
export const removeOutreach = (id: string) => remove(of(id))
export const previewOf = (id: string, message: Message, language: string) => post<OutreachPreview>(of(id, 'preview'), { message, language })
export const templateOf = (id: string, kind: Kind, topic: string | null) => post<OutreachTemplate>(of(id, 'template'), { kind, topic })
export const translateText = (id: string, from: string, to: string, text: string) => post<{ readonly text: string }>(of(id, 'translate'), { from, to, text })
export const askReview = (id: string, revision: number, ask: boolean) => post<unknown>(of(id, 'review'), { revision, ask })
export const decide = (id: string, revision: number, decision: 'release' | 'return', reason: string) => post<unknown>(of(id, 'decision'), { revision, decision, reason })
export type Run = 'pause' | 'resume' | 'stop' | 'retry'
export const run = (id: string, revision: number, act: Run, reason: string) => post<unknown>(of(id, 'run'), { revision, act, reason })
export const exportAddress = (id: string) => of(id, 'export')
