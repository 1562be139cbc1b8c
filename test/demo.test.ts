// The demonstration's stories can be played: what they tap is there, what they name exists, in all nine languages.
import { expect, test } from 'vitest'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import { may } from '../src/permissions.ts'
import { actionOf, ROUTE_NAMES } from '../src/routes.ts'
import { COLLEAGUES } from '../src/tools/demo/colleagues.ts'
import { readActs, readNeighbours } from '../src/tools/demo/acts.ts'
import { everyday } from '../src/tools/demo/everyday.ts'
import { createPhrasebook } from '../src/tools/demo/phrasebook.ts'
import { sheetStories } from '../src/tools/demo/sheets.ts'
import { readStories } from '../src/tools/demo/story.ts'
import { content } from './content.ts'

const stories = readStories()
const NONE = { version: '', terms: [] }

test('the stories speak all nine languages, and each line of them has its Japanese', async () => {
  expect(new Set(stories.map(({ language }) => language))).toEqual(new Set(LANGUAGES))
  const lines = stories.flatMap(({ language, steps }) => steps.flatMap(({ worker }) => (worker === undefined || language === 'ja' ? [] : [worker])))
  for (const text of lines) expect((await createPhrasebook(stories).translate({ texts: [text], from: null, to: 'ja', glossary: NONE }))[0]?.text).toMatch(/[\p{Script=Hiragana}]/u)
  await expect(createPhrasebook(stories).translate({ texts: ['something else'], from: 'en', to: 'ja', glossary: NONE })).rejects.toThrow('not a sentence')
})

test('what they tap is an article, and whom they name is on the staff', () => {
  const topics = [...content.articles.keys()]
  const all = [...stories, ...everyday(topics)]
  expect(new Set(all.map(({ person }) => person)).size).toBe(all.length)
  for (const { steps } of all) {
    for (const { tap, take, acknowledge } of steps) {
      const [kind, topic] = (tap ?? '').split(':')
      if (kind === 'answer') expect(topics).toContain(topic)
      for (const name of [take, acknowledge]) if (name !== undefined) expect(COLLEAGUES.map(({ key }) => key)).toContain(name)
    }
  }
})

test('who is called at night is called because the desk hears the danger', () => {
  for (const { language, steps } of stories.filter(({ steps: all }) => all.some(({ acknowledge }) => acknowledge !== undefined))) {
    expect(steps.some(({ worker }) => worker !== undefined && content.danger.check(worker, language)?.level === 'S5')).toBe(true)
  }
})

test('self-checks and opinions are answered to their end, by people nobody else is', () => {
  const sheets = sheetStories(content.questionnaires)
  expect(new Set([...sheets, ...stories].map(({ person }) => person)).size).toBe(sheets.length + stories.length)
  for (const key of ['self-check', 'feedback']) {
    const last = content.questionnaires.get(key)?.versions.get(1)?.questions.at(-1)?.id ?? ''
    const told = sheets.filter(({ steps }) => steps.some(({ tap }) => tap === `questionnaire:${key}`))
    expect(told.length).toBeGreaterThan(10)
    for (const { steps } of told) expect(steps.at(-1)?.tap).toMatch(`questionnaire:${key}/${last}/`)
  }
})

test('what colleagues do are requests the desk has, by people who may', () => {
  const answered = ROUTE_NAMES.filter((name) => name.startsWith('POST ')).map((name) => ({ path: new RegExp(`^${name.slice(5).replace(/:\w+/g, '[^/]+')}$`), action: actionOf(name) }))
  for (const { as, post } of readActs()) {
    const route = answered.find(({ path }) => path.test(post))
    const { roles } = COLLEAGUES.find(({ key }) => key === as) ?? { roles: [] }
    expect([post, route !== undefined && may(roles, route.action)]).toEqual([post, true])
  }
  expect(readNeighbours().every(({ posts }) => posts.length > 0)).toBe(true)
})
