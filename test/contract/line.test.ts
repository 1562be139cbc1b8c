// LINE passes the contract of every channel.
import { createHmac } from 'node:crypto'
import { expect } from 'vitest'
import { line } from '../../channels/line/index.ts'
import { pushRequest } from '../platforms/line-rules.ts'
import { passesTheContract } from './runner.ts'

const channelSecret = 'a-channel-secret'
passesTheContract({
  channel: line,
  config: { channelSecret, channelAccessToken: 'a-token', apiBase: 'http://127.0.0.1:1', dataBase: 'http://127.0.0.1:1' },
  sign: (body) => ({ 'x-line-signature': createHmac('sha256', channelSecret).update(body).digest('base64') }),
  proof: 'x-line-signature',
  textsOf: ({ messages }) => messages.flatMap((one) => ('text' in one ? [one.text] : [])),
  check: ({ to, messages }) => { expect(pushRequest.safeParse({ to, messages }).error?.issues ?? []).toEqual([]) },
})
