// What a case is at one moment: everything its events add up to. Times are ISO 8601, days `YYYY-MM-DD` in Japan.
import type { Clock, ClockName } from './clock.ts'
import type { Consent, Disclosure, Party } from './consent.ts'
import type { Mediation } from './mediation.ts'
import type { CaseRequest } from './requests.ts'
import type { DeadlineKind, Severity } from './severity.ts'
import type { Stage } from './stages.ts'

/** Never nobody: what no person has, a team has. */
export type Owner = { readonly type: 'staff'; readonly id: string } | { readonly type: 'team'; readonly team: 'duty' | 'supervisor' }

export const ASKERS = ['worker', 'friend', 'partner', 'company'] as const
/** Who turned to the desk. `name` is the partner organisation or what the friend wants to be called; a company's staff is no worker. */
export interface Asker { readonly kind: (typeof ASKERS)[number]; readonly name: string }

export const ORIGINS = ['flow', 'counsellor', 'selfCheck', 'partner'] as const
export type Origin = (typeof ORIGINS)[number]
export const WAYS = ['conversation', 'phone', 'walkIn', 'letter'] as const
export type Way = (typeof WAYS)[number]

export interface Incident { readonly since: string; readonly reason: string }

/** One contact; `party` null is the worker. Contacts from the worker are what statistics count as 回. */
export interface Contact {
  readonly id: string
  readonly at: string
  readonly by: string
  readonly direction: 'in' | 'out'
  readonly way: Way
  readonly party: Party | null
  readonly subject: 'support' | 'fact' | 'procedure' | 'legal'
  readonly note: string
}

export interface Deadline { readonly id: string; readonly kind: DeadlineKind; readonly day: string; readonly note: string }

/** Who works on it beside the desk: a lawyer elsewhere, an office, a union. */
export interface Actor { readonly id: string; readonly kind: string; readonly name: string; readonly note: string }

export const NEEDS = ['shelter', 'interpreter', 'medical', 'food', 'money', 'childcare', 'documents'] as const
export interface Need { readonly kind: (typeof NEEDS)[number]; readonly status: 'open' | 'met' | 'impossible' }

/** What was laid before the worker, and which of it they chose; `chosen` null is not yet. */
export interface Decision { readonly id: string; readonly at: string; readonly options: readonly string[]; readonly chosen: string | null }

export const TASK_KINDS = ['review', 'followUp', 'check', 'deadline', 'afterClosing', 'emergencyReport', 'consentEnds', 'withdrawn', 'summaryAsked', 'endAsked', 'notQuiteSolved', 'partnerAnswer', 'partnerNext', 'partnerNews'] as const
/** Something to do by a moment. `everyDays`: doing it makes the next one. */
export interface Task {
  readonly id: string
  readonly kind: (typeof TASK_KINDS)[number]
  readonly what: string
  readonly dueAt: string
  readonly everyDays: number | null
  readonly missed: boolean
}

export type Escalation = 'none' | 'supervisor' | 'onCall'

export const OUTCOMES = ['solved', 'partlySolved', 'informed', 'referred', 'settled', 'court', 'withdrawn', 'lostContact', 'falseAlarm'] as const
export interface Closing {
  readonly at: string
  readonly outcome: (typeof OUTCOMES)[number]
  /** Null: the worker agreed. Otherwise why their agreement is missing. */
  readonly withoutAgreement: string | null
}

/** What a worker is told of it, written by whoever looks after it. `checked`: by language, as a person checked it; nothing else is shown. */
export interface Summary { readonly text: string; readonly at: string; readonly by: string; readonly checked: Readonly<Record<string, { readonly text: string; readonly at: string; readonly by: string }>> }

export const QUESTIONS = ['satisfaction', 'solved'] as const
export type QuestionKind = (typeof QUESTIONS)[number]
/** What the desk itself asks once it is closed, from `at` on. */
export interface Question { readonly question: QuestionKind; readonly at: string }
export const SOLVED = ['yes', 'partly', 'no'] as const
export type Solved = (typeof SOLVED)[number]
/** 5 is very satisfied, 1 not at all. */
export interface Satisfaction { readonly rating: number; readonly comment: string; readonly at: string }

/** `none` decided: it stays at the desk, with the reason. */
export interface Accompaniment { readonly at: string; readonly how: 'phone' | 'inPerson' | 'none'; readonly reason: string; readonly costYen: number | null }

/** Against what somebody new was checked before they were given it. */
export interface ConflictCheck { readonly at: string; readonly by: string; readonly whom: string; readonly companies: readonly string[] }

/** What makes somebody one of few: never told together where few share it. Empty: not known. */
export interface Traits { readonly nationality: string; readonly prefecture: string; readonly industry: string }

export interface CaseState {
  readonly openedAt: string
  readonly openedBy: string
  readonly asker: Asker
  readonly origin: Origin
  readonly severity: Severity
  readonly severityReason: string
  /** When a person last judged it less grave: what was known then raises it no more. */
  readonly loweredAt: string | null
  readonly incident: Incident | null
  readonly stage: Stage
  readonly stageSince: string
  readonly stageReason: string
  readonly ticked: Readonly<Partial<Record<Stage, readonly string[]>>>
  readonly owner: Owner
  /** The worker waits for a person. */
  readonly awaiting: boolean
  readonly clocks: Readonly<Partial<Record<ClockName, Clock>>>
  readonly escalation: Escalation
  readonly themes: readonly string[]
  /** Entry codes of companies it is about, the employer's support firms among them. */
  readonly companies: readonly string[]
  readonly contacts: readonly Contact[]
  readonly deadlines: readonly Deadline[]
  readonly actors: readonly Actor[]
  readonly needs: readonly Need[]
  readonly wishes: readonly string[]
  readonly decisions: readonly Decision[]
  readonly tasks: readonly Task[]
  readonly accompaniment: Accompaniment | null
  readonly conflictChecks: readonly ConflictCheck[]
  readonly consents: readonly Consent[]
  readonly disclosures: readonly Disclosure[]
  readonly closing: Closing | null
  readonly summary: Summary | null
  /** The worker wants to know where it stands, and has not been told yet. */
  readonly standingAsked: boolean
  readonly questions: readonly Question[]
  readonly satisfaction: Satisfaction | null
  /** A month later: whether it was. */
  readonly solved: { readonly answer: Solved; readonly at: string } | null
  readonly mediation: Mediation
  readonly traits: Traits
  readonly requests: readonly CaseRequest[]
}

export const DUTY: Owner = { type: 'team', team: 'duty' }

/** As the database and the pages write an owner: a staff id, or `team:duty`. */
export function ownerKey(owner: Owner): string {
  return owner.type === 'staff' ? owner.id : `team:${owner.team}`
}
