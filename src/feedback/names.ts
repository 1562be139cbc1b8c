// Whether two written names may be of the same body: in full or half width, kana or Latin letters, with or without its legal form, mistyped.

const LEGAL_FORMS = [
  /株式会社|有限会社|合同会社|合資会社|協同組合|事業協同組合|一般社団法人|公益社団法人|一般財団法人|学校法人|\(株\)|\(有\)|㈱|㈲/gu,
  /\b(?:kabushiki\s?(?:gaisha|kaisha)|k\.?\s?k|company|co|limited|ltd|corporation|corp|incorporated|inc|llc|plc|jsc|joint stock|cooperative|coop|association)\b\.?/gu,
  /\b(?:c[oô]ng ty(?: c[oổ] ph[aầ]n| tnhh)?|tnhh|cp|p\.?\s?t\b|tbk|ltda|s\.?\s?a\.?\s?c?\b)/gu,
  /有限公司|股份公司|公司/gu,
]
const HIRAGANA = /[\u3041-\u3096]/gu
const KANA_OFFSET = 0x60

/** What is compared: letters and digits alone, each kind in one form. */
export function foldName(name: string): string {
  const plain = name.normalize('NFKC').toLowerCase()
  const short = LEGAL_FORMS.reduce((left, pattern) => left.replace(pattern, ' '), plain)
  const folded = lettersOf(short)
  return folded === '' ? lettersOf(plain) : folded
}

/** 1: the same; 0: nothing in common. */
export function likeness(one: string, other: string): number {
  const [a, b] = [foldName(one), foldName(other)]
  if (a === '' || b === '') return 0
  if (a === b) return 1
  const longer = Math.max(a.length, b.length)
  const within = Math.min(a.length, b.length) >= 3 && (a.includes(b) || b.includes(a)) ? 0.85 : 0
  return Math.max(within, 1 - distance(a, b) / longer)
}

export interface Named { readonly id: string; readonly names: readonly string[] }
export interface Suggestion { readonly id: string; readonly likeness: number }

/** Below it two names have little more in common than any two. */
const LEAST_LIKE = 0.6
const MOST_SUGGESTED = 5

/** Those it may be, the likeliest first. */
export function suggestionsFor(written: string, bodies: readonly Named[]): Suggestion[] {
  return bodies.map(({ id, names }) => ({ id, likeness: Math.max(0, ...names.map((name) => likeness(written, name))) }))
    .filter((one) => one.likeness >= LEAST_LIKE)
    .toSorted((a, b) => b.likeness - a.likeness || a.id.localeCompare(b.id)).slice(0, MOST_SUGGESTED)
}

function lettersOf(text: string): string {
  return text.normalize('NFD').replace(/(?<=\p{Script=Latin})\p{M}+/gu, '').normalize('NFC').replaceAll('đ', 'd')
    .replace(HIRAGANA, (letter) => String.fromCharCode(letter.charCodeAt(0) + KANA_OFFSET)).replace(/[^\p{L}\p{M}\p{N}]|ー/gu, '')
}

/** Letters to add, take away, change or swap with the next (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity
      row.push(Math.min(changed, swapped, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
