// Questionnaires in words: titles, places in them, and what the lint found.
import i18next from 'i18next'
import ja from '../../../../locales/desk/ja.json'
import type { DraftQuestion, QuestionnaireDraft } from '../../../questionnaires/draft.ts'
import type { QuestionnaireFault } from '../../../questionnaires/lint.ts'
import { withoutFurigana } from '../furigana.ts'
import { deskLanguage, languageName } from '../words.ts'

/** In the desk's language, without readings; else whatever there is. */
export const inDesk = (texts: Readonly<Record<string, string>>): string => {
  const mine = deskLanguage() === 'ja' ? withoutFurigana(texts['ja'] ?? '') : texts['en'] ?? ''
  return mine.trim() !== '' ? mine : withoutFurigana(texts['ja'] ?? '') || (texts['en'] ?? '')
}

export const questionName = (question: DraftQuestion, at: number): string => inDesk(question.text) || i18next.t('questionnaire.nthQuestion', { number: at + 1 })

/** `q3/text` as 'Question 3'; `q3/choice/q3.2` as 'Question 3, choice 2'. */
export function placeName({ questions }: QuestionnaireDraft, place: string): string {
  if (place === 'title' || place === 'intro' || place === 'thanks') return i18next.t(`questionnaire.field.${place}`)
  if (place === 'questions') return i18next.t('questionnaire.tab.questions')
  const [id, part, choice] = place.split('/')
  const at = questions.findIndex((question) => question.id === id)
  const name = i18next.t('questionnaire.nthQuestion', { number: at + 1 })
  if (part === 'choice') return `${name} · ${i18next.t('questionnaire.nthChoice', { number: (questions[at]?.choices.findIndex((one) => one.id === choice) ?? 0) + 1 })}`
  return part === 'low' || part === 'high' ? `${name} · ${i18next.t(`questionnaire.field.${part}`)}` : name
}

const isRule = (rule: string): rule is Extract<keyof typeof ja.questionnaire.fault, string> => Object.hasOwn(ja.questionnaire.fault, rule)

export const faultWords = ({ rule, found }: QuestionnaireFault): string => i18next.t(`questionnaire.fault.${isRule(rule) ? rule : 'missing'}`, { found: rule === 'long_button' ? found.split(' ').map(languageName).join(', ') : found })

const isIndicator = (name: string): name is Extract<keyof typeof ja.questionnaire.indicator, string> => Object.hasOwn(ja.questionnaire.indicator, name)
export const indicatorName = (name: string): string => (isIndicator(name) ? i18next.t(`questionnaire.indicator.${name}`) : name)

/** What a place is called within its question. */
export function placeLabel(place: string): string {
  const part = place.split('/')[1] ?? place
  if (part === 'title' || part === 'intro' || part === 'thanks' || part === 'text' || part === 'low' || part === 'high') return i18next.t(`questionnaire.field.${part}`)
  return i18next.t('questionnaire.field.choice')
}

/** What one of a question's answers says. */
export function answerName({ kind, choices }: Pick<DraftQuestion, 'kind' | 'choices'>, id: string): string {
  if (kind === 'yesNo' && (id === 'yes' || id === 'no' || id === 'unknown')) return i18next.t(`questionnaire.answer.${id}`)
  const at = choices.findIndex((choice) => choice.id === id)
  return inDesk(choices[at]?.text ?? {}) || i18next.t('questionnaire.nthChoice', { number: at + 1 })
}

export const lotName = (lot: string): string => (lot === 'jica' || lot === 'company' ? i18next.t(`questionnaire.lot.${lot}`) : lot)
