// The road of a case, stage by stage: what is looked at there, who answers for it, how long it usually takes.

export const STAGES = ['desk', 'phone', 'inPerson', 'expert', 'mediation', 'outside'] as const
export type Stage = (typeof STAGES)[number]

export interface StageRule {
  /** What is ticked off there; a case may leave a stage with something open, and that is seen. */
  readonly checklist: readonly string[]
  readonly responsible: 'counsellor' | 'accompanier' | 'expert' | 'mediator' | 'supervisor'
  /** What a worker can be told about how long it takes. */
  readonly indicativeDays: number
  /** The legal matter itself may be worked on there. */
  readonly legal: boolean
  /** Somebody new learns of it: nobody goes there before a check for conflicts of interest is on record. */
  readonly checksConflicts: boolean
}

export const STAGE_RULES: Readonly<Record<Stage, StageRule>> = {
  desk: { checklist: ['safeContact', 'danger', 'deadlines', 'wish', 'facts', 'options'], responsible: 'counsellor', indicativeDays: 14, legal: false, checksConflicts: false },
  phone: { checklist: ['reason', 'interpreter', 'office', 'consent', 'procedure', 'background'], responsible: 'accompanier', indicativeDays: 30, legal: false, checksConflicts: false },
  inPerson: { checklist: ['reason', 'place', 'companion', 'interpreter', 'cost', 'consent', 'shelter'], responsible: 'accompanier', indicativeDays: 30, legal: false, checksConflicts: true },
  expert: { checklist: ['conflicts', 'summary', 'consent', 'documents', 'interpreter', 'appointment'], responsible: 'expert', indicativeDays: 45, legal: true, checksConflicts: true },
  mediation: { checklist: ['conflicts', 'prepared', 'interpreter', 'fee', 'bothSides', 'online', 'result'], responsible: 'mediator', indicativeDays: 90, legal: true, checksConflicts: true },
  outside: { checklist: ['lawyer', 'costs', 'desksPart'], responsible: 'supervisor', indicativeDays: 180, legal: true, checksConflicts: true },
}

/** Why one goes out to somebody: a matter is first tried by phone, unless it stays unsolved or is extremely serious. */
export const IN_PERSON_SEVERITY = 'S4'

export function isStageItem(stage: Stage, item: string): boolean {
  return STAGE_RULES[stage].checklist.includes(item)
}
