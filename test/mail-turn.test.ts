// What a mail changes in a turn: headings are heard, machines are not answered, and a secret word stands nowhere.
import { expect, test } from 'vitest'
import { email } from '../channels/email/index.ts'
import type { InboundEvent } from '../channels/contract.ts'
import { HIDDEN } from '../src/contact/secret-word.ts'
import { hidden, logOf } from '../src/gateway/log-line.ts'
import { NEW_CONVERSATION, takeTurn } from '../src/gateway/turn.ts'
import type { Given } from '../src/gateway/turn.ts'
import { DESK_HOURS } from '../src/hours/timetable.ts'
import { content } from './content.ts'

const given: Given = { content, channel: 'email', capabilities: email.capabilities, newCode: '482913067', proof: null, joined: false, hours: () => DESK_HOURS }
const base = { id: 'm', person: 'thiri@phone.example', at: '2026-11-20T03:00:00.000Z', redelivered: false, original: '00000000-0000-8000-a000-000000000000' }
const text = (said: string, more: object = {}, part: object = {}): InboundEvent & { type: 'message' } => ({ ...base, ...more, type: 'message', message: '<m@phone.example>', content: { type: 'text', text: said, ...part } })
const photo = (more: object = {}): InboundEvent => ({ ...base, ...more, type: 'message', message: '<m@phone.example>/1', content: { type: 'media', media: 'image', source: 's/0' } })
const kinds = (event: InboundEvent, more: Partial<Given> = {}) => takeTurn(NEW_CONVERSATION, event, { ...given, ...more }).effects.map(({ type }) => type)

test('danger in a heading is danger, also above harmless words', () => {
  const { state, effects } = takeTurn(NEW_CONVERSATION, text('Please answer.', {}, { subject: 'I want to kill myself' }), given)
  expect(state.danger?.kind).toBe('suicide')
  expect(effects.find(({ type }) => type === 'say')).toMatchObject({ urgent: true })
})

test('an automatic mail is logged as what it is and changes nothing else, whatever it says', () => {
  const { state, effects } = takeTurn(NEW_CONVERSATION, text('I want to kill myself', { automatic: 'list' }), given)
  expect(state).toEqual(NEW_CONVERSATION)
  expect(effects).toMatchObject([{ type: 'log', content: { automatic: 'list' } }])
})

test('what was attached to words is not answered by itself; a picture alone is', () => {
  expect(kinds(photo({ continues: true }))).toEqual(['log'])
  expect(kinds(photo())).toEqual(['log', 'say'])
})

test('whoever gets no more automatic answers waits for a person, and danger is still seen', () => {
  const muted = takeTurn(NEW_CONVERSATION, text('Hello'), { ...given, muted: true })
  expect([muted.state.handling, muted.effects.map(({ type }) => type)]).toEqual(['waiting', ['log']])
  expect(takeTurn(NEW_CONVERSATION, text('I want to kill myself'), { ...given, muted: true }).state.danger?.kind).toBe('suicide')
})

test('a line that came back makes the person unreachable only where the address is gone', () => {
  const bounced = (gone: boolean): InboundEvent => ({ ...base, type: 'bounced', messages: ['<x@soudan.example>'], reason: 'Mail: it came back', gone })
  expect(takeTurn(NEW_CONVERSATION, bounced(false), given).state.reachable).toBe(true)
  expect(takeTurn(NEW_CONVERSATION, bounced(true), given).state.reachable).toBe(false)
})

test('a secret word stands neither in the line nor in the whole mail beside it', () => {
  const log = hidden(logOf(text('himitsu', { readToken: 'r' }, { whole: 'himitsu\n> What is the word?', subject: 'himitsu' })))
  expect([log.text, log.content]).toEqual([HIDDEN, { readToken: 'r' }])
})
