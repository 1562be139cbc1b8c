// Languages beyond the nine, as far as their letters tell. What is written in Latin letters only the provider can tell apart.

interface Script {
  readonly letters: RegExp
  readonly language: string
  /** Where several languages share the letters: marks that only one of them writes. */
  readonly marks?: readonly (readonly [language: string, mark: RegExp])[]
}

const SCRIPTS: readonly Script[] = [
  { letters: /\p{Script=Thai}/gu, language: 'th' },
  { letters: /\p{Script=Khmer}/gu, language: 'km' },
  { letters: /\p{Script=Lao}/gu, language: 'lo' },
  { letters: /\p{Script=Hangul}/gu, language: 'ko' },
  { letters: /\p{Script=Sinhala}/gu, language: 'si' },
  { letters: /\p{Script=Bengali}/gu, language: 'bn' },
  { letters: /\p{Script=Tamil}/gu, language: 'ta' },
  { letters: /\p{Script=Telugu}/gu, language: 'te' },
  { letters: /\p{Script=Gurmukhi}/gu, language: 'pa' },
  { letters: /\p{Script=Gujarati}/gu, language: 'gu' },
  { letters: /\p{Script=Malayalam}/gu, language: 'ml' },
  { letters: /\p{Script=Kannada}/gu, language: 'kn' },
  { letters: /\p{Script=Tibetan}/gu, language: 'bo' },
  { letters: /\p{Script=Mongolian}/gu, language: 'mn' },
  {
    letters: /\p{Script=Devanagari}/gu, language: 'ne',
    marks: [['ne', /(^|\s)(छ|छु|छन्|हो|मेरो|हरू|लाई|मलाई|भएको|गर्नु|पाएको)(?=\s|$|।)|छैन|हरु|लाई(?=\s|$)/u], ['hi', /(^|\s)(है|हैं|हूँ|हूं|में|का|की|के|मुझे|नहीं|मेरा|मेरी|और)(?=\s|$|।)/u]],
  },
  {
    letters: /\p{Script=Cyrillic}/gu, language: 'ru',
    marks: [['mn', /[өүӨҮ]/u], ['uk', /[іїєґІЇЄҐ]/u], ['kk', /[әғқңұһӘҒҚҢҰҺ]/u], ['tg', /[ӣӯҳҷӢӮҲҶ]/u], ['uz', /[ўЎ]/u]],
  },
  {
    letters: /\p{Script=Arabic}/gu, language: 'ar',
    marks: [['ur', /[ٹڈڑںےھ]/u], ['ps', /[ټډړښږځڅ]/u], ['fa', /[پچژگی]/u]],
  },
  { letters: /\p{Script=Hebrew}/gu, language: 'he' },
  { letters: /\p{Script=Greek}/gu, language: 'el' },
  { letters: /\p{Script=Georgian}/gu, language: 'ka' },
  { letters: /\p{Script=Armenian}/gu, language: 'hy' },
  { letters: /\p{Script=Ethiopic}/gu, language: 'am' },
]

export const OTHER_LANGUAGES: readonly string[] = [...new Set(SCRIPTS.flatMap(({ language, marks = [] }) => [language, ...marks.map(([one]) => one)]))]

/** UTF-16 units: what follows says nothing that these do not. */
const ENOUGH = 2_000

/** BCP 47; null where most letters are of a script that the nine languages write. */
export function otherLanguageOf(text: string): string | null {
  const bare = text.slice(0, ENOUGH).replace(/[^\s:]{1,20}:\/\/\S+|[^\s@]{1,64}@[^\s@]+/g, ' ')
  const letters = bare.match(/\p{L}/gu)?.length ?? 0
  for (const { letters: own, language, marks = [] } of SCRIPTS) {
    const found = bare.match(own)?.filter((letter) => /\p{L}/u.test(letter)).length ?? 0
    if (found > 0 && found * 2 > letters) return marks.find(([, mark]) => mark.test(bare))?.[0] ?? language
  }
  return null
}
