// What Microsoft says to a bot's settings: whether its login still grants it a token.
import { fine, found } from '../connecting.ts'
import type { Connecting } from '../connecting.ts'
import { LoginFailed, tokenOf } from './token.ts'
import type { BotFrameworkConfig } from './wire.ts'

export const connecting: Connecting<BotFrameworkConfig> = {
  async inspect(config) {
    if (config.type === 'local') return [found('account', 'hint', 'emulator')]
    try {
      await tokenOf(config)
      return [fine('account', config.appId)]
    } catch (error) {
      const refused = error instanceof LoginFailed && error.status !== null && error.status < 500
      return [refused ? found('account', 'refused', 'password') : found('account', 'fault', 'no_answer')]
    }
  },
}
