// The terms on which a person may be reached: whether we may begin, where, when, with which words, and who else sees the phone.
import { z } from 'zod'
import type { Timetable } from '../hours/timetable.ts'

/** What is kept of a word that only its person knows. */
export const SecretWord = z.object({ salt: z.string(), digest: z.string() })
export type SecretWord = z.infer<typeof SecretWord>

export interface ContactTerms {
  /** We may write first. Otherwise we only answer. */
  readonly begin: boolean
  /** Types of channel on which we may begin; empty: on all that the person uses. */
  readonly channels: readonly string[]
  /** When, in Japan's time; null: at any hour. */
  readonly hours: Timetable | null
  /** What we begin with says nothing of the matter; that follows after an answer. */
  readonly neutral: boolean
  /** Somebody else sees the phone. */
  readonly watched: boolean
  /** What we send to many may come too. No says nothing about answers. */
  readonly news: boolean
  /** Ends everything without an answer, besides the words that everybody has. */
  readonly exitWord: SecretWord | null
  /** Their words from before it was known that they are one person. */
  readonly otherExitWords: readonly SecretWord[]
  /** Shows that it is really them. */
  readonly safeWord: SecretWord | null
}

/** Nobody is written to first who did not say how. */
export const DEFAULT_TERMS: ContactTerms = { begin: false, channels: [], hours: null, neutral: true, watched: false, news: true, exitWord: null, otherExitWords: [], safeWord: null }

const Spans = z.array(z.tuple([z.string(), z.string()]))
const Stored = z.object({
  begin: z.boolean(), channels: z.array(z.string()), hours: z.record(z.string(), Spans).nullable(), neutral: z.boolean(), watched: z.boolean(), news: z.boolean(),
  exitWord: SecretWord.nullable(), otherExitWords: z.array(SecretWord), safeWord: SecretWord.nullable(),
}).partial()

/** What was kept, and the default for what nobody has said. What cannot be read counts as not said. */
export function termsOf(kept: unknown): ContactTerms {
  const { begin = false, channels = [], hours = null, neutral = true, watched = false, news = true, exitWord = null, otherExitWords = [], safeWord = null } = saidIn(kept)
  return { begin, channels, hours, neutral, watched, news, exitWord, otherExitWords, safeWord }
}

/** Only what somebody has said. */
export function saidIn(kept: unknown): z.infer<typeof Stored> {
  return Stored.safeParse(kept ?? {}).data ?? {}
}

const everyDay = (from: string, until: string): Timetable =>
  Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [[from, until]] as const]))

/** The hours that are offered by name. */
export const USUAL_TIMES = {
  day: everyDay('08:00', '21:00'),
  office: everyDay('10:00', '18:00'),
  evening: everyDay('18:00', '22:00'),
  sunday: { 7: [['09:00', '21:00']] },
} as const satisfies Record<string, Timetable>
export type UsualTime = keyof typeof USUAL_TIMES
