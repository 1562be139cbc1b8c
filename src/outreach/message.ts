// A message to many: its texts in the languages of the desk, what its buttons lead to, and what keeps it from being sent.

export const KINDS = ['selfCheck', 'survey', 'disaster', 'news', 'free'] as const
export type Kind = (typeof KINDS)[number]
export const isKind = (value: string): value is Kind => KINDS.some((kind) => kind === value)

/** `machine`: nobody who reads the language has looked at it yet. `reviewed`: the words of an article or a template. */
export const SOURCES = ['written', 'reviewed', 'machine'] as const
export interface Text { readonly text: string; readonly source: (typeof SOURCES)[number] }

export interface Message {
  /** By language. */
  readonly texts: Readonly<Record<string, Text>>
  /** Addresses in the flow, beside "talk to a person" and "no more news", which every message has: `questionnaire:self-check`, `answer:labour.unpaid-wages`. */
  readonly buttons: readonly string[]
}

export const MOST_BUTTONS = 2
export const LONGEST_TEXT = 4_000
/** Graphemes of the first line: as much as a lock screen shows. */
export const LONGEST_FIRST_LINE = 60

/** `named`: what the first line gives away. */
export type Fault =
  | { readonly type: 'missing' | 'draft' | 'firstLineLong' | 'long'; readonly language: string }
  | { readonly type: 'telling'; readonly language: string; readonly named: string }
  | { readonly type: 'button'; readonly address: string }
  /** `counting`: whom it is for is not known yet. */
  | { readonly type: 'nobody' | 'counting' }

/** What the first line must not name. */
export interface Telling { readonly words: readonly string[]; readonly companies: readonly string[] }

/** Looks like ordinary news to who sees the phone: the first line names neither the desk, nor the law, nor a company. */
export function textFaults(language: string, { text, source }: Text, { words, companies }: Telling): Fault[] {
  const first = firstLine(text)
  const folded = ` ${fold(first).trim()} `
  const named = [...words, ...companies].find((word) => fold(word).trim() !== '' && folded.includes(fold(word)))
  return [
    ...(first === '' ? [{ type: 'missing' as const, language }] : []),
    ...(named === undefined ? [] : [{ type: 'telling' as const, language, named: named.trim() }]),
    ...([...graphemes.segment(first)].length > LONGEST_FIRST_LINE ? [{ type: 'firstLineLong' as const, language }] : []),
    ...(text.length > LONGEST_TEXT ? [{ type: 'long' as const, language }] : []),
    ...(source === 'machine' ? [{ type: 'draft' as const, language }] : []),
  ]
}

/** @param needed languages that people of the segment read */
export function messageFaults({ texts, buttons }: Message, needed: readonly string[], telling: Telling, leads: (address: string) => boolean): Fault[] {
  const written = Object.entries(texts).filter(([language, { text }]) => text.trim() !== '' || needed.includes(language))
  return [
    ...(needed.length === 0 ? [{ type: 'nobody' as const }] : []),
    ...needed.filter((language) => texts[language] === undefined).map((language) => ({ type: 'missing' as const, language })),
    ...written.flatMap(([language, text]) => textFaults(language, text, telling)),
    ...buttons.filter((address, i) => i >= MOST_BUTTONS || !leads(address)).map((address) => ({ type: 'button' as const, address })),
  ]
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function firstLine(text: string): string {
  return text.trimStart().split('\n')[0]?.trim() ?? ''
}

/** Width, case, and what stands between words make no difference to who reads over a shoulder. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[\s\p{P}]+/gu, ' ')
}
