// Mediation (ADR) as a case keeps it: what the bar has to know beforehand, who pays what, and how it ended.

/** What the bar asks for before it takes a matter, in the order in which it is asked. */
export const INTAKE = [
  'parties', 'facts', 'claims', 'evidence', 'urgency', 'limitation', 'language', 'interpreter', 'agreement', 'otherSide', 'proceedings', 'safety', 'online', 'payment',
] as const
export type IntakeItem = (typeof INTAKE)[number]

export const INTAKE_STATES = ['done', 'missing', 'notApplicable'] as const
/** `by` is a staff id. */
export interface IntakeNote { readonly state: (typeof INTAKE_STATES)[number]; readonly note: string; readonly by: string; readonly at: string }

export const PAYERS = ['employer', 'worker', 'programme', 'legalAid', 'other'] as const
export type Payer = (typeof PAYERS)[number]
/** One sum that somebody pays; `agreedOn` null: not agreed yet. */
export interface Cost { readonly id: string; readonly what: string; readonly amountYen: number; readonly payer: Payer; readonly agreedOn: string | null }

export const MEDIATION_RESULTS = ['agreed', 'notAgreed', 'withdrawn'] as const
/** `terms` is what both sides agreed on, word for word; empty where they did not. */
export interface MediationResult { readonly result: (typeof MEDIATION_RESULTS)[number]; readonly terms: string; readonly day: string; readonly at: string; readonly by: string }

/** A dossier as it was given away: `digest` is the SHA-256 of the PDF, `disclosure` its line in the register. */
export interface IssuedDossier { readonly number: number; readonly disclosure: string; readonly digest: string; readonly at: string; readonly by: string }

export interface Mediation {
  readonly intake: Readonly<Partial<Record<IntakeItem, IntakeNote>>>
  readonly costs: readonly Cost[]
  /** The last one counts: a mediation may be taken up again. */
  readonly results: readonly MediationResult[]
  readonly dossiers: readonly IssuedDossier[]
}

export const NO_MEDIATION: Mediation = { intake: {}, costs: [], results: [], dossiers: [] }

/** What is neither done nor not applicable. */
export function openIntake({ intake }: Mediation): IntakeItem[] {
  return INTAKE.filter((item) => { const state = intake[item]?.state; return state !== 'done' && state !== 'notApplicable' })
}

/** Yen by who pays them. */
export function sumsOf({ costs }: Mediation): Partial<Record<Payer, number>> {
  return costs.reduce<Partial<Record<Payer, number>>>((sums, { payer, amountYen }) => ({ ...sums, [payer]: (sums[payer] ?? 0) + amountYen }), {})
}
