// How people in nine languages name money, and the words for large numbers that come with it.
import type { Language } from '../knowledge/languages.ts'

/** Longer names stand before what they contain. Latin words count as whole words only. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/r\$|\b(?:brl|rea(?:l|is))\b|レアル|雷亚尔/, 'BRL'],
  [/(?:nt|tw)\$|\btwd\b|台币|新台幣/, 'TWD'], [/hk\$|\bhkd\b|港元|港币/, 'HKD'], [/\baud\b|a\$|豪ドル/, 'AUD'],
  [/us\$|\busd\b|\bdollars?\b|\bd[oó]lar(?:es)?\b|\bdolyar(?:es)?\b|\bdo ?la\b|\bdo my\b|đô(?: ?la)?|ドル|美元|美金|ဒေါ်လာ|\$/, 'USD'],
  [/\bkrw\b|\bwon\b|ウォン|韩元|韩币|₩/, 'KRW'],
  [/\bjpy\b|\byen(?:es)?\b|\bien(?:es)?\b|yên|円|えん|日元|日圆|日币|ယန်း/, 'JPY'],
  [/\bvnd\b|\bdong\b|đồng|₫|\dđ(?!\p{L})|\bđ\b|ドン|越南盾/u, 'VND'],
  [/\bidr\b|\brupiah?\b|\brp(?=[\d. ])|ルピア|印尼盾|印度尼西亚盾/, 'IDR'],
  [/\bphp\b|\bpiso\b|₱|フィリピンペソ|菲律宾比索/, 'PHP'],
  [/\bmmk\b|\bkyats?\b|\bks\b|ကျပ်|チャット|缅币|缅元/, 'MMK'],
  [/\bpen\b|\bsol(?:es)?\b|s\/\.?(?= ?\d)/, 'PEN'], [/\bbob\b|\bbolivianos?\b/, 'BOB'], [/\bcop\b/, 'COP'], [/\bmxn\b/, 'MXN'],
  [/\bnpr\b/, 'NPR'], [/\binr\b|₹/, 'INR'], [/\bbdt\b|\btaka\b|৳/, 'BDT'], [/\bthb\b|\bbaht\b|฿|バーツ|泰铢/, 'THB'], [/\bkhr\b|\briels?\b|៛/, 'KHR'],
  [/\beur\b|\beuros?\b|€|ユーロ|欧元/, 'EUR'], [/\bgbp\b|£|英镑/, 'GBP'],
  [/\bcny\b|\brmb\b|\byuan\b|人民币|人民元|元|块/, 'CNY'],
]

/** What a word for a number stands for, and whose money is meant where nothing else is said. */
const SCALES: readonly (readonly [RegExp, number, string?])[] = [
  [/^(?:ty|ti|tỷ|tỉ)(?!\p{L})/u, 1e9, 'VND'], [/^(?:trieu|triệu|tr|củ|cu)(?!\p{L})/u, 1e6, 'VND'], [/^(?:nghin|nghìn|ngan|ngàn)(?!\p{L})/u, 1e3, 'VND'],
  [/^mili?ar(?!\p{L})/u, 1e9, 'IDR'], [/^(?:juta|jt)(?!\p{L})/u, 1e6, 'IDR'], [/^(?:ribu|rb)(?!\p{L})/u, 1e3, 'IDR'],
  [/^သန်း/, 1e6, 'MMK'], [/^သိန်း/, 1e5, 'MMK'], [/^lakhs?(?!\p{L})/u, 1e5], [/^သောင်း/, 1e4, 'MMK'], [/^ထောင်/, 1e3, 'MMK'],
  [/^[億亿]/, 1e8], [/^man(?!\p{L})/u, 1e4, 'JPY'], [/^まん/, 1e4, 'JPY'], [/^[万萬]/, 1e4], [/^[千]/, 1e3], [/^[百]/, 1e2],
  [/^(?:billions?|bilyong?)(?!\p{L})/u, 1e9],
  [/^(?:millions?|milyong?|mill[oó]n(?:es)?|milh[aã]o|milh[oõ]es)(?!\p{L})/u, 1e6],
  [/^(?:thousand|k|libong?|libo)(?!\p{L})/u, 1e3],
]

/** Whose money such a word means in one language alone. */
const HABITS: readonly (readonly [Language, RegExp, string])[] = [['ja', /^[万萬]/, 'JPY'], ['my', /^lakh/, 'MMK'], ['tl', /^lib/, 'PHP']]

/** Where a currency is not named, its sign is one's own: `peso` is several countries', `¥` is two's. */
export function currencyIn(text: string, language: Language): string | null {
  const named = NAMES.find(([name]) => name.test(text))?.[1]
  if (named !== undefined) return named
  if (language === 'vi' && /\d ?do\b/.test(text)) return 'USD'
  if (/\bpesos?\b|ペソ/.test(text)) return language === 'es' || language === 'pt' ? null : 'PHP'
  if (/[¥￥]/.test(text)) return language === 'zh' ? null : 'JPY'
  return null
}

/** The word at the beginning of a text: by what it multiplies, how long it is, whose money it stands for. */
export function scaleAt(text: string, language: Language): { readonly by: number; readonly length: number; readonly currency: string | null } | null {
  for (const [word, by, currency] of SCALES) {
    const [hit] = word.exec(text) ?? []
    if (hit !== undefined) return { by, length: hit.length, currency: currency ?? HABITS.find(([own, meant]) => own === language && meant.test(hit))?.[2] ?? null }
  }
  const [mil] = /^mil(?!\p{L})/u.exec(text) ?? []
  return mil !== undefined && ['pt', 'es', 'tl'].includes(language) ? { by: 1e3, length: mil.length, currency: null } : null
}
