// Answers as rows of a sheet: one person a row, one question a column. Of anonymous ones nothing stands in a row by which somebody could be found.
import type { Answer, Answers } from './answers.ts'
import { guarded } from './least-number.ts'
import type { Question, QuestionnaireContent } from './shape.ts'

export interface ExportSheet {
  readonly version: number
  readonly answers: Answers
  readonly language: string
  readonly channel: string
  /** In Japan, `2026-11-21`. */
  readonly day: string
  readonly level: number | null
}

export interface ExportTable {
  readonly rows: readonly (readonly string[])[]
  /** What was written freely, by question, each list in an order of its own: it stands beside no other answer. */
  readonly texts: readonly { readonly question: string; readonly said: readonly string[] }[]
}

/** In the desk's Japanese: who opens the file reads it without the desk. */
const HEAD = { language: 'ことば', day: '日', channel: '入口', version: '版', level: '重さ' } as const
const YES_NO: Readonly<Record<string, string>> = { yes: 'はい', no: 'いいえ', unknown: 'わからない' }
const NONE = 'どれでもない'

interface Making {
  readonly content: QuestionnaireContent
  readonly plain: (text: string) => string
  /** Another order of the same. */
  shuffled<T>(all: readonly T[]): readonly T[]
}

export function exportTable(sheets: readonly ExportSheet[], { content, plain, shuffled }: Making): ExportTable {
  const { anonymous, questions } = content
  const rows = shuffled(sheets)
  const columns = questions.filter(({ kind }) => !anonymous || kind !== 'text')
  const languages = new Map([...Map.groupBy(sheets, ({ language }) => language)].map(([language, all]) => [language, all.length]))
  const told = new Set(guarded(languages).filter(({ count }) => count !== null).map(({ key }) => key))
  const who = ({ language, day, channel, version, level }: ExportSheet): string[] =>
    (anonymous ? [told.has(language) ? language : ''] : [language, day, channel, String(version), level === null ? '' : `S${level}`])
  const head = anonymous ? [HEAD.language] : [HEAD.language, HEAD.day, HEAD.channel, HEAD.version, HEAD.level]
  return {
    rows: [
      [...head, ...columns.flatMap((question) => titlesOf(question, plain))].map(safe),
      ...rows.map((sheet) => [...who(sheet), ...columns.flatMap((question) => cellsOf(question, sheet.answers[question.id], plain))].map(safe)),
    ],
    texts: !anonymous ? [] : questions.filter(({ kind }) => kind === 'text').map(({ id, text }) => ({
      question: plain(text.ja),
      said: shuffled(sheets).flatMap(({ answers }) => { const given = answers[id]; return given && 'text' in given ? [safe(given.text)] : [] }),
    })),
  }
}

function titlesOf({ id, kind, text }: Question, plain: Making['plain']): string[] {
  const title = `${id} ${plain(text.ja)}`
  return kind === 'amount' ? [title, `${title}（通貨）`] : [title]
}

function cellsOf(question: Question, given: Answer | undefined, plain: Making['plain']): string[] {
  if (question.kind === 'amount') return given && 'said' in given ? [given.value === null ? '' : String(given.value), given.currency ?? ''] : ['', '']
  if (!given || 'skipped' in given || 'said' in given) return ['']
  if ('number' in given) return [String(given.number)]
  if ('text' in given) return [given.text]
  if (question.kind === 'yesNo') return [given.choices.map((id) => YES_NO[id] ?? id).join('、')]
  const names = 'choices' in question ? question.choices : []
  return [given.choices.length === 0 ? NONE : given.choices.map((id) => plain(names.find((choice) => choice.id === id)?.text.ja ?? id)).join('、')]
}

/** A spreadsheet runs what begins like this; an apostrophe in front makes it words. Negative numbers stay numbers. */
export function safe(cell: string): string {
  return /^\s*[=+\-@\t\r＝＋－＠]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell
}

/** RFC 4180, with the mark by which Excel knows UTF-8. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n')}\r\n`
}
