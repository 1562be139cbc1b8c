// Web chat passes the contract of every channel.
import { expect } from 'vitest'
import { webchat } from '../../channels/webchat/index.ts'
import { issueToken } from '../../channels/webchat/tokens.ts'
import { passesTheContract } from './runner.ts'

const secret = 'a secret of at least thirty-two letters'
passesTheContract({
  channel: webchat,
  config: { secret },
  sign: () => ({ authorization: `Bearer ${issueToken({ user: 'dl_worker', conv: 'c1' }, { secret })}` }),
  proof: 'authorization',
  textsOf: ({ text }) => [text],
  check: (payload) => {
    expect(payload.id).toMatch(/^c1\|/)
    expect(payload).not.toHaveProperty('replyToId')
  },
})
