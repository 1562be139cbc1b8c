// Every channel passes the contract.
import { createHmac } from 'node:crypto'
import { expect } from 'vitest'
import { line } from '../channels/line/index.ts'
import { webchat } from '../channels/webchat/index.ts'
import { issueToken } from '../channels/webchat/wire.ts'
import { passesTheContract } from './channel.ts'
import { pushRequest } from './platforms/line-rules.ts'

const channelSecret = 'a-channel-secret'
passesTheContract({
  channel: line,
  config: { channelSecret, channelAccessToken: 'a-token', apiBase: 'http://127.0.0.1:1' },
  sign: (body) => ({ 'x-line-signature': createHmac('sha256', channelSecret).update(body).digest('base64') }),
  proof: 'x-line-signature',
  textsOf: ({ messages }) => messages.map(({ text }) => text),
  check: ({ to, messages }) => { expect(pushRequest.safeParse({ to, messages }).error?.issues ?? []).toEqual([]) },
})

const secret = 'a secret of at least thirty-two letters'
passesTheContract({
  channel: webchat,
  config: { secret },
  sign: () => ({ authorization: `Bearer ${issueToken({ user: 'dl_worker', conv: 'c1' }, { secret })}` }),
  proof: 'authorization',
  textsOf: ({ text }) => [text],
  check: ({ id }) => { expect(id).toMatch(/^c1\|/) },
})
