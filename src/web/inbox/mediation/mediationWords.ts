// Mediation in words, and the Japanese sentences a dossier's timeline is begun with, whatever language the desk is read in.
import i18next from 'i18next'
import ja from '../../../../locales/desk/ja.json'
import type { Tellable } from '../../../cases/dossier.ts'
import { word } from '../cases/caseWords.ts'
import { deskLanguage } from '../words.ts'

type Table = 'items' | 'states' | 'payers' | 'results' | 'sections' | 'layouts' | 'sources' | 'faults' | 'kinds'

/** A word of one of the tables of the section `mediation`; where there is none, the name itself. */
export function named(table: Table, name: string): string {
  const found: unknown = i18next.getResource(deskLanguage(), 'desk', `mediation.${table}.${name}`)
  return typeof found === 'string' ? found : name
}

export const choicesIn = (table: Table): { value: string; label: string }[] => Object.keys(ja.mediation[table]).map((value) => ({ value, label: named(table, value) }))

export const numbered = (number: number) => i18next.t('mediation.numbered', { number })

const inJapanese = (table: 'stage' | 'ways' | 'deadline' | 'actor' | 'how' | 'itemNames', name: string): string => {
  const found: unknown = i18next.getResource('ja', 'desk', `case.${table}.${name}`)
  return typeof found === 'string' ? found : word(table, name)
}

/** Official Japanese, with nothing of what was noted. */
export function lineOf({ event }: Tellable): string {
  const t = i18next.getFixedT('ja', 'desk')
  const who = (name: string | undefined) => name ?? t('mediation.line.worker')
  switch (event.type) {
    case 'opened': return t('mediation.line.opened')
    case 'stageChanged': return t('mediation.line.stageChanged', { what: inJapanese('stage', event.stage) })
    case 'contacted': return t(event.contact.direction === 'in' ? 'mediation.line.contactIn' : 'mediation.line.contactOut', { who: who(event.contact.party?.name), what: inJapanese('ways', event.contact.way) })
    case 'deadlineSet': return t('mediation.line.deadlineSet', { what: inJapanese('deadline', event.deadline.kind), day: event.deadline.day })
    case 'actorAdded': return t('mediation.line.actorAdded', { who: event.actor.name, what: inJapanese('actor', event.actor.kind) })
    case 'wishNoted': return t('mediation.line.wishNoted', { what: event.text })
    case 'optionChosen': return t('mediation.line.optionChosen', { what: event.chosen })
    case 'accompanimentDecided': return t('mediation.line.accompanimentDecided', { what: inJapanese('how', event.decision.how) })
    case 'consentGiven': return t('mediation.line.consentGiven', { who: event.consent.party.name })
    case 'disclosed': return t('mediation.line.disclosed', { who: event.disclosure.party.name, what: event.disclosure.items.map((item) => inJapanese('itemNames', item)).join('、') })
  }
}
