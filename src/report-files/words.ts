// The sentences of a report, in its two languages.
import en from '../../locales/report/en.json' with { type: 'json' }
import ja from '../../locales/report/ja.json' with { type: 'json' }
import type { ReportLanguage } from '../reports/laid-out.ts'
import type { ReportWords, Sentence } from '../reports/report-words.ts'

const TABLES = { ja, en } as const

/** `nameOf`: what topics and answers are called elsewhere, in this language. */
export function reportWords(language: ReportLanguage, nameOf: ReportWords['nameOf'] = () => null): ReportWords {
  const table = TABLES[language]
  // A key may hold dots itself: what stands before the first one names the group.
  const sentence: Sentence = (key, values = {}) => {
    const [group = '', ...rest] = key.split('.')
    const found: unknown = rest.length === 0 ? valueIn(table, group) : valueIn(valueIn(table, group), rest.join('.'))
    return typeof found === 'string' ? found.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole)) : null
  }
  return { language, sentence, nameOf, paragraphs: table.notes.paragraphs }
}

function valueIn(group: unknown, key: string): unknown {
  return typeof group === 'object' && group !== null ? Object.entries(group).find(([name]) => name === key)?.[1] : undefined
}
