// What can have happened to a case. These are the truth; everything else is made of them by `apply`.
import type { Clock, ClockName } from './clock.ts'
import type { Consent, Disclosure } from './consent.ts'
import type { Cost, IntakeItem, IntakeNote, IssuedDossier, MediationResult } from './mediation.ts'
import type { CaseRequest, RequestedFile } from './requests.ts'
import type { Severity } from './severity.ts'
import type { Stage } from './stages.ts'
import type { Accompaniment, Actor, Asker, Closing, ConflictCheck, Contact, Deadline, Escalation, Need, Origin, Owner, QuestionKind, Solved, Task, Traits } from './state.ts'

export type Happening =
  | {
    readonly type: 'opened'; readonly asker: Asker; readonly origin: Origin; readonly severity: Severity; readonly reason: string; readonly legal: boolean
    readonly owner: Owner; readonly awaiting: boolean; readonly themes: readonly string[]; readonly companies: readonly string[]
  }
  | { readonly type: 'severityRaised' | 'severityLowered'; readonly severity: Severity; readonly reason: string }
  | { readonly type: 'incidentMarked' | 'incidentUnmarked'; readonly reason: string }
  | { readonly type: 'ownerChanged'; readonly owner: Owner; readonly reason: string }
  | { readonly type: 'conflictsChecked'; readonly check: ConflictCheck }
  | { readonly type: 'stageChanged'; readonly stage: Stage; readonly reason: string }
  | { readonly type: 'itemTicked'; readonly stage: Stage; readonly item: string; readonly done: boolean }
  | { readonly type: 'themeAdded' | 'themeRemoved'; readonly theme: string }
  | { readonly type: 'companyNamed'; readonly code: string; readonly relation: 'employer' | 'support' | 'other' }
  | { readonly type: 'contacted'; readonly contact: Contact }
  /** The worker wrote again; `contact` is the first of that day. */
  | { readonly type: 'workerWrote' }
  | { readonly type: 'deadlineSet'; readonly deadline: Deadline }
  | { readonly type: 'deadlineRemoved' | 'actorRemoved'; readonly id: string }
  | { readonly type: 'actorAdded'; readonly actor: Actor }
  | { readonly type: 'needNoted'; readonly need: Need }
  | { readonly type: 'wishNoted' | 'noted'; readonly text: string }
  | { readonly type: 'optionsOffered'; readonly id: string; readonly options: readonly string[] }
  | { readonly type: 'optionChosen'; readonly id: string; readonly chosen: string }
  | { readonly type: 'taskAdded'; readonly task: Task }
  | { readonly type: 'taskDone'; readonly id: string; readonly result: string }
  | { readonly type: 'taskSnoozed'; readonly id: string; readonly dueAt: string; readonly reason: string }
  /** Nobody did it in time; it is asked for again. */
  | { readonly type: 'taskMissed'; readonly id: string; readonly dueAt: string }
  | { readonly type: 'clockSet'; readonly clock: ClockName; readonly times: Pick<Clock, 'startedAt' | 'warnAt' | 'dueAt' | 'escalateAt'> }
  | { readonly type: 'clockStopped' | 'clockWarned' | 'clockBreached'; readonly clock: ClockName }
  | { readonly type: 'escalated'; readonly to: Exclude<Escalation, 'none'>; readonly clock: ClockName | null; readonly escalateAt: string | null }
  | { readonly type: 'escalationAnswered'; readonly reason: string }
  | { readonly type: 'accompanimentDecided'; readonly decision: Accompaniment }
  | { readonly type: 'consentGiven'; readonly consent: Consent }
  | { readonly type: 'consentRevoked'; readonly id: string; readonly reason: string }
  | { readonly type: 'disclosed'; readonly disclosure: Disclosure }
  | { readonly type: 'closed'; readonly closing: Closing; readonly followUp: Task }
  | { readonly type: 'reopened'; readonly reason: string }
  | { readonly type: 'summaryWritten'; readonly text: string }
  /** A person checked that this says the same in the worker's language: from now on they can read it. */
  | { readonly type: 'summaryChecked'; readonly language: string; readonly text: string }
  /** The worker asked where it stands, and a person has the conversation. */
  | { readonly type: 'standingAsked' }
  | { readonly type: 'questionAsked'; readonly question: QuestionKind }
  | { readonly type: 'questionPutOff'; readonly question: QuestionKind; readonly until: string }
  /** It is not asked at all; why. */
  | { readonly type: 'questionDropped'; readonly question: QuestionKind; readonly reason: string }
  | { readonly type: 'rated'; readonly rating: number }
  | { readonly type: 'commented'; readonly text: string }
  | { readonly type: 'solvedAnswered'; readonly answer: Solved }
  | { readonly type: 'intakeNoted'; readonly item: IntakeItem; readonly note: IntakeNote }
  | { readonly type: 'costSet'; readonly cost: Cost }
  | { readonly type: 'costRemoved'; readonly id: string }
  | { readonly type: 'dossierIssued'; readonly dossier: IssuedDossier }
  | { readonly type: 'mediationEnded'; readonly result: MediationResult }
  | { readonly type: 'traitsNoted'; readonly traits: Traits }
  | { readonly type: 'requestMade'; readonly request: CaseRequest }
  | { readonly type: 'requestOpened' | 'answerPassedOn'; readonly id: string }
  | { readonly type: 'requestAccepted'; readonly id: string; readonly task: string }
  | { readonly type: 'requestDeclined' | 'requestWithdrawn'; readonly id: string; readonly reason: string }
  | { readonly type: 'requestAsked' | 'requestReplied'; readonly id: string; readonly text: string }
  | { readonly type: 'requestDone'; readonly id: string; readonly report: string; readonly costYen: number; readonly files: readonly RequestedFile[] }

/** `by` is a staff id, `system`, `worker`, or `partner`: whoever has the link of the request. */
export type CaseEvent = Happening & { readonly at: string; readonly by: string }
