// What a person answered to questionnaires that are not anonymous, as the desk's pages show it: in the authors' own words.
import type { Questionnaires } from '../gateway/questionnaire-files.ts'
import { withoutFurigana } from '../knowledge/normalise.ts'
import { Answers } from '../questionnaires/answers.ts'
import type { Answer } from '../questionnaires/answers.ts'
import { askedOf } from '../questionnaires/asking.ts'
import { meaningOf } from '../questionnaires/meaning.ts'
import type { Question } from '../questionnaires/shape.ts'
import type { SheetSeen } from '../store/answer-sheets.ts'
import type { SheetView } from './api/people.ts'

export function sheetViews(sheets: readonly SheetSeen[], questionnaires: Questionnaires): SheetView[] {
  return sheets.flatMap((sheet): SheetView[] => {
    const text = questionnaires.get(sheet.key)?.versions.get(sheet.version)
    const answers = Answers.safeParse(sheet.answers).data
    if (!text || !answers || text.anonymous) return []
    return [{
      id: sheet.id, title: withoutFurigana(text.title.ja), version: sheet.version, label: text.label, level: sheet.level ?? meaningOf(text, answers).level, wish: sheet.wish,
      begunAt: sheet.begun_at.toISOString(), finishedAt: sheet.finished_at?.toISOString() ?? null,
      lines: askedOf(text, answers).flatMap((question) => {
        const answer = answers[question.id]
        return answer && !('skipped' in answer) ? [{ question: question.official ?? withoutFurigana(question.text.ja), ...shown(question, answer) }] : []
      }),
    }]
  })
}

function shown(question: Question, answer: Exclude<Answer, { skipped: true }>): Pick<SheetView['lines'][number], 'choices' | 'yesNo' | 'said'> {
  const none = { choices: null, yesNo: null, said: null }
  if ('choices' in answer) {
    if (question.kind === 'yesNo') return { ...none, yesNo: answer.choices[0] ?? null }
    const all = question.kind === 'one' || question.kind === 'many' ? question.choices : []
    return { ...none, choices: all.filter(({ id }) => answer.choices.includes(id)).map(({ official, text, level }) => ({ text: official ?? withoutFurigana(text.ja), level: level ?? null })) }
  }
  if ('number' in answer) return { ...none, said: String(answer.number) }
  if ('text' in answer) return { ...none, said: answer.text }
  return { ...none, said: [answer.value === null ? '' : `${answer.value.toLocaleString('en')} ${answer.currency ?? ''}`.trim(), answer.said === '' ? '' : `（${answer.said}）`].join('') }
}
