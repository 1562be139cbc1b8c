// What who wrote is told where the turn of their message threw: danger first, else that a person will read it; and when nothing.
import { describe, expect, test } from 'vitest'
import type { InboundEvent } from '../channels/contract.ts'
import { line as lineChannel } from '../channels/line/index.ts'
import { NEW_CONVERSATION } from '../src/gateway/turn.ts'
import type { ConversationState, Given } from '../src/gateway/turn.ts'
import { unreadTurn } from '../src/gateway/unread-turn.ts'
import { kept } from '../src/contact/secret-word.ts'
import { DESK_HOURS } from '../src/hours/timetable.ts'
import { content, words } from './content.ts'

const AT = '2026-11-18T03:00:00.000Z'
const base = { id: 'e1', person: 'U1', at: AT, redelivered: false }
const given: Given = { content, channel: 'line', capabilities: lineChannel.capabilities, newCode: '123456', proof: null, joined: false, hours: () => DESK_HOURS }
const text = (said: string, more: object = {}): InboundEvent => ({ ...base, type: 'message', message: 'm1', content: { type: 'text', text: said }, ...more })
const of = (event: InboundEvent, state: Partial<ConversationState> = {}, more: Partial<Given> = {}) => unreadTurn({ ...NEW_CONVERSATION, ...state }, event, { ...given, ...more })
const saidIn = (turn: ReturnType<typeof of>) => turn?.effects.flatMap((effect) => (effect.type === 'say' ? effect.lines.map((one) => one.text) : [])) ?? []

describe('nothing is said', () => {
  test.each<[string, InboundEvent, Partial<ConversationState>, Partial<Given>]>([
    ['to who ends everything with the exit word', text('exit'), {}, {}],
    ['to who ends it with a word of their own', text('blue cat'), { contact: { ...NEW_CONVERSATION.contact, exitWord: kept('blue cat', 'salt') } }, {}],
    ['to a machine', text('I am away', { automatic: 'vacation' }), {}, {}],
    ['to a receipt', { ...base, type: 'status', status: 'read', messages: [] }, {}, {}],
    ['while a counsellor talks', text('hello'), { handling: 'counsellor', language: 'en' }, {}],
    ['a second time, while they wait', text('hello'), { handling: 'waiting', language: 'en' }, {}],
    ['where a machine may be at the other end', text('hello'), { language: 'en' }, { muted: true }],
  ])('%s', (_why, event, state, more) => {
    expect(saidIn(of(event, state, more))).toEqual([])
  })
})

test('they are told in their language that a person will read it, and a person is waited for', () => {
  for (const [state, said, language] of [[{ language: 'vi' as const }, 'hello', 'vi'], [{}, 'လခ မရသေးဘူး ဘာလုပ်ရမလဲ', 'my']] as const) {
    const turn = of(text(said), state)
    expect(saidIn(turn)).toEqual([words(language, 'handover.unread'), words(language, 'handover.asked')])
    expect(turn?.state).toMatchObject({ handling: 'waiting', waitingSince: AT, language })
    expect(turn?.effects.map(({ type }) => type)).toEqual(['say'])
  }
})

test('so is who tapped or sent a picture; and where somebody else sees the phone, without a why', () => {
  expect(saidIn(of({ ...base, type: 'choice', value: 'menu' }, { language: 'pt' }))[0]).toBe(words('pt', 'handover.unread'))
  expect(saidIn(of({ ...base, type: 'message', message: 'm1', content: { type: 'sticker', keywords: [] } }, { language: 'pt' }))[0]).toBe(words('pt', 'handover.unread'))
  const watched = of(text('hello'), { language: 'es', contact: { ...NEW_CONVERSATION.contact, watched: true } })
  expect(saidIn(watched)).toEqual([words('es', 'quiet.person')])
  expect(watched?.effects[0]).toMatchObject({ type: 'say', discreet: true })
})

test('danger is heard by itself: numbers at once and somebody is called, also while a counsellor talks', () => {
  for (const handling of ['bot', 'waiting', 'counsellor'] as const) {
    const turn = of(text('I want to kill myself'), { handling, language: 'en' })
    expect(saidIn(turn).join()).toContain(words('en', 'emergency.suicide'))
    expect(turn?.effects.map(({ type }) => type)).toEqual(['say', 'raise'])
    expect(turn?.state).toMatchObject({ handling: handling === 'bot' ? 'waiting' : handling, danger: { kind: 'suicide' } })
  }
})

test('what throws for these words keeps nobody from being told', () => {
  const broken = () => { throw new TypeError('these words') }
  const failing = { ...content, danger: { check: broken, named: broken }, language: { ...content.language, detect: broken }, exitWords: { has: broken } }
  expect(saidIn(of(text('hello'), {}, { content: failing }))[0]).toBe(words('en', 'handover.unread'))
})
