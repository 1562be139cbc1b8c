// Whom a message to many is for, as a condition on what the desk knows of people. Read by hand, because the desk's pages read it too.
import { INDUSTRIES, STATUSES_OF_RESIDENCE } from '../people/facts.ts'

/** An empty list asks for nothing. What it names is one of them; all that is asked for has to be so. */
export interface Segment {
  readonly languages: readonly string[]
  /** 1 Hokkaido ... 47 Okinawa. */
  readonly prefectures: readonly number[]
  readonly industries: readonly string[]
  readonly statuses: readonly string[]
  /** Ids. `related`: and of those below them, by capital and by supply. */
  readonly companies: readonly string[]
  readonly related: boolean
  readonly codes: readonly string[]
  readonly campaigns: readonly string[]
  /** Types of channel: of the app on which they are written to. */
  readonly channels: readonly string[]
  /** They did something within so many days; null: whenever. */
  readonly heardWithin: number | null
  readonly notHeardFor: number | null
  /** Who has, or has not, answered a questionnaire to its end. */
  readonly questionnaire: { readonly key: string; readonly answered: boolean } | null
}

export const EVERYBODY: Segment = {
  languages: [], prefectures: [], industries: [], statuses: [], companies: [], related: false, codes: [], campaigns: [], channels: [], heardWithin: null, notHeardFor: null, questionnaire: null,
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const MOST = 100
const DAYS = 3_650

/** @returns null where it cannot be read: an unknown value is never taken for "any" */
export function readSegment(value: unknown): Segment | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const given = new Map<string, unknown>(Object.entries(value))
  if ([...given.keys()].some((key) => !Object.hasOwn(EVERYBODY, key))) return null
  const texts = (key: string, fits: (text: string) => boolean) => listOf(given.get(key), (one): one is string => typeof one === 'string' && fits(one))
  const within = (all: readonly string[]) => (text: string) => all.includes(text)
  const related = given.get('related') ?? false
  const [languages, industries, statuses] = [texts('languages', (text) => /^[a-z]{2}$/.test(text)), texts('industries', within(INDUSTRIES)), texts('statuses', within(STATUSES_OF_RESIDENCE))]
  const prefectures = listOf(given.get('prefectures'), (one): one is number => typeof one === 'number' && Number.isInteger(one) && one >= 1 && one <= 47)
  const [companies, codes] = [texts('companies', (text) => UUID.test(text)), texts('codes', (text) => /^[A-Z0-9-]{2,20}$/.test(text))]
  const [campaigns, channels] = [texts('campaigns', (text) => text !== '' && text.length <= 120), texts('channels', (text) => /^[a-z]{2,20}$/.test(text))]
  const [heardWithin, notHeardFor, questionnaire] = [daysIn(given.get('heardWithin')), daysIn(given.get('notHeardFor')), questionnaireIn(given.get('questionnaire'))]
  if (!languages || !prefectures || !industries || !statuses || !companies || !codes || !campaigns || !channels) return null
  if (typeof related !== 'boolean' || heardWithin === undefined || notHeardFor === undefined || questionnaire === undefined) return null
  return { languages, prefectures, industries, statuses, companies, related, codes, campaigns, channels, heardWithin, notHeardFor, questionnaire }
}

function listOf<T extends string | number>(value: unknown, fits: (one: unknown) => one is T): readonly T[] | null {
  if (value === undefined) return []
  return Array.isArray(value) && value.length <= MOST && value.every(fits) ? [...new Set(value)] : null
}

/** Undefined where it is no number of days. */
function daysIn(value: unknown): number | null | undefined {
  if (value === undefined || value === null) return null
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= DAYS ? value : undefined
}

function questionnaireIn(value: unknown): Segment['questionnaire'] | undefined {
  if (value === undefined || value === null) return null
  if (typeof value !== 'object' || !('key' in value) || !('answered' in value)) return undefined
  const { key, answered } = value
  return typeof key === 'string' && /^[a-z0-9-]{1,60}$/.test(key) && typeof answered === 'boolean' ? { key, answered } : undefined
}
