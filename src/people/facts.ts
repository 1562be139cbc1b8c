// What the desk may write down of a person: the fields, what each may hold, and how one says that nothing is known. Every one is optional.
import { z } from 'zod'

export const STATUSES_OF_RESIDENCE = [
  'technicalIntern1', 'technicalIntern2', 'technicalIntern3', 'employmentSkill', 'specifiedSkilled1', 'specifiedSkilled2', 'engineer', 'skilledLabour', 'careWorker',
  'intraCompany', 'highlySkilled', 'businessManager', 'professor', 'instructor', 'medical', 'researcher', 'artist', 'entertainer', 'religion', 'journalist', 'legal',
  'student', 'trainee', 'cultural', 'dependent', 'designated', 'spouseOfJapanese', 'spouseOfPermanent', 'longTerm', 'permanent', 'specialPermanent', 'shortStay',
  'refugeeApplicant', 'provisionalRelease', 'none', 'other',
] as const
export const INDUSTRIES = [
  'agriculture', 'fishery', 'food', 'construction', 'shipbuilding', 'automobile', 'machinery', 'electronics', 'metal', 'textile', 'plastics', 'printing', 'care', 'medical',
  'restaurant', 'lodging', 'cleaning', 'retail', 'logistics', 'aviation', 'forestry', 'it', 'education', 'housework', 'other',
] as const
/** Spoken by people who work in Japan; the nine of the desk first. */
export const SPOKEN = ['ja', 'en', 'zh', 'vi', 'tl', 'id', 'my', 'pt', 'es', 'ne', 'km', 'mn', 'th', 'lo', 'ko', 'hi', 'bn', 'si', 'ta', 'ur', 'uz', 'fa', 'ar', 'fr', 'ru', 'uk'] as const
export const AGE_GROUPS = ['under18', '18-19', '20s', '30s', '40s', '50s', '60plus'] as const
export const LIVINGS = ['alone', 'dormitory', 'family', 'shared', 'shelter', 'none'] as const

const Line = z.string().trim().min(1).max(120)
const Spoken = z.enum(SPOKEN)
const Languages = z.array(Spoken).max(SPOKEN.length).transform((codes) => SPOKEN.filter((code) => codes.includes(code)))
const Day = z.iso.date()

/** Each field and what it holds when it is known. */
export const FACTS = {
  callName: Line,
  /** ISO 3166-1, two letters. */
  nationality: z.string().regex(/^[A-Z]{2}$/),
  /** `until`: the last day of the stay, in Japan; null where there is none or it was not said. */
  residence: z.strictObject({ status: z.enum(STATUSES_OF_RESIDENCE), until: Day.nullable() }),
  /** ISO 3166-2:JP without its letters, 1 Hokkaido ... 47 Okinawa. */
  place: z.strictObject({ prefecture: z.number().int().min(1).max(47), municipality: z.string().trim().max(80) }),
  industry: z.enum(INDUSTRIES),
  /** The code of a link, never a name. */
  company: z.string().trim().toUpperCase().regex(/^[A-Z0-9-]{2,20}$/),
  work: Line,
  /** A year, or a month of it. */
  since: z.string().regex(/^(19|20)\d\d(-(0[1-9]|1[0-2]))?$/),
  languages: z.strictObject({ speaks: Languages, reads: Languages }).refine(({ speaks, reads }) => speaks.length + reads.length > 0),
  preferred: Spoken,
  interpreter: z.enum(['needed', 'notNeeded']),
  ageGroup: z.enum(AGE_GROUPS),
  household: z.strictObject({ living: z.enum(LIVINGS).nullable(), children: z.number().int().min(0).max(20).nullable() }).refine(({ living, children }) => living !== null || children !== null),
} as const satisfies Record<string, z.ZodType>

export type FactName = keyof typeof FACTS
export type FactValue<Name extends FactName> = z.output<(typeof FACTS)[Name]>

export const FACT_NAMES = Object.keys(FACTS).filter((name): name is FactName => name in FACTS)
export const isFactName = (name: string): name is FactName => Object.hasOwn(FACTS, name)

/** `unknown`: they were asked, and do not know. `declined`: they did not want to say. `empty`: nobody has asked, or it was taken out. */
export const FACT_STATUSES = ['known', 'unknown', 'declined', 'empty'] as const
export type FactStatus = (typeof FACT_STATUSES)[number]

/** @returns what the field holds, as it is kept; null where the value is none the field can hold */
export function readFact<Name extends FactName>(name: Name, value: unknown): FactValue<Name> | null
export function readFact(name: FactName, value: unknown): unknown {
  return FACTS[name].safeParse(value).data ?? null
}
