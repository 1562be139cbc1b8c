// The shapes of the register of incidents, which the desk's pages and the server exchange. Times are ISO 8601 in UTC, days `YYYY-MM-DD` in Japan.
import type { Clocks, IncidentFacts, Step } from '../../privacy/incident.ts'

export interface IncidentLine {
  readonly id: string
  readonly title: string
  readonly knownAt: string
  readonly people: number | null
  readonly clocks: Clocks
  readonly preliminaryAt: string | null
  readonly finalAt: string | null
  readonly notifiedAt: string | null
  readonly closedAt: string | null
}
export interface IncidentsView { readonly incidents: readonly IncidentLine[] }

export interface IncidentView extends IncidentLine {
  readonly unlawful: boolean
  readonly facts: IncidentFacts
  readonly revision: number
  readonly closeAsked: boolean
  /** One asked for it oneself, and somebody else has to agree. */
  readonly mine: boolean
  readonly duty: boolean
  readonly madeBy: string
  readonly changes: readonly { readonly type: string; readonly by: string; readonly at: string; readonly words: string }[]
  /** What the persons can be told, by language. */
  readonly notices: Readonly<Record<string, string>>
}

/** POST /api/incidents and PATCH /api/incidents/:id, with the revision it was read at. */
export interface IncidentBody { readonly knownAt: string; readonly unlawful: boolean; readonly facts: IncidentFacts }
export interface IncidentStep { readonly step: Step; readonly words: string }
