// For how long each kind of data is kept, counted from what, and what remains. The words that explain them stand in locales/desk, the reasons in docs/privacy.md.

export const RETAINED = ['conversations', 'media', 'originals', 'events', 'cases', 'people', 'sheets', 'alarms', 'sessions', 'requests'] as const
export type Retained = (typeof RETAINED)[number]

/** What is over is counted no further: who decides about a rule needs no more digits. */
export const MOST_COUNTED = 1_000

export interface Rule {
  /** Where nobody decided otherwise. */
  readonly days: number
  /** Nobody may choose less, or more. */
  readonly least: number
  readonly most: number
}

/** What may be changed in the desk. Open cases, unsettled danger and what is held for a court are never removed. */
export const RULES: Readonly<Record<Retained, Rule>> = {
  /** Lines, translations, notes, held lines; from the last line. Claims for wages lapse after three years (Labour Standards Act, Article 115 and Supplementary Article 143). */
  conversations: { days: 1_095, least: 365, most: 3_650 },
  /** Photos, recordings and files, from their arrival; that there was one stays. */
  media: { days: 365, least: 30, most: 1_825 },
  /** Mails as they arrived, whole, with their headers; what was said in them stays in the log. */
  originals: { days: 180, least: 30, most: 1_095 },
  /** What platforms sent, once it was dealt with: a double of the log. Redeliveries come within days. */
  events: { days: 90, least: 14, most: 365 },
  /** From the closing: stage, themes, gravity and outcome stay, on days. The record of what others were told is kept three years at the least (APPI rules, Article 21). */
  cases: { days: 1_825, least: 1_095, most: 3_650 },
  /** Address, facts and terms, once nothing else of them is left; from their last line. */
  people: { days: 1_095, least: 365, most: 3_650 },
  /** Questionnaires that were begun and not finished, from the last answer. */
  sheets: { days: 180, least: 30, most: 730 },
  /** Alarms and pages of the on-call, from when somebody had them. */
  alarms: { days: 1_095, least: 365, most: 3_650 },
  /** Sessions of staff, codes and invitations, from when they ran out. */
  sessions: { days: 30, least: 1, most: 180 },
  /** That somebody asked for their data, and what became of it; from its end. */
  requests: { days: 1_095, least: 1_095, most: 3_650 },
}

/** Decided elsewhere in the code, or kept for good (null). In days. */
export const FIXED = {
  gaps: 60, boardOver: 180, boardWithdrawn: 30, translationMemory: 90, uploads: 2, audit: null, incidents: null, figures: null,
} as const satisfies Record<string, number | null>
export type Fixed = keyof typeof FIXED

export const isRetained = (kind: string): kind is Retained => RETAINED.some((one) => one === kind)

const DAY_MS = 86_400_000

/** What began before this is over. */
export function cutoff(days: number, now: Date): Date {
  return new Date(now.getTime() - days * DAY_MS)
}

/** `second_person`: shorter than now, so that somebody else has to agree. */
export function decide(kind: Retained, days: number, before: number): 'now' | 'second_person' | 'out_of_bounds' | 'same' {
  const { least, most } = RULES[kind]
  if (!Number.isInteger(days) || days < least || days > most) return 'out_of_bounds'
  if (days === before) return 'same'
  return days < before ? 'second_person' : 'now'
}
