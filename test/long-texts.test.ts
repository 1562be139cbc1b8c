// A text of many thousand characters without a space, as a mail may hold it, keeps nobody waiting: what reads it takes time with its length, not with the square of it.
import { expect, test } from 'vitest'
import { email } from '../channels/email/index.ts'
import { NEW_CONVERSATION, takeTurn } from '../src/gateway/turn.ts'
import { DESK_HOURS } from '../src/hours/timetable.ts'
import { content } from './content.ts'

const LENGTH = 12_000
const given = { content, channel: 'email', capabilities: email.capabilities, newCode: '482913067', proof: null, joined: false, hours: () => DESK_HOURS }

/** Of this thread alone: what else the machine does at the moment does not count. With the square of the length one of them takes longer. */
const MOST_MS = 10_000

test.each(['x', 'a-', '@', '1', 'a.', 'http://', 'www.', '山', 'က', 'ｱ', '市', '株式会社', 'さん', '私は', 'ắ', ' ', '\n', 'my name is '])('%j, again and again', (piece) => {
  const from = process.threadCpuUsage()
  const text = piece.repeat(LENGTH / piece.length)
  const { effects } = takeTurn(NEW_CONVERSATION, { id: 'e', person: 'p', at: '2026-11-20T03:00:00.000Z', redelivered: false, type: 'message', message: 'm', content: { type: 'text', text } }, given)
  expect(effects.find((effect) => effect.type === 'log')).toMatchObject({ text })
  expect(content.mask(text).length).toBeLessThanOrEqual(text.length)
  expect(content.personal(text, []).every(([start, end]) => start < end && end <= text.length)).toBe(true)
  expect(process.threadCpuUsage(from).user / 1_000).toBeLessThan(MOST_MS)
})
