// The directory as a sheet: one partner a row, in words that people write. What cannot be read is told row by row, and then nothing is taken.
import { FEES, LANGUAGES, PARTNER_KINDS, THEMES } from './entry.ts'
import type { PartnerEntry } from './entry.ts'
import { PREFECTURES } from './prefectures.ts'
import { PartnerShape } from './shape.ts'

export const COLUMNS = {
  id: '番号', kind: '種類', name: '名前', contacts: '担当者', prefectures: '地域', languages: 'ことば', themes: '分野', trainingUntil: '研修の期限', agreementUntil: '覚書の期限',
  fee: '費用', feeNote: '費用の説明', shelterPlaces: 'シェルターの定員', publicEmployee: '公務員', notes: 'メモ', paused: '休止中',
} as const
export type Column = keyof typeof COLUMNS
const NAMES = Object.keys(COLUMNS).filter((name): name is Column => name in COLUMNS)

const KIND_WORDS: Readonly<Record<(typeof PARTNER_KINDS)[number], readonly string[]>> = {
  lawyer: ['弁護士'], scrivener: ['行政書士'], labourConsultant: ['社会保険労務士', '社労士'], interpreter: ['通訳'], shelter: ['シェルター'], npo: ['NPO', '支援団体'], union: ['労働組合', 'ユニオン'],
  medical: ['医療機関', '病院', '医療'], consulate: ['大使館・領事館', '領事館', '大使館'], publicOffice: ['役所・公的機関', '役所', '公的機関'], mediator: ['あっせん人', 'ADR'],
}
const FEE_WORDS: Readonly<Record<(typeof FEES)[number], readonly string[]>> = { free: ['無料'], legalAid: ['法テラス'], fixed: ['定額'], hourly: ['時間制'] }
const LANGUAGE_WORDS: Readonly<Record<(typeof LANGUAGES)[number], readonly string[]>> = {
  ja: ['日本語'], en: ['英語'], zh: ['中国語'], vi: ['ベトナム語'], tl: ['タガログ語', 'フィリピノ語'], id: ['インドネシア語'], my: ['ミャンマー語', 'ビルマ語'], pt: ['ポルトガル語'], es: ['スペイン語'],
}
const THEME_WORDS: Readonly<Record<(typeof THEMES)[number], readonly string[]>> = { labour: ['労働'], residence: ['在留'], medical: ['医療福祉'], living: ['生活'], education: ['教育'], tax: ['税・社会保険', '税', '社会保険'] }
const EMPLOYERS_SIDE = ['監理団体', '監理支援機関', '登録支援機関', '送出機関', '会社', '企業', 'employer']
const [YES, NO] = [['はい', 'yes', '1', '○', 'true'], ['いいえ', 'no', '0', '×', 'false', '']]

/** `column` null: it is about the whole sheet. `value` is what stands there. */
export interface Problem { readonly line: number; readonly column: Column | null; readonly problem: 'unknown' | 'missing' | 'bad' | 'employer_side' | 'no_column' | 'twice' | 'no_such_id' | 'too_many'; readonly value: string }
export interface Row { readonly line: number; readonly id: string | null; readonly entry: PartnerEntry }

const MOST_ROWS = 1_000

/** @param cells the first row names the columns, in Japanese or by their field */
export function readSheet(cells: readonly (readonly string[])[]): { readonly rows: readonly Row[]; readonly problems: readonly Problem[] } {
  const [head = [], ...body] = cells
  const columns = head.map((title) => NAMES.find((name) => same(title, name) || same(title, COLUMNS[name])) ?? null)
  const lacking = (['kind', 'name'] as const).filter((name) => !columns.includes(name))
  if (lacking.length > 0) return { rows: [], problems: lacking.map((column) => ({ line: 1, column, problem: 'no_column', value: COLUMNS[column] })) }
  const filled = body.map((values, i) => ({ line: i + 2, values })).filter(({ values }) => values.some((value) => value.trim() !== ''))
  if (filled.length > MOST_ROWS) return { rows: [], problems: [{ line: MOST_ROWS + 2, column: null, problem: 'too_many', value: String(MOST_ROWS) }] }
  const read = filled.map(({ line, values }) => readRow(line, (name) => values[columns.indexOf(name)]?.trim() ?? ''))
  const rows = read.flatMap((one) => ('entry' in one ? [one] : []))
  const first = new Map<string, number>()
  const twice = rows.flatMap(({ line, entry }): Problem[] => {
    const key = `${entry.kind} ${fold(entry.name)}`
    if (first.has(key)) return [{ line, column: 'name', problem: 'twice', value: entry.name }]
    first.set(key, line)
    return []
  })
  return { rows, problems: [...read.flatMap((one) => ('entry' in one ? [] : one.problems)), ...twice].toSorted((a, b) => a.line - b.line) }
}

function readRow(line: number, cell: (name: Column) => string): Row | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const wrong = (column: Column, problem: Problem['problem'], value: string) => { problems.push({ line, column, problem, value: value.slice(0, 100) }) }
  const one = <T extends string>(column: Column, words: (name: T) => readonly string[], of: readonly T[], value: string): T | null => {
    const found = of.find((name) => same(value, name) || words(name).some((word) => same(word, value)))
    if (found === undefined) wrong(column, column === 'kind' && EMPLOYERS_SIDE.some((word) => same(word, value)) ? 'employer_side' : 'unknown', value)
    return found ?? null
  }
  const many = <T extends string>(column: Column, words: (name: T) => readonly string[], of: readonly T[]): T[] =>
    cell(column).split(/[、,，;；\n/]+/).map((value) => value.trim()).filter((value) => value !== '').flatMap((value) => one(column, words, of, value) ?? [])
  const day = (column: Column): string | null => {
    const [, year = '', month = '', date = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell(column).normalize('NFKC')) ?? []
    if (year === '' && cell(column) !== '') wrong(column, 'bad', cell(column))
    return year === '' ? null : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  }
  const tick = (column: Column): boolean => {
    const yes = YES.some((word) => same(word, cell(column)))
    if (!yes && !NO.some((word) => same(word, cell(column)))) wrong(column, 'unknown', cell(column))
    return yes
  }
  for (const column of ['kind', 'name'] as const) if (cell(column) === '') wrong(column, 'missing', '')
  const everywhere = same(cell('prefectures'), '全国')
  const entry = PartnerShape.safeParse({
    kind: cell('kind') === '' ? null : one('kind', (name) => KIND_WORDS[name], PARTNER_KINDS, cell('kind')), name: cell('name'),
    contacts: cell('contacts').split(/\n|[;；]/).filter((text) => text.trim() !== '').map((text) => {
      const [name = '', email = '', phone = ''] = text.split(/[|｜]/).map((part) => part.trim())
      return { name, email: email.normalize('NFKC'), phone: phone.normalize('NFKC') }
    }),
    prefectures: everywhere ? [...PREFECTURES] : many('prefectures', (name) => [shortOf(name)], PREFECTURES), languages: many('languages', (name) => LANGUAGE_WORDS[name], LANGUAGES), themes: many('themes', (name) => THEME_WORDS[name], THEMES),
    trainingUntil: day('trainingUntil'), agreementUntil: day('agreementUntil'), fee: cell('fee') === '' ? 'free' : one('fee', (name) => FEE_WORDS[name], FEES, cell('fee')), feeNote: cell('feeNote'),
    shelterPlaces: cell('shelterPlaces') === '' ? 0 : Number(cell('shelterPlaces').normalize('NFKC')), publicEmployee: tick('publicEmployee'), notes: cell('notes'), paused: tick('paused'),
  })
  const told = new Set(problems.map(({ column }) => column))
  for (const { path, message } of entry.error?.issues ?? []) {
    const column = NAMES.find((name) => name === path[0])
    if (column && !told.has(column)) {
      told.add(column)
      wrong(column, message === 'employer_side' ? 'employer_side' : 'bad', cell(column))
    }
  }
  return problems.length > 0 || !entry.data ? { problems } : { line, id: cell('id') === '' ? null : cell('id'), entry: entry.data }
}

/** As `readSheet` reads it. */
export function writeSheet(partners: readonly { readonly id: string; readonly entry: PartnerEntry }[]): string[][] {
  const word = <T extends string>(words: Readonly<Record<T, readonly string[]>>, name: T): string => words[name][0] ?? name
  return [NAMES.map((name) => COLUMNS[name]), ...partners.map(({ id, entry }) => {
    const cells: Readonly<Record<Column, string>> = {
      id, kind: word(KIND_WORDS, entry.kind), name: entry.name, contacts: entry.contacts.map(({ name, email, phone }) => [name, email, phone].join(' | ')).join('\n'),
      prefectures: entry.prefectures.length === PREFECTURES.length ? '全国' : entry.prefectures.join('、'), languages: entry.languages.map((one) => word(LANGUAGE_WORDS, one)).join('、'),
      themes: entry.themes.map((one) => word(THEME_WORDS, one)).join('、'), trainingUntil: entry.trainingUntil ?? '', agreementUntil: entry.agreementUntil ?? '',
      fee: word(FEE_WORDS, entry.fee), feeNote: entry.feeNote, shelterPlaces: entry.shelterPlaces === 0 ? '' : String(entry.shelterPlaces), publicEmployee: entry.publicEmployee ? 'はい' : '',
      notes: entry.notes, paused: entry.paused ? 'はい' : '',
    }
    return NAMES.map((name) => cells[name])
  })]
}

/** 東京 for 東京都; of 北海道 nothing is left out. */
const shortOf = (prefecture: string) => prefecture.replace(/(?<!^北海)[都道府県]$/, '')

const same = (a: string, b: string) => fold(a) === fold(b)
const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s/g, '')
