// The self-checks and opinions of the demonstration, tapped question by question as people do it: the same every time.
import { LANGUAGES } from '../../knowledge/languages.ts'
import type { Answers } from '../../questionnaires/answers.ts'
import { choicesOf, take } from '../../questionnaires/asking.ts'
import type { Act } from '../../questionnaires/asking.ts'
import { currentOf } from '../../questionnaires/running.ts'
import type { Questionnaire } from '../../questionnaires/running.ts'
import type { Question, QuestionnaireContent } from '../../questionnaires/shape.ts'
import type { Step, Story } from './story.ts'

const CHECKED = 26
const TOLD = 14
const OFTEN = ['vi', 'id', 'my', 'vi', 'tl', 'zh', 'pt', 'vi', 'es', 'en', 'id', 'ja'] as const
/** Of whom they tell: one is told of by enough people to be shown one day. */
const BODIES = [['employer', 'みどり食品'], ['sending', 'Hoa Sen Career'], ['supervising', 'あおぞら協同組合'], ['employer', 'みどり食品']] as const

/** What a person does at a question: taps, or words. */
type Does = (question: Question) => readonly Act[]

export function sheetStories(questionnaires: ReadonlyMap<string, Questionnaire>): Story[] {
  const [check, opinion] = [questionnaires.get('self-check'), questionnaires.get('feedback')]
  return [
    ...Array.from({ length: check ? CHECKED : 0 }, (_, i) => story(`check-${i}`, i, check ? stepsOf(check, (question) => checks(question, i)) : [])),
    ...Array.from({ length: opinion ? TOLD : 0 }, (_, i) => story(`opinion-${i}`, i + 5, opinion ? stepsOf(opinion, (question) => opines(question, i)) : [])),
  ]
}

function story(person: string, i: number, steps: Step[]): Story {
  const language = OFTEN[i % OFTEN.length] ?? LANGUAGES[0]
  return { person, channel: i % 3 === 0 ? 'messenger' : 'line', language, ago: `${1 + ((i * 11) % 26)}d`, at: `${18 + (i % 5)}:${String((i * 17) % 60).padStart(2, '0')}`, code: i % 2 === 0 ? 'LOT7' : 'HIRO-2', steps: [{ joins: language }, ...steps] }
}

function stepsOf(questionnaire: Questionnaire, does: Does): Step[] {
  const content = questionnaire.versions.get(currentOf(questionnaire))
  if (!content) return []
  const steps: Step[] = [{ after: '1m', tap: `questionnaire:${questionnaire.key}` }]
  let [place, answers]: [string | undefined, Answers] = [content.questions[0]?.id, {}]
  while (place !== undefined) {
    const question = questionAt(content, place)
    for (const act of does(question)) {
      steps.push(stepOf(questionnaire.key, question, act))
      const taken = take(content, { id: null, key: questionnaire.key, version: 1, place, answers }, place, act)
      answers = taken.to === 'end' || taken.to === 'question' || taken.to === 'chosen' ? taken.sheet.answers : answers
      if (taken.to === 'end') return steps
      if (taken.to === 'question') place = taken.sheet.place
    }
  }
  return steps
}

function questionAt({ questions }: QuestionnaireContent, id: string): Question {
  const found = questions.find((question) => question.id === id)
  if (!found) throw new Error(`no question ${id}`)
  return found
}

function stepOf(key: string, { id }: Question, act: Act): Step {
  if (act.type === 'answer' && 'text' in act.answer) return { worker: act.answer.text, ja: act.answer.text }
  const verb = act.type === 'choose' ? `c-${act.choice}` : act.type === 'answer' && 'number' in act.answer ? `n-${act.answer.number}` : act.type
  return { tap: `questionnaire:${key}/${id}/${verb}` }
}

/** Most have little to tell; every fifth has much. */
function checks(question: Question, i: number): readonly Act[] {
  const choices = choicesOf(question)
  const some = (nth: number) => choices[(i * 7 + nth * 3) % choices.length]?.id ?? ''
  switch (question.kind) {
    case 'many': return i % 3 === 0 ? [{ type: 'choose', choice: some(1) }, ...(i % 5 === 0 && some(1) !== some(2) ? [{ type: 'choose' as const, choice: some(2) }] : []), { type: 'done' }] : [{ type: 'done' }]
    case 'one': return [{ type: 'choose', choice: some(0) }]
    case 'yesNo': return [{ type: 'choose', choice: (i + question.id.length * i) % 4 === 0 ? 'no' : 'yes' }]
    default: return [{ type: 'skip' }]
  }
}

function opines(question: Question, i: number): readonly Act[] {
  const [kind, name] = BODIES[i % BODIES.length] ?? BODIES[0]
  if (question.id === 'kind') return [{ type: 'choose', choice: kind }]
  if (question.id === 'name') return [{ type: 'answer', answer: { text: name } }]
  if (question.id === 'country') return [{ type: 'choose', choice: kind === 'sending' ? 'vn' : 'jp' }]
  if (question.kind === 'scale') return [{ type: 'answer', answer: { number: question.from + ((i * 3 + question.id.length) % (question.to - question.from + 1)) } }]
  return checks(question, i)
}
