// What the doctor found: which sentence of locales/doctor says it, and the values in it. Never a secret.
import en from '../../locales/doctor/en.json' with { type: 'json' }
import ja from '../../locales/doctor/ja.json' with { type: 'json' }

export type Word = keyof typeof en
export type Tongue = 'ja' | 'en'

/** `note`: good to know, and nothing wrong. A word that `.cure` follows has a cure. */
export interface Finding { readonly check: string; readonly state: 'ok' | 'bad' | 'note' | 'skipped'; readonly word: Word; readonly values: Readonly<Record<string, string | number>> }

type Values = Finding['values']
const say = (state: Finding['state']) => (word: Word, values: Values = {}): Finding => ({ check: word.split('.')[0] ?? word, state, word, values })
export const ok = say('ok')
export const bad = say('bad')
export const note = say('note')
export const skipped = (check: string, why: 'database' | 'empty' | 'older' | 'local' | 'keys'): Finding => ({ check, state: 'skipped', word: 'skipped', values: { why: `{{why.${why}}}` } })

const WORDS: Readonly<Record<Tongue, Readonly<Record<string, string>>>> = { ja, en }
const MARKS = { ok: '✓', bad: '✗', note: '•', skipped: '–' } as const

export function sentence(word: string, values: Values, tongue: Tongue): string {
  const filled = (text: string): string => text.replace(/\{\{([\w.]+)\}\}/g, (whole, name: string) => String(values[name] ?? WORDS[tongue][name] ?? whole))
  return filled(filled(WORDS[tongue][word] ?? word))
}

/** Null where there is none. */
export const cureOf = ({ word, values }: Finding, tongue: Tongue): string | null => (WORDS[tongue][`${word}.cure`] === undefined ? null : sentence(`${word}.cure`, values, tongue))

/** One line, and behind it what to do. */
export function lineOf(finding: Finding, tongue: Tongue): string {
  const cure = cureOf(finding, tongue)
  return `${MARKS[finding.state]} ${sentence(finding.word, finding.values, tongue)}${cure === null ? '' : `\n  → ${cure}`}`
}

/** Of an error only its code: what it says may hold an address with a password. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  if (!(error instanceof Error)) return 'unknown'
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.cause instanceof Error ? codeOf(error.cause) : error.name
}
