// Lays a dossier out: its passages by section, the consents that cover it, and what was told to whom before.
import { isLive, isSame } from '../cases/consent.ts'
import type { Item } from '../cases/consent.ts'
import { itemsOf, SECTIONS } from '../cases/dossier.ts'
import type { Dossier, Passage, Section } from '../cases/dossier.ts'
import type { CaseState } from '../cases/state.ts'
import type { Language } from '../knowledge/languages.ts'
import { withoutFurigana } from '../knowledge/normalise.ts'
import type { Pair, Printed, PrintedPassage, PrintedSection } from './printed.ts'

export type Say = (language: Language, key: string, values?: Readonly<Record<string, string>>) => string

/** `number` null: a draft. `whom`: who held the translation against the Japanese. */
export interface Printing {
  readonly dossier: Dossier
  readonly state: CaseState
  readonly language: Language
  readonly number: number | null
  readonly now: Date
  readonly whom: string | null
  readonly say: Say
}

export function printDossier({ dossier, state, language, number, now, whom, say }: Printing): Printed {
  const two = language !== 'ja'
  const pair = (key: string, values: (language: Language) => Readonly<Record<string, string>> = () => ({})): Pair =>
    ({ ja: withoutFurigana(say('ja', key, values('ja'))), other: two ? say(language, key, values(language)) : null })
  const day = (at: string) => (one: Language) => new Intl.DateTimeFormat(one === 'tl' ? 'fil' : one, { dateStyle: 'long', timeZone: 'Asia/Tokyo' }).format(new Date(at))
  const listed = (items: readonly Item[]) => (one: Language) => items.map((item) => withoutFurigana(say(one, `dossier.item.${item}`))).join(one === 'ja' || one === 'zh' ? '、' : ', ')
  const { party } = dossier

  const passageOf = (one: Passage): PrintedPassage => ({
    lead: one.day ?? '',
    pair: { ja: one.ja, other: two ? one.translation : null },
    note: two && one.source === 'machine' ? pair(whom === null ? 'dossier.machineUnchecked' : 'dossier.machine', () => ({ whom: whom ?? '' })) : null,
    picture: one.media,
  })
  const sectionOf = (section: Section): PrintedSection[] => {
    const passages = inOrder(dossier.passages.filter((one) => one.section === section && one.ja !== ''), section)
    return passages.length === 0 ? [] : [{ heading: pair(`dossier.section.${section}`), passages: passages.map(passageOf) }]
  }
  const plain = (told: Pair): PrintedPassage => ({ lead: '', pair: told, note: null, picture: null })
  const covering = state.consents.filter((consent) => isLive(consent, now) && isSame(consent.party, party) && (itemsOf(dossier).length === 0 || consent.items.some((item) => itemsOf(dossier).includes(item))))
  const consents = covering.map((consent) => plain(pair('dossier.consent', (one) => ({ day: day(consent.givenAt)(one), until: day(consent.expiresAt)(one), items: listed(consent.items)(one), version: consent.version }))))
  const told = state.disclosures.map((one) => plain(pair('dossier.told', (reader) => ({ day: day(one.at)(reader), name: one.party.name, items: listed(one.items)(reader) }))))
  return {
    language, layout: dossier.layout,
    title: number === null ? pair('dossier.titleDraft') : pair('dossier.title', () => ({ number: String(number) })),
    confidential: pair('dossier.confidential'),
    draft: number === null ? pair('dossier.draft') : null,
    facts: [
      pair('dossier.to', () => ({ name: party.name })),
      ...(number === null ? [] : [pair('dossier.issued', (one) => ({ day: day(now.toISOString())(one) }))]),
      ...(two && whom !== null ? [pair('dossier.checked', () => ({ whom }))] : []),
    ],
    sections: [
      ...SECTIONS.flatMap(sectionOf),
      ...(consents.length > 0 ? [{ heading: pair('dossier.section.consents'), passages: consents }] : []),
      ...(dossier.register ? [{ heading: pair('dossier.section.register'), passages: told.length > 0 ? told : [plain(pair('dossier.nothingTold'))] }] : []),
    ],
  }
}

/** What happened is told in the order in which it did; everything else as it was written. */
function inOrder(passages: readonly Passage[], section: Section): readonly Passage[] {
  return section === 'timeline' ? passages.toSorted((a, b) => (a.day ?? '9999') < (b.day ?? '9999') ? -1 : (a.day ?? '9999') > (b.day ?? '9999') ? 1 : 0) : passages
}
