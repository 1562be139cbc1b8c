// The demonstration's stories can be played: what they tap is there, what they name exists, in all nine languages.
import { expect, test } from 'vitest'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import { COLLEAGUES } from '../src/tools/demo/colleagues.ts'
import { everyday } from '../src/tools/demo/everyday.ts'
import { createPhrasebook } from '../src/tools/demo/phrasebook.ts'
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
