// What the desk may write down of a person: the fields, what each may hold, and how one says that nothing is known. Every one is optional.
// Read by hand, because the desk's pages read them too and a browser that obeys the page's policy does not run what zod compiles.

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
export const INTERPRETERS = ['needed', 'notNeeded'] as const
export const LIVINGS = ['alone', 'dormitory', 'family', 'shared', 'shelter', 'none'] as const

/** What the field holds; null where the value is none it can hold. */
type Reader<T> = (value: unknown) => T | null

const line = (longest: number): Reader<string> => (value) => {
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' || text.length > longest ? null : text
}
const oneOf = <T extends string>(all: readonly T[]): Reader<T> => (value) => all.find((one) => one === value) ?? null
const matching = (pattern: RegExp): Reader<string> => (value) => (typeof value === 'string' && pattern.test(value) ? value : null)
const whole = (least: number, most: number): Reader<number> => (value) => (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : null)
const day: Reader<string> = (value) => {
  const text = matching(/^\d{4}-\d\d-\d\d$/)(value)
  return text !== null && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text) ? text : null
}
const part = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined)
/** What was left out or is null stays so; anything else must be readable. */
const optional = <T>(read: Reader<T>, value: unknown): T | null | 'unreadable' => (value === null || value === undefined ? null : read(value) ?? 'unreadable')
const languages = (value: unknown) => (Array.isArray(value) && value.every((code) => SPOKEN.some((one) => one === code)) ? SPOKEN.filter((code) => value.includes(code)) : null)

/** Each field and what it holds when it is known. */
export const FACTS = {
  callName: line(120),
  /** ISO 3166-1, two letters. */
  nationality: matching(/^[A-Z]{2}$/),
  /** `until`: the last day of the stay, in Japan; null where there is none or it was not said. */
  residence(value: unknown) {
    const [status, until] = [oneOf(STATUSES_OF_RESIDENCE)(part(value, 'status')), optional(day, part(value, 'until'))]
    return status === null || until === 'unreadable' ? null : { status, until }
  },
  /** ISO 3166-2:JP without its letters, 1 Hokkaido ... 47 Okinawa. */
  place(value: unknown) {
    const [prefecture, municipality] = [whole(1, 47)(part(value, 'prefecture')), part(value, 'municipality')]
    return prefecture === null || typeof municipality !== 'string' || municipality.length > 80 ? null : { prefecture, municipality: municipality.trim() }
  },
  industry: oneOf(INDUSTRIES),
  /** The code of a link, never a name. */
  company: (value: unknown) => matching(/^[A-Z0-9-]{2,20}$/)(typeof value === 'string' ? value.trim().toUpperCase() : null),
  work: line(120),
  /** A year, or a month of it. */
  since: matching(/^(19|20)\d\d(-(0[1-9]|1[0-2]))?$/),
  languages(value: unknown) {
    const [speaks, reads] = [languages(part(value, 'speaks')), languages(part(value, 'reads'))]
    return speaks === null || reads === null || speaks.length + reads.length === 0 ? null : { speaks, reads }
  },
  preferred: oneOf(SPOKEN),
  interpreter: oneOf(INTERPRETERS),
  ageGroup: oneOf(AGE_GROUPS),
  household(value: unknown) {
    const [living, children] = [optional(oneOf(LIVINGS), part(value, 'living')), optional(whole(0, 20), part(value, 'children'))]
    return living === 'unreadable' || children === 'unreadable' || (living === null && children === null) ? null : { living, children }
  },
} as const satisfies Record<string, Reader<unknown>>

export type FactName = keyof typeof FACTS
export type FactValue<Name extends FactName> = NonNullable<ReturnType<(typeof FACTS)[Name]>>

export const FACT_NAMES = Object.keys(FACTS).filter((name): name is FactName => name in FACTS)
export const isFactName = (name: string): name is FactName => Object.hasOwn(FACTS, name)

/** `unknown`: they were asked, and do not know. `declined`: they did not want to say. `empty`: nobody has asked, or it was taken out. */
export const FACT_STATUSES = ['known', 'unknown', 'declined', 'empty'] as const
export type FactStatus = (typeof FACT_STATUSES)[number]

/** @returns what the field holds, as it is kept; null where the value is none the field can hold */
export function readFact<Name extends FactName>(name: Name, value: unknown): FactValue<Name> | null
export function readFact(name: FactName, value: unknown): unknown {
  return FACTS[name](value)
}
