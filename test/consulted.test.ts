// Which turns of the guide are a consultation, and about what: docs/counting.md. What counts as none stands first.
import { describe, expect, test } from 'vitest'
import type { InboundEvent } from '../channels/contract.ts'
import { webchat } from '../channels/webchat/index.ts'
import { consultedIn } from '../src/gateway/consulted.ts'
import { NEW_CONVERSATION, takeTurn } from '../src/gateway/turn.ts'
import type { ConversationState, Given } from '../src/gateway/turn.ts'
import { content } from './content.ts'

describe('what the guide takes for a consultation', () => {
  const ALWAYS = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [['00:00', '24:00']] as const]))
  const given: Given = { content, channel: webchat.type, capabilities: webchat.capabilities, newCode: '123456789', proof: null, joined: false, hours: () => ALWAYS }
  const happening = (what: object, at: string): InboundEvent => ({ id: at, person: 'p', at, redelivered: false, ...what }) as InboundEvent
  /** Topics of the turns of a conversation, one after the other; null where a turn was none. */
  function topicsOf(...events: object[]): (string | null)[] {
    let state: ConversationState = { ...NEW_CONVERSATION, language: 'en' }
    return events.map((what, i) => {
      const event = happening(what, `2026-11-21T14:59:0${i}Z`)
      const turn = takeTurn(state, event, given)
      const consulted = consultedIn(state, event, turn, content)
      state = turn.state
      return consulted && consulted.topic
    })
  }
  const says = (text: string) => ({ type: 'message', message: text, content: { type: 'text', text } })
  const taps = (value: string) => ({ type: 'choice', value })

  test('no greeting, no menu, no language, no sticker, no machine, no last word', () => {
    expect(topicsOf(says('hello'), taps('topics:labour'), taps('topics:labour/2'), taps('language'), taps('speak:vi'), { type: 'message', message: 's', content: { type: 'sticker', keywords: [] } }, { ...says('My wages are not paid'), automatic: true }, { type: 'reacted', message: 'm', emoji: '👍' }, says('exit')))
      .toEqual([null, null, null, null, null, null, null, null, null])
  })

  test('an article that was tapped or asked for, once; words nobody understood; asking for a person, and all that is said to one', () => {
    expect(topicsOf(taps('answer:labour.unpaid-wages'), taps('menu'), says('xyzzy plugh frobnicate'), taps('person'), says('hello'), taps('menu'))).toEqual(['labour.unpaid-wages', null, '', '', '', null])
    expect(topicsOf(taps('answer:service.what'))).toEqual(['service.what'])
  })

  test('its day is the day in Japan', () => {
    const day = (at: string) => consultedIn(NEW_CONVERSATION, happening(taps('answer:tax.pension'), at), takeTurn(NEW_CONVERSATION, happening(taps('answer:tax.pension'), at), given), content)?.day
    expect([day('2026-12-31T14:59:59Z'), day('2026-12-31T15:00:00Z')]).toEqual(['2026-12-31', '2027-01-01'])
  })
})
