// The flow engine and its publish gate, on small flows of their own.
import { describe, expect, test } from 'vitest'
import { Flow } from '../src/engine/flow.ts'
import { lintFlow } from '../src/engine/lint.ts'
import { PAGE, step } from '../src/engine/step.ts'
import type { Knowledge } from '../src/engine/outcome.ts'

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
  mayShow: () => 'none',
  isTheirs: () => false,
  asks: () => ({ said: [], noted: null, leads: 'over', argument: null, unseen: false }),
  isUnread: () => false,
  tapped: () => null,
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

describe('of a person\'s own case', () => {
  const own = { type: 'own', none: 'menu', proof: 'proof', stranger: 'menu', next: 'menu' }
  const theirs = Flow.parse({ ...flow, nodes: { ...flow.nodes,
    mine: { ...own, shows: 'standing' }, summary: { ...own, shows: 'summary' }, prove: { type: 'prove', wrong: 'menu' },
    proof: { type: 'ask', ask: 'a.word', choices: [person], otherwise: 'prove' }, end: { type: 'tell', tells: 'end', say: 'a.hello', next: 'menu' },
    answer: { type: 'answer', instead: { t1: 'mine' }, next: 'menu' },
  } })
  const showing = (may: ReturnType<Knowledge['mayShow']>): Knowledge => ({ ...knowledge, mayShow: () => may, isTheirs: (text) => text === 'mango' })
  const at = { flow: 'small', node: 'proof', argument: 'summary' }
  const shown = (input: Parameters<typeof step>[2], may: ReturnType<Knowledge['mayShow']>, session = at) => step(theirs, session, input, showing(may)).said.filter(({ type }) => type === 'own')

  test('nothing is shown to somebody else, without the word, with a wrong one, and where there is nothing', () => {
    for (const may of ['none', 'word', 'stranger', 'unread'] as const) expect(shown({ type: 'choice', value: 'summary' }, may)).toEqual([])
    expect(shown({ type: 'text', text: 'melon' }, 'word')).toEqual([])
    expect(shown({ type: 'text', text: 'mango' }, 'none')).toEqual([])
    expect(shown({ type: 'choice', value: 'prove' }, 'word')).toEqual([])
    expect(shown({ type: 'text', text: 'mango' }, 'word', { ...at, argument: 'gone' })).toEqual([])
  })
  test('what was not looked up is asked for, and nothing has happened yet', () => {
    expect(step(theirs, at, { type: 'choice', value: 'mine' }, showing('unread'))).toMatchObject({ session: at, said: [], unread: true })
  })
  test('the word leads back to what asked for it', () => {
    expect(step(theirs, null, { type: 'choice', value: 'summary' }, showing('word')).session).toEqual(at)
    expect(step(theirs, at, { type: 'text', text: 'mango' }, showing('word'))).toMatchObject({ proof: 'right', said: [{ type: 'own', shows: 'summary' }, { key: 'a.ask' }] })
  })
  test('a topic that has a node of its own is that node, asked for or tapped', () => {
    expect(shown({ type: 'choice', value: 'answer:t1' }, 'yes')).toMatchObject([{ shows: 'standing' }])
    expect(step(theirs, { ...at, node: 'menu' }, { type: 'text', text: 'wages' }, showing('yes')).said[0]).toMatchObject({ shows: 'standing' })
  })
  test('what is told names what its button was about', () => {
    expect(step(theirs, null, { type: 'choice', value: 'end:c1/k2' }, showing('yes')).told).toEqual([{ tells: 'end', about: 'c1/k2' }])
  })
})

describe('the publish gate names', () => {
  const around = { languages: ['en', 'my'], hasText: (language: string, key: string) => !(language === 'my' && key === 'a.ask'), channels: { line: { choices: 13 } }, longest: () => 3, hasTopic: (topic: string) => topic === 't1' }
  const broken = (nodes: object) => lintFlow(Flow.parse({ ...flow, nodes: { ...flow.nodes, ...nodes } }), { ...around, hasText: () => true })

  test('a text that is missing in a language', () => {
    expect(lintFlow(flow, around)).toEqual(['small/menu: a.ask has no text in my'])
  })
  test('a node that does not exist', () => {
    expect(broken({ hello: { type: 'say', say: ['a.hello'], next: 'nowhere' } })).toContain('small/hello: leads to the unknown node nowhere')
  })
  test('a question of the desk\'s own, or an article, that is not there', () => {
    expect(lintFlow(Flow.parse({ ...flow, asked: ['gone'] }), { ...around, hasText: () => true })).toEqual(['small: asks with the unknown node gone'])
    expect(broken({ answer: { type: 'answer', topic: 't1', instead: { t9: 'menu' }, next: 'menu' } })).toEqual(['small/answer: names the unknown topic t9'])
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
