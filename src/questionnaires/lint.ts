// What keeps a questionnaire from being published, and what its authors should look at again, place by place.
import { LANGUAGES } from '../knowledge/languages.ts'
import { answersOf, isQuestionId, textsIn } from './draft.ts'
import type { DraftQuestion, DraftTexts, QuestionnaireDraft } from './draft.ts'

/** LINE's and Messenger's: the shortest of all channels, and the most they show. */
export const BUTTON_GRAPHEMES = 20
export const BUTTONS = 13
const CHOICES = 20

type Rule = 'missing' | 'no_questions' | 'few_choices' | 'many_choices' | 'bad_id' | 'twice' | 'branch_unknown' | 'branch_later' | 'branch_answer' | 'scale' | 'limits'
type Advice = 'long_button' | 'many_buttons' | 'no_furigana' | 'asks_name' | 'unchecked'

/** `place` as in `textsIn`, or a question's id; `stops`: it may not be published so. */
export interface QuestionnaireFault {
  readonly place: string
  readonly language: string | null
  readonly rule: Rule | Advice
  readonly found: string
  readonly stops: boolean
}

const fault = (place: string, rule: Rule, found = '', language: string | null = null): QuestionnaireFault => ({ place, language, rule, found, stops: true })
const advice = (place: string, rule: Advice, language: string | null = null, found = ''): QuestionnaireFault => ({ place, language, rule, found, stops: false })

/** @param unchecked `place/language` of texts that a machine translated and nobody looked at */
export function questionnaireFaults(draft: QuestionnaireDraft, unchecked: readonly string[] = []): QuestionnaireFault[] {
  const { questions, anonymous } = draft
  const texts = textsIn(draft)
  const places = new Set(texts.flatMap(({ place }) => LANGUAGES.map((language) => `${place}/${language}`)))
  return [
    ...(questions.length === 0 ? [fault('questions', 'no_questions')] : []),
    ...texts.flatMap(({ place, texts: each }) => [...missing(place, each), ...(lacksFurigana(each.ja) ? [advice(place, 'no_furigana', 'ja')] : [])]),
    ...questions.flatMap((question, at) => [...ofShape(question, questions.slice(0, at)), ...ofBranch(question, at, questions), ...ofButtons(question), ...(anonymous ? namesAsked(question) : [])]),
    ...unchecked.filter((path) => places.has(path)).map((path) => advice(path.slice(0, path.lastIndexOf('/')), 'unchecked', path.slice(path.lastIndexOf('/') + 1))),
  ]
}

function missing(place: string, texts: DraftTexts): QuestionnaireFault[] {
  return LANGUAGES.filter((language) => texts[language].trim() === '').map((language) => fault(place, 'missing', '', language))
}

function ofShape({ id, kind, choices, from, to, least, most }: DraftQuestion, before: readonly DraftQuestion[]): QuestionnaireFault[] {
  const chooses = kind === 'one' || kind === 'many'
  const ids = choices.map((choice) => choice.id)
  return [
    ...(isQuestionId(id) ? [] : [fault(id, 'bad_id', id)]),
    ...(before.some((one) => one.id === id) ? [fault(id, 'twice', id)] : []),
    ...(chooses && ids.length < 2 ? [fault(id, 'few_choices', String(ids.length))] : []),
    ...(chooses && ids.length > CHOICES ? [fault(id, 'many_choices', String(ids.length))] : []),
    ...(chooses ? ids.filter((one, at) => ids.indexOf(one) !== at).map((one) => fault(id, 'twice', one)) : []),
    ...(kind === 'scale' && (from >= to || to - from > 10) ? [fault(id, 'scale', `${from} – ${to}`)] : []),
    ...(kind === 'number' && least !== null && most !== null && least > most ? [fault(id, 'limits', `${least} – ${most}`)] : []),
  ]
}

function ofBranch({ id, when }: DraftQuestion, at: number, questions: readonly DraftQuestion[]): QuestionnaireFault[] {
  if (when === null) return []
  const where = questions.findIndex((one) => one.id === when.question)
  const on = questions[where]
  if (!on) return [fault(id, 'branch_unknown', when.question)]
  if (where >= at) return [fault(id, 'branch_later', when.question)]
  const known = answersOf(on)
  const wrong = when.is.filter((one) => !known.includes(one))
  return when.is.length === 0 || wrong.length > 0 ? [fault(id, 'branch_answer', wrong.join(', '))] : []
}

function ofButtons({ id, kind, choices }: DraftQuestion): QuestionnaireFault[] {
  if (kind !== 'one' && kind !== 'many') return []
  const long = choices.flatMap((choice) => LANGUAGES.filter((language) => graphemes(choice.text[language]) > BUTTON_GRAPHEMES))
  return [
    ...(long.length > 0 ? [advice(id, 'long_button', null, [...new Set(long)].join(' '))] : []),
    ...(choices.length > BUTTONS ? [advice(id, 'many_buttons', null, String(choices.length))] : []),
  ]
}

const NAME = /名前|なまえ|氏名|お電話|電話番号|連絡先|メールアドレス|パスポート番号|\b(your (full )?name|phone number|e-?mail address|passport number)\b|姓名|电话号码|họ (và )?tên|số điện thoại|pangalan mo|nama (anda|lengkap)|nomor telepon|အမည်|ဖုန်းနံပါတ်|seu nome|su nombre|teléfono|telefone/iu

/** Who was promised to stay unknown must not be asked who they are. */
function namesAsked({ id, kind, text }: DraftQuestion): QuestionnaireFault[] {
  if (kind !== 'text' && kind !== 'number') return []
  return LANGUAGES.filter((language) => NAME.test(text[language])).slice(0, 1).map((language) => advice(`${id}/text`, 'asks_name', language, NAME.exec(text[language])?.[0] ?? ''))
}

/** A Chinese character without its reading in brackets after the word: `仕事（しごと）`. */
export function lacksFurigana(text: string): boolean {
  return /\p{Script=Han}/u.test(text.replace(/[\p{Script=Han}々0-9０-９\p{Script=Hiragana}]*[\p{Script=Han}々][\p{Script=Hiragana}]{0,6}（[\p{Script=Hiragana}\p{Script=Katakana}ー・ ]+）/gu, ''))
}

const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const graphemes = (text: string): number => [...segments.segment(text)].length
