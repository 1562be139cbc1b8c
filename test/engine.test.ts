// The flow engine and its publish gate, on small flows of their own.
import { describe, expect, test } from 'vitest'
import { Flow } from '../src/engine/flow.ts'
import { lintFlow } from '../src/engine/lint.ts'
import { PAGE, step } from '../src/engine/step.ts'
import type { Knowledge } from '../src/engine/step.ts'

const person = { label: 'choice.person', to: 'person' }
const flow = Flow.parse({
  flow: 'small', start: 'hello', menu: 'menu', unreadable: 'menu', joined: 'menu',
  nodes: {
    hello: { type: 'say', say: ['a.hello'], next: 'menu' },
    menu: { type: 'ask', ask: 'a.ask', choices: [{ each: 'topic', to: 'answer', more: { label: 'a.more', to: 'menu' } }, person], otherwise: 'match' },
    match: { type: 'match', answer: 'answer', offer: 'menu', none: 'menu', nothing: 'menu' },
    answer: { type: 'answer', next: 'menu' },
    person: { type: 'handover', say: 'a.person' },
  },
})
const topics = Array.from({ length: 20 }, (_, i) => `t${i}`)
const knowledge: Knowledge = {
  joined: false,
  open: true,
  told: false,
  isFit: (text) => text === 'mango',
  match: (text) => (text === 'wages' ? { decision: 'answer', topics: ['t1'] } : { decision: 'handover', topics: [] }),
  list: (each) => (each === 'topic' ? topics.map((topic) => ({ item: topic, label: { type: 'topic', topic } })) : []),
}

test('a conversation begins at the start and stops at the question', () => {
  const { session, said } = step(flow, null, { type: 'begin' }, knowledge)
  expect(session).toEqual({ flow: 'small', node: 'menu', argument: null })
  expect(said.map((line) => line.type === 'text' && line.key)).toEqual(['a.hello', 'a.ask'])
})

test('a button of long ago works as long as its node exists; otherwise it leads to the menu', () => {
  const here = { flow: 'small', node: 'gone', argument: null }
  expect(step(flow, here, { type: 'choice', value: 'answer:t7' }, knowledge).said[0]).toMatchObject({ type: 'article', topic: 't7' })
  expect(step(flow, here, { type: 'choice', value: 'nowhere:x' }, knowledge).session?.node).toBe('menu')
  expect(step(flow, here, { type: 'text', text: 'hm' }, knowledge).said[0]).toMatchObject({ key: 'a.hello' })
})

test('a long list is shown in pages that leave nothing out and repeat nothing', () => {
  const seen: string[] = []
  let value = 'menu:all'
  for (let page = 0; page < 5 && value; page++) {
    const buttons = step(flow, null, { type: 'choice', value }, knowledge).said.at(-1)?.buttons ?? []
    seen.push(...buttons.filter((button) => button.value.startsWith('answer:')).map((button) => button.value))
    expect(buttons.length).toBeLessThanOrEqual(PAGE + 2)
    value = buttons.find((button) => button.value.startsWith('menu:'))?.value ?? ''
  }
  expect(seen).toEqual(topics.map((topic) => `answer:${topic}`))
})

test('a typed word is kept where it is fit, and leads elsewhere where it is not', () => {
  const keeping = Flow.parse({ ...flow, nodes: { ...flow.nodes, menu: { type: 'ask', ask: 'a.type', choices: [person], otherwise: 'keep' }, keep: { type: 'keep', word: 'safe', say: 'a.kept', next: 'menu', unfit: 'hello' } } })
  const here = { flow: 'small', node: 'menu', argument: null }
  expect(step(keeping, here, { type: 'text', text: 'x' }, knowledge)).toMatchObject({ word: null, said: [{ key: 'a.hello' }, { key: 'a.type' }] })
  expect(step(keeping, here, { type: 'choice', value: 'keep' }, knowledge)).toMatchObject({ word: null })
  expect(step(keeping, here, { type: 'text', text: 'mango' }, knowledge)).toMatchObject({ word: 'safe', said: [{ key: 'a.kept' }, { key: 'a.type' }] })
})

test('terms are agreed on the way, and without a next node the flow ends', () => {
  const agreeing = (next?: string) => Flow.parse({ ...flow, nodes: { ...flow.nodes, agree: { type: 'agree', terms: { watched: true }, say: 'a.noted', ...(next && { next }) } } })
  const tap = { type: 'choice', value: 'agree' } as const
  expect(step(agreeing(), null, tap, knowledge)).toMatchObject({ session: null, agreed: [{ watched: true }], said: [{ key: 'a.noted' }] })
  expect(step(agreeing('menu'), null, tap, knowledge)).toMatchObject({ session: { node: 'menu' }, agreed: [{ watched: true }], said: [{ key: 'a.noted' }, { key: 'a.ask' }] })
})

test('who was just told that nobody is there is told it shorter', () => {
  const shut = Flow.parse({ ...flow, nodes: { ...flow.nodes, person: { type: 'handover', say: 'a.person', closed: 'a.closed', again: 'a.again' } } })
  const key = (open: boolean, told: boolean) => step(shut, null, { type: 'choice', value: 'person' }, { ...knowledge, open, told }).said[0]
  expect([key(true, true), key(false, false), key(false, true)]).toMatchObject([{ key: 'a.person' }, { key: 'a.closed' }, { key: 'a.again' }])
})

test('asking for a person hands over and says no more', () => {
  expect(step(flow, null, { type: 'choice', value: 'person' }, knowledge)).toMatchObject({ handOver: true, said: [{ key: 'a.person' }] })
})

test('an act about other apps is left out where the person has none, and something else is said', () => {
  const apart = Flow.parse({ ...flow, nodes: { ...flow.nodes, away: { type: 'act', act: 'preferOther', say: 'a.there', alone: 'a.alone', next: 'menu' } } })
  const tap = { type: 'choice', value: 'away' } as const
  expect(step(apart, null, tap, knowledge)).toMatchObject({ acts: [], said: [{ key: 'a.alone' }, { key: 'a.ask' }] })
  expect(step(apart, null, tap, { ...knowledge, joined: true })).toMatchObject({ acts: ['preferOther'], said: [{ key: 'a.there' }, { key: 'a.ask' }] })
})

describe('the publish gate names', () => {
  const around = { languages: ['en', 'my'], hasText: (language: string, key: string) => !(language === 'my' && key === 'a.ask'), channels: { line: { choices: 13 } }, longest: () => 3 }
  const broken = (nodes: object) => lintFlow(Flow.parse({ ...flow, nodes: { ...flow.nodes, ...nodes } }), { ...around, hasText: () => true })

  test('a text that is missing in a language', () => {
    expect(lintFlow(flow, around)).toEqual(['small/menu: a.ask has no text in my'])
  })
  test('a node that does not exist', () => {
    expect(broken({ hello: { type: 'say', say: ['a.hello'], next: 'nowhere' } })).toContain('small/hello: leads to the unknown node nowhere')
  })
  test('a node nobody reaches', () => {
    expect(broken({ lonely: { type: 'say', say: ['a.hello'], next: 'menu' } })).toEqual(['small/lonely: is never reached'])
  })
  test('a question without a way to a person', () => {
    expect(broken({ menu: { type: 'ask', ask: 'a.ask', choices: [{ label: 'a.x', to: 'answer' }], otherwise: 'match' } })).toContain('small/menu: offers no way to a person')
  })
  test('a circle without a question, which would never answer', () => {
    const faults = broken({ hello: { type: 'say', say: ['a.hello'], next: 'again' }, again: { type: 'say', say: ['a.hello'], next: 'hello' } })
    expect(faults).toContain('small/hello: runs in a circle without a question')
    const circling = Flow.parse({ ...flow, nodes: { ...flow.nodes, hello: { type: 'say', say: ['a.hello'], next: 'hello' } } })
    expect(() => step(circling, null, { type: 'begin' }, knowledge)).toThrow('circle')
  })
  test('more buttons than a channel shows', () => {
    const channels = { wide: { choices: 4 }, line: { choices: 3 }, messenger: { choices: 2 } }
    expect(lintFlow(flow, { ...around, hasText: () => true, channels })).toEqual([
      'small/menu: has 4 choices, line shows 3', 'small/menu: has 4 choices, messenger shows 2',
    ])
  })
})
