// Messenger passes the contract of every channel.
import { createHmac } from 'node:crypto'
import { expect } from 'vitest'
import { messenger } from '../../channels/messenger/index.ts'
import { graphemeLength } from '../../channels/text.ts'
import { sendRequest } from '../platforms/messenger-rules.ts'
import { passesTheContract } from './runner.ts'

const appSecret = 'an-app-secret'
passesTheContract({
  channel: messenger,
  config: { appSecret, pageToken: 'a-token', verifyToken: 'a-word', graphBase: 'http://127.0.0.1:1' },
  sign: (body) => ({ 'x-hub-signature-256': `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}` }),
  proof: 'x-hub-signature-256',
  textsOf: ({ text }) => [text],
  check: ({ to, text, metadata, quickReplies }) => {
    const message = { text, metadata, ...(quickReplies && { quick_replies: quickReplies }) }
    expect(sendRequest.safeParse({ recipient: { id: to }, messaging_type: 'RESPONSE', message }).error?.issues ?? []).toEqual([])
    for (const { title } of quickReplies ?? []) expect(graphemeLength(title)).toBeLessThanOrEqual(messenger.capabilities.choiceLabelGraphemes)
  },
})
