// One partner organisation or expert as the directory keeps it, and what may be asked of it at all.
import type { Party, PartyType } from '../cases/consent.ts'
import type { RequestKind } from '../cases/requests.ts'
import type { Prefecture } from './prefectures.ts'

/** An employer's own supervising, support or sending organisation is none of these: it is the employer. */
export const PARTNER_KINDS = ['lawyer', 'scrivener', 'labourConsultant', 'interpreter', 'shelter', 'npo', 'union', 'medical', 'consulate', 'publicOffice', 'mediator'] as const
export type PartnerKind = (typeof PARTNER_KINDS)[number]
export const FEES = ['free', 'legalAid', 'fixed', 'hourly'] as const
export const LANGUAGES = ['ja', 'en', 'zh', 'vi', 'tl', 'id', 'my', 'pt', 'es'] as const
export const THEMES = ['labour', 'residence', 'medical', 'living', 'education', 'tax'] as const

export interface PartnerContact { readonly name: string; readonly email: string; readonly phone: string }

/** Days are the last ones, in Japan; null: there is none. */
export interface PartnerEntry {
  readonly kind: PartnerKind
  readonly name: string
  /** The first with an address is written to. */
  readonly contacts: readonly PartnerContact[]
  readonly prefectures: readonly Prefecture[]
  readonly languages: readonly (typeof LANGUAGES)[number][]
  readonly themes: readonly (typeof THEMES)[number][]
  readonly trainingUntil: string | null
  readonly agreementUntil: string | null
  readonly fee: (typeof FEES)[number]
  readonly feeNote: string
  readonly shelterPlaces: number
  readonly publicEmployee: boolean
  readonly notes: string
  readonly paused: boolean
}

export interface Partner { readonly id: string; readonly revision: number; readonly entry: PartnerEntry }

/** Who can be asked for what. */
const ASKED_FOR: Readonly<Record<RequestKind, readonly PartnerKind[]>> = {
  accompany: ['npo', 'union', 'interpreter', 'shelter', 'lawyer', 'scrivener', 'labourConsultant', 'medical', 'publicOffice', 'consulate'],
  interpret: ['interpreter', 'npo', 'consulate', 'publicOffice', 'shelter', 'union'],
  shelter: ['shelter', 'npo', 'union', 'publicOffice', 'consulate'],
  legal: ['lawyer', 'scrivener', 'labourConsultant'],
  mediation: ['mediator', 'lawyer'],
}

export function doesThat({ kind, shelterPlaces }: PartnerEntry, wanted: RequestKind): boolean {
  return ASKED_FOR[wanted].includes(kind) && (wanted !== 'shelter' || kind === 'shelter' || shelterPlaces > 0)
}

const PARTY: Readonly<Partial<Record<PartnerKind, PartyType>>> = { lawyer: 'lawyer', scrivener: 'lawyer', labourConsultant: 'lawyer', mediator: 'lawyer', publicOffice: 'office', consulate: 'office' }

/** As consents and the register name it. Whoever works in a public office may have to report. */
export function partyOf({ kind, name, publicEmployee }: PartnerEntry): Party {
  return { type: PARTY[kind] ?? 'partner', name, publicEmployee: publicEmployee || kind === 'publicOffice' }
}

export function addressOf({ contacts }: PartnerEntry): string | null {
  return contacts.find(({ email }) => email !== '')?.email ?? null
}

export const SOON_DAYS = 30
export type Term = 'none' | 'expired' | 'soon' | 'valid'

/** `today` in Japan. The last day still counts. */
export function termOf(until: string | null, today: string): Term {
  if (until === null) return 'none'
  const left = Math.round((Date.parse(until) - Date.parse(today)) / 86_400_000)
  return left < 0 ? 'expired' : left <= SOON_DAYS ? 'soon' : 'valid'
}

export type Hindrance = 'paused' | 'agreement' | 'training'

/** Why nobody there can be asked now. Public bodies work without an agreement; only who was trained accompanies. */
export function hindranceOf(entry: PartnerEntry, wanted: RequestKind, today: string): Hindrance | null {
  if (entry.paused) return 'paused'
  const agreement = termOf(entry.agreementUntil, today)
  const publicBody = entry.kind === 'publicOffice' || entry.kind === 'consulate'
  if (agreement === 'expired' || (agreement === 'none' && !publicBody)) return 'agreement'
  const training = termOf(entry.trainingUntil, today)
  return wanted === 'accompany' && !publicBody && (training === 'expired' || training === 'none') ? 'training' : null
}
