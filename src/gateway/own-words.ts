// The person's own cases in their language, in reviewed sentences. Pure.
import type { OwnCase } from '../cases/as-worker-sees.ts'
import type { Item, Party } from '../cases/consent.ts'
import type { Shows } from '../engine/flow.ts'
import type { Language } from '../knowledge/languages.ts'
import type { Content } from './content.ts'
import { liveConsents } from './own-knowledge.ts'
import { dayText } from './say.ts'

type Words = Pick<Content, 'words'>

const WAYS = ['desk', 'office', 'union', 'mediation', 'court', 'stop'] as const

/** `mediates`: there is a mediator to go to. */
export function ownText(shows: Shows, cases: readonly OwnCase[], mediates: boolean, reader: Language, content: Words): string {
  switch (shows) {
    case 'standing': return cases.map((one) => standingText(one, cases.length > 1, reader, content)).join('\n\n')
    case 'summary': return cases.map((one) => [...heading(one, cases.length > 1, reader, content), one.summary[reader] ?? content.words(reader, one.theirs ? 'own.summaryLater' : 'own.notTheirs')].join('\n')).join('\n\n')
    case 'ways': return waysText(mediates, reader, content)
    case 'told': return toldText(cases, reader, content)
  }
}

/** The same for everybody: only what there is. */
function waysText(mediates: boolean, reader: Language, { words }: Words): string {
  const ways = WAYS.filter((way) => mediates || way !== 'mediation').map((way) => `・${words(reader, `own.ways.${way}`)}`)
  return [words(reader, 'own.ways.intro'), ...ways, ...(mediates ? [] : ['', words(reader, 'mediation.notYet')])].join('\n')
}

/** One case: where it stands, what comes next and until when, who looks after it. */
export function standingText(one: OwnCase, named: boolean, reader: Language, content: Words): string {
  const { words } = content
  if (one.closedOn !== null) return [...heading(one, named, reader, content), words(reader, 'own.closed', { day: dayOf(one.closedOn, reader) })].join('\n')
  const { what, day } = one.next
  return [
    ...heading(one, named, reader, content),
    words(reader, `own.stage.${one.stage}`),
    day === null ? words(reader, `own.next.${what}Soon`) : words(reader, `own.next.${what}`, { day: dayOf(day, reader) }),
    one.owner === null ? words(reader, 'own.ownerDesk') : words(reader, 'own.owner', { name: one.owner }),
  ].join('\n')
}

function toldText(cases: readonly OwnCase[], reader: Language, content: Words): string {
  const { words } = content
  const told = cases.flatMap((one) => one.told)
  const consents = liveConsents(cases)
  return [
    words(reader, told.length > 0 ? 'own.told' : 'own.toldNobody'),
    ...told.map(({ day, party, items, emergency }) => words(reader, items.length > 0 ? emergency ? 'own.toldEmergency' : 'own.toldItems' : 'own.toldOnly', {
      day: dayOf(day, reader), party: partyName(party, reader, content), items: itemNames(items, reader, content),
    })),
    ...(cases.some(({ theirs }) => !theirs) ? [words(reader, 'own.notTheirs')] : []),
    words(reader, consents.length > 0 ? 'own.consents' : 'own.noConsents'),
    ...consents.map(({ party, items, until }, i) => words(reader, items.length > 0 ? 'own.consent' : 'own.consentOnly', {
      number: String(i + 1), party: partyName(party, reader, content), items: itemNames(items, reader, content), day: dayOf(until, reader),
    })),
  ].join('\n')
}

/** Only where there are several, so that they can be told apart. */
function heading({ theme, since }: OwnCase, named: boolean, reader: Language, { words }: Words): string[] {
  return named ? [words(reader, 'own.heading', { theme: words(reader, theme === null ? 'own.someTheme' : `theme.${theme}`), day: dayOf(since, reader) })] : []
}

function partyName({ type, name }: Party, reader: Language, { words }: Words): string {
  return `${words(reader, `consent.party.${type}`)} (${name})`
}

function itemNames(items: readonly Item[], reader: Language, { words }: Words): string {
  return items.map((item) => words(reader, `consent.item.${item}`)).join(reader === 'ja' || reader === 'zh' ? '、' : reader === 'my' ? '၊ ' : ', ')
}

/** Noon is the same day wherever the server stands. */
function dayOf(day: string, reader: Language): string {
  return dayText(new Date(`${day}T12:00:00+09:00`), reader)
}
