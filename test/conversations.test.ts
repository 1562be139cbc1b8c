// Every dialogue script, and every node of the flow in every language.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CORE_SCHEMA, load } from 'js-yaml'
import { LANGUAGES } from '../src/knowledge/languages.ts'
import { lintContent } from '../src/gateway/lint-content.ts'
import { content } from './content.ts'
import { play, Script } from './conversation.ts'

const folder = join(import.meta.dirname, 'conversations')

describe('dialogues', () => {
  for (const name of readdirSync(folder).toSorted()) {
    const script = Script.parse(load(readFileSync(join(folder, name), 'utf8'), { schema: CORE_SCHEMA }))
    test(script.title, () => {
      for (const { step, said, texts, does, logged, state, faults } of play(script)) {
        expect(faults).toEqual([])
        if (step.desk !== undefined) expect({ step, said }).toEqual({ step, said: step.desk === 'silent' ? [] : step.desk })
        for (const piece of step.says ?? []) expect(texts.join('\n')).toContain(piece)
        if (step.does) expect({ step, does }).toEqual({ step, does: step.does })
        if (step.logged !== undefined) expect({ step, logged }).toEqual({ step, logged: [step.logged] })
        if (step.then) {
          expect({ ...state, danger: state.danger?.kind, left: state.leftAt !== null, unconfirmed: state.unconfirmedAt !== null }).toMatchObject(step.then)
        }
      }
    })
  }
})

describe.each(LANGUAGES)('every node in %s', (language) => {
  test.each(Object.keys(content.flow.nodes))('%s', (node) => {
    const argument = { topics: ':labour', answer: ':labour.unpaid-wages', offer: ':labour.unpaid-wages,tax.pension-refund', speak: `:${language}` }[node] ?? ''
    const [, tapped] = play({ title: node, steps: [{ joins: language }, { taps: node + argument }] })
    expect(tapped?.faults).toEqual([])
    expect(tapped?.said.length).toBeGreaterThan(0)
  })
})

describe.each(LANGUAGES)('for who is watched, every node in %s', (language) => {
  test.each(Object.keys(content.quiet.nodes))('%s', (node) => {
    const [, , tapped] = play({ title: node, steps: [{ joins: language }, { taps: 'watched' }, { taps: node }] })
    expect(tapped?.faults).toEqual([])
    expect(tapped?.said.length).toBeGreaterThan(0)
  })
})

test('the publish gate finds nothing', () => {
  expect(lintContent(content)).toEqual([])
})
