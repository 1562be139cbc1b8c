// Bot Framework passes the contract of every channel.
import { afterAll, expect } from 'vitest'
import { botframework } from '../../channels/botframework/index.ts'
import { MESSAGE_BYTES, outgoing } from '../platforms/botframework-rules.ts'
import { startBotFramework } from '../platforms/botframework.ts'
import { passesTheContract } from './runner.ts'

const service = await startBotFramework()
afterAll(() => service.close())

passesTheContract({
  channel: botframework,
  config: {
    type: 'cloud', appId: service.appId, appPassword: service.appPassword, tenantId: 'botframework.com', loginBase: service.url, issuer: 'https://api.botframework.com',
    openIdMetadata: service.openIdMetadata,
  },
  sign: () => ({ authorization: `Bearer ${service.token({ serviceUrl: 'https://smba.trafficmanager.net/jp/' })}` }),
  proof: 'authorization',
  textsOf: ({ activity }) => [activity.text],
  check: ({ activity }) => {
    expect(outgoing.safeParse(JSON.parse(JSON.stringify(activity))).error?.issues ?? []).toEqual([])
    expect(2 * JSON.stringify(activity).length).toBeLessThanOrEqual(MESSAGE_BYTES)
  },
})
