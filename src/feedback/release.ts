// When what people said about a body may be shown. Each release speaks only of people no other release speaks of, so none can be subtracted.
import type { BodyKind } from './kinds.ts'

/** People in one release, at least. */
export const LEAST_PEOPLE = 5
/** The same where the number of workers is not known: a company with six could not be told from one with six hundred. */
export const LEAST_OF_UNKNOWN = 10
/** Of an employer with fewer foreign workers nothing is ever shown. */
export const LEAST_WORKERS = 20
/** No employer may be able to say of a worker that they more likely wrote than not. */
const LARGEST_SHARE = 0.5

const EMPLOYS: readonly BodyKind[] = ['employer', 'dispatch']

export interface Voice {
  readonly id: string
  /** Whose it is: the same for all pieces of one person. */
  readonly person: string
  /** In which it was finished. */
  readonly quarter: string
}

export interface Standing {
  readonly kind: BodyKind
  /** Foreign workers, as the company last declared them. */
  readonly workers: number | null
  /** Who stands in an earlier release of the body, taken back ones too. */
  readonly counted: ReadonlySet<string>
  /** Of the latest release. */
  readonly released: string | null
  /** Now. */
  readonly quarter: string
}

/** `repeated`: further pieces of people who are counted with another one. */
export interface Release { readonly voices: readonly Voice[]; readonly repeated: readonly Voice[] }

/** How many new people it takes; null where no number is enough. */
export function leastPeople({ kind, workers }: Pick<Standing, 'kind' | 'workers'>): number | null {
  if (!EMPLOYS.includes(kind)) return LEAST_PEOPLE
  if (workers === null) return LEAST_OF_UNKNOWN
  return workers < LEAST_WORKERS ? null : LEAST_PEOPLE
}

/**
 * What is to be released now: everything of the quarters that are over, or nothing. It depends on who wrote and never on what,
 * so that neither a release nor its absence says anything about the answers.
 * @param voices checked and published, oldest first
 */
export function releaseOf(voices: readonly Voice[], standing: Standing): Release | null {
  if (standing.released !== null && standing.released >= standing.quarter) return null
  const over = voices.filter(({ quarter }) => quarter < standing.quarter)
  const fresh = over.filter(({ person }) => !standing.counted.has(person))
  const latest = [...new Map(fresh.map((voice) => [voice.person, voice])).values()]
  const least = leastPeople(standing)
  if (least === null || latest.length < least) return null
  const people = latest.length + standing.counted.size
  if (EMPLOYS.includes(standing.kind) && standing.workers !== null && people > standing.workers * LARGEST_SHARE) return null
  return { voices: latest, repeated: over.filter((voice) => !latest.includes(voice)) }
}
