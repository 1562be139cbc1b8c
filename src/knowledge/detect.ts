// Which of the nine languages a short message is in. Script first, then small words, then letter statistics.
import { detectAll } from 'tinyld'
import type { Language } from './languages.ts'
import { SMALL_WORDS } from './small-words.ts'
import { words } from './normalise.ts'

export interface Detection {
  /** Null where there is nothing to go by: digits, a link, an emoji. */
  readonly language: Language | null
  /** Enough to switch the conversation's language by itself. */
  readonly clear: boolean
}

const NOTHING: Detection = { language: null, clear: false }
const NOISE = /https?:\S+|\S+@\S+\.\S+|@\S+/g
const LATIN = ['en', 'vi', 'tl', 'id', 'pt', 'es'] as const
const VIETNAMESE = /[ăằắẳẵặơờớởỡợưừứửữựđảạẩẫậẻẽẹểễệỉĩịỏọổỗộủũụỷỹỵ]/i

/** `prior` is the language of the conversation so far: it decides where the text alone does not. */
export function detectLanguage(text: string, prior: Language | null = null): Detection {
  const bare = text.replace(NOISE, ' ')
  if (!/\p{L}/u.test(bare)) return NOTHING
  const count = (script: RegExp) => bare.match(script)?.length ?? 0
  const latin = count(/\p{Script=Latin}/gu)
  if (count(/\p{Script=Myanmar}/gu) * 2 > latin) return { language: 'my', clear: true }
  const kana = count(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)
  const han = count(/\p{Script=Han}/gu)
  if ((kana + han) * 2 > latin) return kana > 0 ? { language: 'ja', clear: true } : ofHanOnly(bare, prior)
  return latin > 0 ? ofLatin(bare, prior) : NOTHING
}

/** Kanji alone may be Japanese or Chinese. Characters that only one of them writes decide. */
function ofHanOnly(text: string, prior: Language | null): Detection {
  if (/[们这说个时间问题钱请给没吗过还开关门东车马长风飞见语话让对难医药伤资业劳动汇护签证险报费险宝]/u.test(text)) return { language: 'zh', clear: true }
  if (/[給働険労込円図駅払暇届職転込残気発実証続権広県価変]/u.test(text)) return { language: 'ja', clear: text.length > 3 }
  if (prior === 'ja' || prior === 'zh') return { language: prior, clear: false }
  const best = detectAll(text, { only: ['ja', 'zh'] })[0]
  return { language: best?.lang === 'ja' ? 'ja' : 'zh', clear: text.length > 4 }
}

function ofLatin(text: string, prior: Language | null): Detection {
  if (VIETNAMESE.test(text)) return { language: 'vi', clear: true }
  const tokens = words(text).split(' ').filter((token) => /[a-z]/.test(token))
  if (tokens.length === 0) return NOTHING
  const scores = new Map<Language, number>()
  const add = (language: Language, score: number) => scores.set(language, (scores.get(language) ?? 0) + score)
  for (const token of tokens) for (const language of SMALL_WORDS.get(token) ?? []) add(language, 1 / (SMALL_WORDS.get(token)?.length ?? 1))
  for (const { lang, accuracy } of detectAll(text.toLowerCase(), { only: [...LATIN] })) {
    const language = LATIN.find((one) => one === lang)
    if (language) add(language, accuracy * (tokens.length < 4 ? 0.5 : 1))
  }
  if (/[ñ¿¡]/.test(text)) add('es', 1.5)
  if (/[ãõç]|[âêô](?![a-z]*[ơư])/.test(text)) add('pt', 1)
  if (prior) add(prior, 0.6)
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1])
  if (!best) return { language: prior, clear: false }
  return { language: best[0], clear: tokens.length >= 3 && best[1] - (second?.[1] ?? 0) >= 1 }
}
