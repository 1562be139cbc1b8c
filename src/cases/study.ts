// What a closed case has to teach: the texts a study is begun from, the names known in it, and what a study may not tell.
import type { CaseEvent } from './events.ts'
import type { Dossier } from './dossier.ts'
import type { CaseState, Traits } from './state.ts'

/** `month` is `YYYY-MM`, when the case was closed. `traits` as the study tells them: an empty one is left open. */
export interface Study {
  readonly title: string
  readonly situation: string
  readonly done: string
  readonly outcome: string
  readonly lessons: string
  readonly month: string
  readonly traits: Traits
}

export const STUDY_TEXTS = ['title', 'situation', 'done', 'outcome', 'lessons'] as const

/** Traits that together fit fewer people than this are not told together. */
export const FEW_PEOPLE = 5

/** Raw, with everybody's names: to be anonymised before anybody reads it. */
export function storyOf(events: readonly CaseEvent[]): Pick<Study, 'situation' | 'done' | 'outcome'> {
  const situation: string[] = []
  const done: string[] = []
  const outcome: string[] = []
  for (const event of events) {
    switch (event.type) {
      case 'opened': if (event.by !== 'system') situation.push(event.reason); break
      case 'wishNoted': situation.push(event.text); break
      case 'contacted': if (event.contact.note !== '') (event.contact.direction === 'in' && event.contact.party === null ? situation : done).push(event.contact.note); break
      case 'stageChanged': done.push(event.reason); break
      case 'optionChosen': done.push(event.chosen); break
      case 'taskDone': done.push(event.result); break
      case 'mediationEnded': if (event.result.terms !== '') outcome.push(event.result.terms); break
      default: break
    }
  }
  return { situation: situation.join('\n'), done: done.join('\n'), outcome: outcome.join('\n') }
}

/** Of people, companies, offices: whole; those of the person and their workplace also in the pieces people write. */
export function namesOf(state: CaseState, dossier: Dossier | null): string[] {
  const parties = [...state.consents, ...state.disclosures].map(({ party }) => party.name)
  const spoken = state.contacts.flatMap(({ party }) => (party ? [party.name] : []))
  const written = dossier?.passages.flatMap(({ section, ja, translation }) => (['name', 'contact', 'workplace'].includes(section) ? [ja, translation] : [])) ?? []
  const whole = [...parties, ...spoken, ...state.actors.map(({ name }) => name), ...state.conflictChecks.map(({ whom }) => whom), ...state.companies]
  const pieces = [state.asker.name, ...written].flatMap((name) => [name, ...name.split(/[\s・,、()（）「」/:：]+/u)])
  const bare = (name: string) => name.replace(/株式会社|有限会社|合同会社|協同組合/gu, '')
  return [...new Set([...whole, ...pieces].flatMap((name) => [name.trim(), bare(name).trim()]))].filter((name) => name.length > 1 && !PLAIN.has(name))
}

/** Words of names that name nobody by themselves. */
const PLAIN: ReadonlySet<string> = new Set(['株式会社', '有限会社', '合同会社', '協同組合', '工場', '会社', '労基署', '弁護士', '氏名', '電話', 'さん', '労働基準監督署', 'the', 'The'])

export type StudyFault = 'empty' | 'name_left' | 'trait_left' | 'too_few'

/** @param known traits of the person @param sharing how many people at the desk have the traits the study tells */
export function studyFaults(study: Study, { left, known, sharing }: { left: readonly string[]; known: Traits; sharing: number }): StudyFault[] {
  const { title, situation, done, outcome, lessons, traits } = study
  const texts = [title, situation, done, outcome, lessons].join('\n')
  const open = TRAITS.filter((trait) => traits[trait] === '' && known[trait] !== '')
  const told = TRAITS.some((trait) => traits[trait] !== '')
  return [
    ...([title, situation, done, lessons].some((text) => text === '') ? ['empty' as const] : []),
    ...(left.length > 0 ? ['name_left' as const] : []),
    ...(open.some((trait) => texts.includes(known[trait])) ? ['trait_left' as const] : []),
    ...(told && sharing < FEW_PEOPLE ? ['too_few' as const] : []),
  ]
}

export const TRAITS = ['nationality', 'prefecture', 'industry'] as const
