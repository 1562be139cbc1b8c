// A small survey as a desk might write it: branches, a scale, a number, several choices; named or anonymous.
import { LANGUAGES } from '../../src/knowledge/languages.ts'
import { QuestionnaireContent } from '../../src/questionnaires/shape.ts'
import type { Questionnaire } from '../../src/questionnaires/running.ts'

const texts = (text: string) => Object.fromEntries(LANGUAGES.map((language) => [language, `${text} (${language})`]))

export function surveyContent(more: object = {}): QuestionnaireContent {
  return QuestionnaireContent.parse({
    title: texts('Rooms'), intro: texts('Four questions on your room.'), thanks: texts('All done.'), label: 'test', anonymous: false,
    questions: [
      { id: 'where', kind: 'one', text: texts('Where do you live?'), choices: [{ id: 'dorm', text: texts('Dorm') }, { id: 'flat', text: texts('Flat') }] },
      { id: 'people', kind: 'number', text: texts('How many share it?'), least: 1, most: 30, when: { question: 'where', is: ['dorm'] } },
      { id: 'liked', kind: 'scale', text: texts('How is it?'), from: 1, to: 5, low: texts('bad'), high: texts('good') },
      { id: 'lacks', kind: 'many', text: texts('What is missing?'), choices: ['heating', 'quiet', 'light'].map((id) => ({ id, text: texts(id) })) },
      { id: 'else', kind: 'text', text: texts('Anything else?') },
    ],
    ...more,
  })
}

export function survey(more: Partial<Questionnaire> = {}): Questionnaire {
  return { key: 'rooms', kind: 'survey', opensAt: null, closesAt: null, versions: new Map([[1, surveyContent()]]), ...more }
}
