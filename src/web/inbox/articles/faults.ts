// What is wrong with an article, in words, beside the field it is about.
import i18next from 'i18next'
import ja from '../../../../locales/desk/ja.json'
import type { FaultView } from '../../../server/api/knowledge.ts'
import { languageName } from '../words.ts'
import { languageOf } from './fields.ts'

const isRule = (rule: string): rule is Extract<keyof typeof ja.fault, string> => Object.hasOwn(ja.fault, rule)

export const faultWords = ({ rule, found, wanted }: FaultView): string =>
  i18next.t(`fault.${isRule(rule) ? rule : 'shape'}`, { found: found || '―', wanted: wanted || '―' })

/** For a field's `error`: null where nothing is wrong with it, or with what is in it. */
export const faultsAt = (faults: readonly FaultView[], field: string): string | null =>
  faults.filter((fault) => fault.field === field || fault.field.startsWith(`${field}.`)).map(faultWords).join(' ') || null

/** Where to look for it. */
export function faultPlace({ field }: FaultView): { readonly tab: 'text' | 'phrases' | 'facts'; readonly language: string | null; readonly name: string } {
  const language = languageOf(field)
  const tab = field.startsWith('articles.') ? 'text' : field.startsWith('ask.') ? 'phrases' : 'facts'
  const part = field.endsWith('.title') ? 'title' : tab
  return { tab, language, name: [language === null ? '' : languageName(language), i18next.t(`article.part.${part}`)].filter(Boolean).join(' · ') }
}
