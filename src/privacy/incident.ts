// An incident as the register keeps it, and the law's two clocks: the commission is told within days of when it was known, and finally within thirty or sixty.
import { dayInJapan } from '../hours/timetable.ts'

/** What the commission's form asks, in its order. Plain texts; nobody's name belongs here. */
export const FACT_FIELDS = ['what', 'data', 'cause', 'harm', 'measures', 'prevention', 'notice', 'other'] as const
export type FactField = (typeof FACT_FIELDS)[number]

/** `people` null: not known yet; the number stands for the most it can be. `kinds`: what makes a report a duty (APPI rules, Article 7). */
export interface IncidentFacts extends Readonly<Record<FactField, string>> { readonly title: string; readonly people: number | null; readonly kinds: readonly DutyKind[] }

/** Data that needs special care; harm to property; done for an unlawful purpose; more than a thousand people. */
export const DUTY_KINDS = ['sensitive', 'property', 'unlawful', 'thousand'] as const
export type DutyKind = (typeof DUTY_KINDS)[number]

/** The commission's guideline: about three to five days. The clock shows the earlier end first. */
const SOON_DAYS = 3
const PRELIMINARY_DAYS = 5
const FINAL_DAYS = 30
const UNLAWFUL_DAYS = 60

/** Days in Japan, `YYYY-MM-DD`, at the end of which each is due; the day on which it was known is not counted (Civil Code, Article 140). */
export interface Clocks { readonly soon: string; readonly preliminary: string; readonly final: string }

export function clocksOf(knownAt: Date, unlawful: boolean): Clocks {
  return { soon: after(knownAt, SOON_DAYS), preliminary: after(knownAt, PRELIMINARY_DAYS), final: after(knownAt, unlawful ? UNLAWFUL_DAYS : FINAL_DAYS) }
}

/** Japan knows no summer time. */
function after(moment: Date, days: number): string {
  return dayInJapan(new Date(moment.getTime() + days * 86_400_000))
}

/** Whole days left until the end of a day in Japan; negative: so many days ago. */
export function daysLeft(day: string, now: Date): number {
  return Math.round((Date.parse(day) - Date.parse(dayInJapan(now))) / 86_400_000)
}

export interface Standing { readonly knownAt: Date; readonly unlawful: boolean; readonly preliminaryAt: Date | null; readonly finalAt: Date | null; readonly closedAt: Date | null }

/** Which reminders are due by now, the earliest first: each is told once. */
export function remindersAt({ knownAt, unlawful, preliminaryAt, finalAt, closedAt }: Standing, now: Date): string[] {
  if (closedAt !== null) return []
  const { soon, preliminary, final } = clocksOf(knownAt, unlawful)
  const preliminaries = preliminaryAt === null ? ['known', ...near('soon', soon, 0, now), ...near('preliminary', preliminary, 0, now), ...late('preliminaryLate', preliminary, now)] : []
  return [...preliminaries, ...(finalAt === null ? [...near('finalWeek', final, 7, now), ...near('final', final, 1, now), ...late('finalLate', final, now)] : [])]
}

const near = (name: string, day: string, before: number, now: Date) => (daysLeft(day, now) <= before ? [name] : [])
const late = (name: string, day: string, now: Date) => (daysLeft(day, now) < 0 ? [name] : [])

/** A report to the commission is a duty, or may be: nobody has said what it is not. */
export function isDuty({ kinds, people }: Pick<IncidentFacts, 'kinds' | 'people'>): boolean {
  return kinds.length > 0 || (people ?? 0) > 1_000
}

export const STEPS = ['preliminary', 'final', 'notified', 'askClose', 'close', 'reopen'] as const
export type Step = (typeof STEPS)[number]

/** What may be done now; null: it may. The register is closed by two people, after the final report. */
export function refusal(step: Step, of: Standing & { readonly closeAskedBy: string | null }, by: string, alone: boolean): 'done_already' | 'incident_closed' | 'report_first' | 'another_person' | null {
  if (step === 'reopen') return of.closedAt === null && of.closeAskedBy === null ? 'done_already' : null
  if (of.closedAt !== null) return 'incident_closed'
  if (step === 'preliminary') return of.preliminaryAt === null ? null : 'done_already'
  if (step === 'final') return of.finalAt === null ? null : 'done_already'
  if (step === 'notified') return null
  if (step === 'askClose') return of.closeAskedBy === null ? null : 'done_already'
  if (of.closeAskedBy === null && !alone) return 'report_first'
  return of.closeAskedBy === by && !alone ? 'another_person' : null
}
