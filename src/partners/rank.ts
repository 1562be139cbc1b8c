// Who could help in a case, best first, and why: near, in the worker's language, for the theme, for little money. Whoever cannot be asked stands last.
import type { RequestKind } from '../cases/requests.ts'
import { doesThat, hindranceOf, termOf } from './entry.ts'
import type { Hindrance, Partner, PartnerEntry } from './entry.ts'
import { neighboursOf } from './prefectures.ts'
import type { Prefecture } from './prefectures.ts'

/** `language` null: it does not matter. `themes` are those of the case: `labour`, `labour.unpaid-wages`. `today` in Japan. */
export interface Wanted { readonly kind: RequestKind; readonly prefecture: Prefecture; readonly language: string | null; readonly themes: readonly string[]; readonly today: string }

export type Reason = 'here' | 'neighbour' | 'far' | 'speaks' | 'speaksNot' | 'theme' | 'place' | 'free' | 'legalAid' | 'agreementSoon' | 'trainingSoon' | 'declined'

export interface Ranked { readonly partner: Partner; readonly reasons: readonly Reason[]; readonly hindrance: Hindrance | 'conflict' | 'asked' | null }

/** What is known of them from the case itself. */
export interface Known { readonly conflicts: ReadonlySet<string>; readonly asked: ReadonlySet<string>; readonly declined: ReadonlySet<string> }

export function rankPartners(partners: readonly Partner[], wanted: Wanted, { conflicts, asked, declined }: Known): Ranked[] {
  return partners.filter(({ entry }) => doesThat(entry, wanted.kind)).map((partner) => {
    const { id, entry } = partner
    return {
      partner,
      reasons: [...reasonsFor(entry, wanted), ...(declined.has(id) ? ['declined' as const] : [])],
      hindrance: conflicts.has(id) ? 'conflict' as const : hindranceOf(entry, wanted.kind, wanted.today) ?? (asked.has(id) ? 'asked' as const : null),
    }
  }).toSorted((a, b) => scoreOf(b) - scoreOf(a) || a.partner.entry.name.localeCompare(b.partner.entry.name, 'ja') || (a.partner.id < b.partner.id ? -1 : 1))
}

function reasonsFor(entry: PartnerEntry, { kind, prefecture, language, themes, today }: Wanted): Reason[] {
  const near = entry.prefectures.includes(prefecture) ? 'here' : neighboursOf(prefecture).some((one) => entry.prefectures.includes(one)) ? 'neighbour' : 'far'
  const fields: readonly string[] = entry.themes
  return [
    near,
    ...(language === null ? [] : [entry.languages.some((one) => one === language) ? 'speaks' as const : 'speaksNot' as const]),
    ...(themes.some((theme) => fields.includes(theme.split('.')[0] ?? '')) ? ['theme' as const] : []),
    ...(kind === 'shelter' && entry.shelterPlaces > 0 ? ['place' as const] : []),
    ...(entry.fee === 'free' || entry.fee === 'legalAid' ? [entry.fee] : []),
    ...(termOf(entry.agreementUntil, today) === 'soon' ? ['agreementSoon' as const] : []),
    ...(kind === 'accompany' && termOf(entry.trainingUntil, today) === 'soon' ? ['trainingSoon' as const] : []),
  ]
}

/** Nearness before language, since an interpreter can be called; both before the rest. Having said no counts more than all of it. */
const WEIGHT: Readonly<Record<Reason, number>> = {
  here: 40, neighbour: 25, far: 0, speaks: 18, speaksNot: 0, theme: 6, place: 8, free: 3, legalAid: 2, agreementSoon: -1, trainingSoon: -1, declined: -100,
}
const CANNOT = -1_000

function scoreOf({ reasons, hindrance }: Ranked): number {
  return reasons.reduce((sum, reason) => sum + WEIGHT[reason], hindrance === null ? 0 : CANNOT)
}
