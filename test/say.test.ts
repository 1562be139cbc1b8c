// More choices than a channel shows: all of them stand numbered in the text, and a number that is typed is that choice.
import { expect, test } from 'vitest'
import { capabilities } from '../channels/line/capabilities.ts'
import { Flow } from '../src/engine/flow.ts'
import type { Knowledge } from '../src/engine/outcome.ts'
import { step } from '../src/engine/step.ts'
import { lineOf, tappedLabel, typedButton } from '../src/gateway/say.ts'
import { content, words } from './content.ts'

const topics = [...content.articles.keys()].slice(0, 15)
const flow = Flow.parse({
  flow: 'wide', start: 'ask', menu: 'ask', unreadable: 'ask', joined: 'ask',
  nodes: { ask: { type: 'ask', ask: 'welcome.topics', choices: [{ each: 'topic', to: 'answer' }], otherwise: 'ask' }, answer: { type: 'answer', next: 'ask' } },
})
const knowledge: Knowledge = {
  joined: false, open: true, told: false, isFit: () => false, mayShow: () => 'none', isTheirs: () => false, asks: () => ({ said: [], noted: null, leads: 'over', argument: null, unseen: false }), isUnread: () => false, tapped: () => null, match: () => ({ decision: 'handover', topics: [] }), list: () => topics.map((topic) => ({ item: topic, label: { type: 'topic', topic } })),
}
const named = { today: '2026-11-24', code: '', cases: [], mediates: false, opens: () => '' }
const wide = { ...content, flow }

test('fifteen choices on a channel of thirteen buttons', () => {
  const { session, said: [said] } = step(flow, null, { type: 'begin' }, knowledge)
  if (!said) throw new Error('nothing said')
  const line = lineOf(said, 'vi', wide, capabilities, named)
  const titles = topics.map((topic) => content.articles.get(topic)?.articles.vi.title ?? '')
  expect(line.choices.map(({ label }) => label)).toEqual(titles.slice(0, 13))
  expect(line.text).toBe(`${words('vi', 'welcome.topics')}\n\n${titles.map((title, i) => `${i + 1}. ${title}`).join('\n')}`)
  for (const typed of ['15', '１５', titles[14] ?? '']) {
    expect(typedButton({ type: 'text', text: typed }, session, wide, knowledge, 'vi')).toEqual({ type: 'choice', value: `answer:${topics[14]}` })
  }
  expect(typedButton({ type: 'text', text: '16' }, session, wide, knowledge, 'vi')).toEqual({ type: 'text', text: '16' })
})

test('as many choices as buttons need no list', () => {
  const { said: [said] } = step(flow, null, { type: 'begin' }, { ...knowledge, list: () => knowledge.list('topic', null).slice(0, 13) })
  expect(said && lineOf(said, 'vi', wide, capabilities, named).text).toBe(words('vi', 'welcome.topics'))
})

test('a tap is logged by what stood on the button, also on one that is no longer shown, and by its value where nothing had it', () => {
  expect(tappedLabel(`answer:${topics[3]}`, null, content, knowledge, 'my')).toBe(content.articles.get(topics[3] ?? '')?.articles.my.title)
  expect(tappedLabel('person', null, content, knowledge, 'my')).toBe(words('my', 'choice.person'))
  expect(tappedLabel('gone:x', null, content, knowledge, 'my')).toBe('gone:x')
})
