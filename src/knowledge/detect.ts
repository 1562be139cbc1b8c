// Which of the nine languages a short message is in. Script first; Latin letters by what our own training messages look like.
import { featuresOf } from './features.ts'
import { LANGUAGES } from './languages.ts'
import type { Language } from './languages.ts'
import { words } from './normalise.ts'
import { otherLanguageOf } from './other-languages.ts'
import { groupsOf } from './postings.ts'
import type { Postings } from './postings.ts'
import { SMALL_WORDS } from './small-words.ts'
import { typical, typicality } from './typicality.ts'
import type { Typicality } from './typicality.ts'

export interface Detection {
  /** Null where there is nothing to go by: digits, a link, an emoji. */
  readonly language: Language | null
  /** Enough to switch the conversation's language by itself. */
  readonly clear: boolean
}

const NOTHING: Detection = { language: null, clear: false }
const NOISE = /https?:\S+|[^\s@]{1,64}@[^\s@]{1,255}|@\S+/g
/** UTF-16 units: what follows says nothing that these do not. */
const ENOUGH = 2_000
/** Log-likelihood per feature against small words per word. */
const LIKENESS = 0.25
const PRIOR = 0.15
const CLEAR = 0.5
const VIETNAMESE = /[ăằắẳẵặơờớởỡợưừứửữựđảạẩẫậẻẽẹểễệỉĩịỏọổỗộủũụỷỹỵ]/i

export interface LanguageDetector {
  /** `prior` is the language of the conversation so far: it decides where the text alone does not. */
  detect(text: string, prior?: Language | null): Detection
}

/** @param typed the language of each text of the index that is a message as people type it, Japanese and Burmese also in Latin letters */
export function learnLanguages(index: Postings, typed: readonly (Language | null)[]): Typicality {
  return typicality(index, groupsOf(LANGUAGES.length, typed.map((language) => language && LANGUAGES.indexOf(language))))
}

/** @param learned by `learnLanguages` */
export function createLanguageDetector(learned: Typicality): LanguageDetector {
  const scoresOf = typical(learned)
  const likeness = (text: string) => {
    const features = featuresOf(text)
    const scores = scoresOf(features)
    return LANGUAGES.map((language, i) => ({ language, score: (scores[i] ?? 0) / (features.length || 1) }))
  }
  return {
    detect(text, prior = null) {
      const bare = text.slice(0, ENOUGH).replace(NOISE, ' ')
      if (!/\p{L}/u.test(bare) || otherLanguageOf(bare) !== null) return NOTHING
      const count = (script: RegExp) => bare.match(script)?.length ?? 0
      const latin = count(/\p{Script=Latin}/gu)
      if (count(/\p{Script=Myanmar}/gu) * 2 > latin) return { language: 'my', clear: true }
      const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)
      const han = count(/\p{Script=Han}/gu)
      if ((kana + han) * 2 > latin) return kana > 0 ? { language: 'ja', clear: true } : ofHanOnly(bare, prior, likeness)
      return latin > 0 ? ofLatin(bare, prior, likeness) : NOTHING
    },
  }
}

type Likeness = (text: string) => { readonly language: Language; readonly score: number }[]

/** Kanji alone may be Japanese or Chinese. Characters that only one of them writes decide. */
function ofHanOnly(text: string, prior: Language | null, likeness: Likeness): Detection {
  if (/[们这说个时间问题钱请给没吗过还开关门东车马长风飞见语话让对难医药伤资业劳动汇护签证险报费险宝]/u.test(text)) return { language: 'zh', clear: true }
  if (/[給働険労込円図駅払暇届職転込残気発実証続権広県価変]/u.test(text)) return { language: 'ja', clear: text.length > 3 }
  if (prior === 'ja' || prior === 'zh') return { language: prior, clear: false }
  const scores = new Map(likeness(text).map(({ language, score }) => [language, score]))
  return { language: (scores.get('ja') ?? 0) > (scores.get('zh') ?? 0) ? 'ja' : 'zh', clear: text.length > 4 }
}

function ofLatin(text: string, prior: Language | null, likeness: Likeness): Detection {
  if (VIETNAMESE.test(text)) return { language: 'vi', clear: true }
  const tokens = words(text).split(' ').filter((token) => /[a-z]/.test(token))
  if (tokens.length === 0) return NOTHING
  const scores = new Map(likeness(text).map(({ language, score }) => [language, score * LIKENESS]))
  const add = (language: Language, score: number) => scores.set(language, (scores.get(language) ?? 0) + score)
  for (const token of tokens) for (const language of SMALL_WORDS.get(token) ?? []) add(language, 1 / (SMALL_WORDS.get(token)?.length ?? 1) / tokens.length)
  if (/[ñ¿¡]/.test(text)) add('es', 1)
  if (/[ãõç]/.test(text)) add('pt', 1)
  if (prior) add(prior, PRIOR)
  const [best, second] = [...scores].toSorted((a, b) => b[1] - a[1])
  if (!best) return { language: prior, clear: false }
  return { language: best[0], clear: tokens.length >= 3 && best[1] - (second?.[1] ?? 0) >= CLEAR }
}
