// Money as people write it: `150 triệu đồng`, `8k usd`, `20まん`, `သိန်း ၅၀`. Nothing is ever converted into another currency.
import type { Language } from '../knowledge/languages.ts'
import { toUnicode } from '../knowledge/normalise.ts'
import type { Answer } from './answers.ts'
import { currencyIn, scaleAt } from './currencies.ts'
import { plainDigits } from './numbers.ts'

export type Amount = Extract<Answer, { readonly said: string }>

/** In these a point stands between thousands and a comma before what is less than one. */
const POINTS: ReadonlySet<Language> = new Set(['vi', 'id', 'pt', 'es'])

const NOTHING = /^(?:0|nothing|none|zero|free|nada|cero|wala|libre|gratis|không mất(?: tiền)?|không tốn|tidak (?:ada|bayar)|nol|ない|なし|無料|没有|没付|免费|မပေးရ(?:ပါ)?|မရှိ(?:ပါ)?)[\s.!。]*$/iu

/** Both are understood or neither counts; only nought needs no currency. */
export function amountIn(said: string, language: Language): Amount {
  const text = plainDigits(toUnicode(said)).toLowerCase().trim()
  if (NOTHING.test(text)) return { value: 0, currency: null, said }
  const read = valueIn(kanjiAsDigits(text), language)
  const named = currencyIn(text, language)
  const currency = named ?? read?.currency ?? null
  // Two kinds of money are two sums.
  const mixed = read !== null && read.count > 1 && named !== null && read.currency !== null && named !== read.currency
  return { value: read === null || mixed || (currency === null && read.value !== 0) ? null : read.value, currency, said }
}

/** Whether a text speaks of a number at all. */
export function namesNumber(said: string): boolean {
  return /\d/.test(kanjiAsDigits(plainDigits(toUnicode(said)))) || NOTHING.test(said.trim())
}

/** One number, or several of which each counts smaller things than the one before: `1 triệu 500 nghìn`. */
function valueIn(text: string, language: Language): { readonly value: number; readonly currency: string | null; readonly count: number } | null {
  let [value, smallest, currency] = [0, Infinity, null as string | null]
  const before = /(သန်း|သိန်း|သောင်း|ထောင်)\s*(?=\d)/g.test(text) ? text.replace(/(သန်း|သိန်း|သောင်း|ထောင်)\s*(\d[\d.,]*)/g, '$2$1') : text
  const found = [...before.matchAll(/\d[\d.,]*(?: \d{3}(?![\d]))*/g)]
  for (const { 0: digits, index } of found) {
    const scales: number[] = []
    let rest = before.slice(index + digits.length).trimStart()
    for (let scale = scaleAt(rest, language); scale; scale = scaleAt(rest, language)) {
      scales.push(scale.by)
      currency ??= scale.currency
      rest = rest.slice(scale.length).trimStart()
    }
    const by = scales.reduce((product, scale) => product * scale, 1)
    const number = numberIn(digits.replace(/(?<![.,])[.,]+$/, ''), by > 1, language)
    // Two numbers side by side are a span, or two sums: which one is meant, nobody knows.
    if (number === null || by >= smallest) return null
    value += number * by
    smallest = by
  }
  return found.length === 0 ? null : { value: Math.round(value), currency, count: found.length }
}

/** @param scaled a word for a large number follows: what looks like thousands may be a fraction */
function numberIn(digits: string, scaled: boolean, language: Language): number | null {
  const plain = digits.replaceAll(' ', '')
  const marks = [...plain.matchAll(/[.,]/g)].map(([mark]) => mark)
  const last = marks.at(-1)
  if (last === undefined) return Number(plain)
  const thousands = (mark: string) => new RegExp(`^\\d{1,3}(?:\\${mark}\\d{3})+$`).test(plain)
  if (marks.every((mark) => mark === last)) {
    const own = POINTS.has(language) ? '.' : ','
    if (thousands(last) && (marks.length > 1 || !scaled || last === own)) return Number(plain.replaceAll(last, ''))
    return marks.length === 1 ? Number(plain.replace(',', '.')) : null
  }
  const [whole, fraction] = [plain.slice(0, plain.lastIndexOf(last)), plain.slice(plain.lastIndexOf(last) + 1)]
  return /[.,]/.test(fraction) ? null : Number(`${whole.replace(/[.,]/g, '')}.${fraction}`)
}

const KANJI = '〇一二三四五六七八九'

/** `二十万` as `20万`, `三百万` as `300万`; where digits stand before 百 or 千 they stay as they are. */
function kanjiAsDigits(text: string): string {
  return text.replace(/[〇一二三四五六七八九十百千]+/g, (run) => {
    if (/^[百千]+$/.test(run)) return run
    let [sum, one] = [0, 0]
    for (const sign of run) {
      const unit = { 十: 10, 百: 100, 千: 1000 }[sign]
      if (unit === undefined) one = one * 10 + KANJI.indexOf(sign)
      else [sum, one] = [sum + (one || 1) * unit, 0]
    }
    return String(sum + one)
  })
}
