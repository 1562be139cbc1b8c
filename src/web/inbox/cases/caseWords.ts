// Cases in words: severities, stages, what comes next, why something is as grave as it is.
import i18next from 'i18next'
import ja from '../../../../locales/desk/ja.json'
import type { Task } from '../../../cases/state.ts'
import { askWord } from '../partners/partnerWords.ts'
import { dangerName, deskLanguage, listed } from '../words.ts'

type Table = 'severity' | 'stage' | 'whats' | 'askers' | 'ways' | 'item' | 'outcomes' | 'deadline' | 'actor' | 'need' | 'needStatus' | 'how' | 'parties' | 'itemNames' | 'givens' | 'exceptions' | 'subjects' | 'relations' | 'escalated' | 'role' | 'theme' | 'questions' | 'solvedAs' | 'dropped'

/** A word of one of the tables of the section `case`; where there is none, the name itself. */
export function word(table: Table, name: string): string {
  const found: unknown = i18next.getResource(deskLanguage(), 'desk', `case.${table}.${name}`)
  return typeof found === 'string' ? found : name
}

/** `value` and `label` of every word of a table. */
export const choicesOf = (table: Table): { value: string; label: string }[] =>
  Object.keys(ja.case[table]).map((value) => ({ value, label: word(table, value) }))

export const itemNames = (items: readonly string[]) => listed(items.map((item) => word('itemNames', item)))

export const yen = (amount: number) => i18next.t('case.yen', { amount: new Intl.NumberFormat('ja-JP').format(amount) })

/** Of these tasks `what` is a name. */
const OF_WHOM: ReadonlySet<Task['kind']> = new Set(['consentEnds', 'withdrawn', 'partnerAnswer', 'partnerNext', 'partnerNews'])

/** What a person wrote stands alone; what the desk planned says of whom. */
export function taskName({ kind, what }: Pick<Task, 'kind' | 'what'>): string {
  if (what === '') return word('whats', kind)
  return OF_WHOM.has(kind) ? `${word('whats', kind)} · ${what}` : what
}

export function ownerName(owner: { readonly id: string; readonly name: string | null }): string {
  if (owner.id.startsWith('team:')) return i18next.t(owner.id === 'team:supervisor' ? 'case.team.supervisor' : 'case.team.duty')
  return owner.name ?? owner.id
}

/** What the machine names by a key is told in words; what a person wrote stands as they wrote it. */
export function reasonWords(reason: string): string {
  const [kind = '', ...rest] = reason.split('.')
  const name = rest.join('.')
  switch (kind) {
    case 'handOver': return i18next.t('case.reasons.handOver')
    case 'stranded': return i18next.t('case.reasons.stranded')
    case 'worker': return i18next.t('case.reasons.worker')
    case 'notSolved': return i18next.t('case.reasons.notSolved')
    case 'danger': return i18next.t('case.reasons.danger', { kind: dangerName(name) })
    case 'topic': return i18next.t('case.reasons.topic', { topic: name })
    case 'deadline': return i18next.t('case.reasons.deadline', { kind: word('deadline', name) })
    case 'request': return i18next.t('case.reasons.request', { kind: askWord('kind', name) })
    case 'answer': return i18next.t('case.reasons.answer', { choice: name })
    default: return reason
  }
}
