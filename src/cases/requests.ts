// What a partner or expert is asked for in a case, what of the worker they are told, and what becomes of it. They have no account: a link is theirs.
import { mayDisclose } from './consent.ts'
import type { Item, Party } from './consent.ts'
import type { CaseState } from './state.ts'

export const REQUEST_KINDS = ['accompany', 'interpret', 'shelter', 'legal', 'mediation'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

/** One thing they are told, as it stands on their page, and which item of the worker's consent it is. */
export interface Fact { readonly item: Item; readonly text: string }

export interface RequestLine { readonly at: string; readonly from: 'partner' | 'desk'; readonly text: string }

export interface RequestedFile { readonly id: string; readonly name: string; readonly type: string }

/** Without facts and question it is anonymous: prefecture, language, what for, on which day. Times are ISO 8601, days in Japan. */
export interface CaseRequest {
  readonly id: string
  readonly at: string
  readonly by: string
  readonly partner: string
  /** What the directory says they are. */
  readonly partnerKind: string
  readonly party: Party
  readonly kind: RequestKind
  readonly day: string | null
  readonly prefecture: string
  readonly language: string | null
  readonly question: string
  readonly facts: readonly Fact[]
  /** The link shows nothing from then on. */
  readonly until: string
  /** The task in the agenda that waits for their next word. */
  readonly task: string
  readonly status: 'asked' | 'accepted' | 'declined' | 'done' | 'withdrawn'
  readonly reason: string
  readonly openedAt: readonly string[]
  readonly lines: readonly RequestLine[]
  readonly costYen: number | null
  /** What they report, or an expert's answer. */
  readonly report: string
  readonly files: readonly RequestedFile[]
  /** The counsellor passed an expert's answer on to the worker. */
  readonly passedOnAt: string | null
}

/** Above the incident line nobody else acts on the legal matter (Attorneys Act, Article 72). */
const LEGAL_EXPERTS: ReadonlySet<string> = new Set(['lawyer', 'mediator'])
const LEGAL_MATTERS: ReadonlySet<RequestKind> = new Set(['legal', 'mediation'])

export const isForExperts = ({ kind, partnerKind }: Pick<CaseRequest, 'kind' | 'partnerKind'>): boolean => LEGAL_MATTERS.has(kind) && !LEGAL_EXPERTS.has(partnerKind)

export const isLegalMatter = (kind: RequestKind): boolean => LEGAL_MATTERS.has(kind)

/** What the desk writes in its own words always tells what happened. */
export function itemsTold({ facts, question, lines = [] }: Pick<CaseRequest, 'facts' | 'question'> & Partial<Pick<CaseRequest, 'lines'>>): Item[] {
  const words = question !== '' || lines.some(({ from }) => from === 'desk')
  return [...new Set<Item>([...facts.map(({ item }) => item), ...(words ? ['problem' as const] : [])])]
}

/** Whether its link shows anything now: nobody took it back, its time is not over, it is not answered for good, and what it tells is still agreed to. */
export function isLinkLive(state: CaseState, request: CaseRequest, at: Date): boolean {
  const waits = request.status === 'accepted' || (request.status === 'asked' && state.closing === null)
  if (!waits || at.toISOString() >= request.until || (state.incident !== null && isForExperts(request))) return false
  const items = itemsTold(request)
  return items.length === 0 || mayDisclose(state.consents, request.party, items, at).allowed
}

export function costsOf({ requests }: Pick<CaseState, 'requests'>): number {
  return requests.reduce((sum, { costYen }) => sum + (costYen ?? 0), 0)
}
