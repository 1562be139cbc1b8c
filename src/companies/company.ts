// One company as the desk keeps it: a participant, or a corporation related to one. Days are days in Japan.
import type { Lot } from './lots.ts'

/** `capital`: a subsidiary or an affiliate. `supply`: it delivers to the one above it. */
export const RELATIONS = ['capital', 'supply'] as const
export type Relation = (typeof RELATIONS)[number]
/** 1 basic, 2 extended, 3 a single engagement. */
export const TIERS = [1, 2, 3] as const
export type Tier = (typeof TIERS)[number]

/** Days `YYYY-MM-DD`; null: there is none. `prefecture` 1 Hokkaido ... 47 Okinawa, `industry` of src/people/facts.ts. */
export interface CompanyEntry {
  readonly name: string
  /** Kana, English, former names: what a worker's own words are held against. */
  readonly otherNames: readonly string[]
  readonly parent: string | null
  readonly relation: Relation | null
  readonly tier: Tier | null
  readonly contractFrom: string | null
  readonly contractTo: string | null
  /** Whom of it the contract covers. */
  readonly scope: string
  readonly lot: Lot
  readonly industry: string | null
  readonly prefecture: number | null
}

export interface Company { readonly id: string; readonly revision: number; readonly entry: CompanyEntry }

/** Ends are told this many days before. */
const SOON_DAYS = 60
const DAY_MS = 86_400_000

/** `none`: it has no contract of its own. */
export type ContractState = 'none' | 'ahead' | 'inForce' | 'endsSoon' | 'ended'

export function contractOn({ contractFrom, contractTo }: Pick<CompanyEntry, 'contractFrom' | 'contractTo'>, day: string): ContractState {
  if (contractFrom === null && contractTo === null) return 'none'
  if (contractFrom !== null && day < contractFrom) return 'ahead'
  if (contractTo === null) return 'inForce'
  if (day > contractTo) return 'ended'
  return Date.parse(contractTo) - Date.parse(day) < SOON_DAYS * DAY_MS ? 'endsSoon' : 'inForce'
}

/** Fewer than this identify somebody: of them no number is shown. */
export const LEAST_SHOWN = 5

/** What people write of one and the same company: width, spaces, case and the kind of corporation make no difference. */
export function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/株式会社|有限会社|合同会社|\(株\)|\(有\)|[\s・.,’'-]|co\.?,? ?ltd\.?$/g, '')
}
