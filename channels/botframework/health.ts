// Whether the bot may speak: the login still grants it a token.
import type { Health } from '../contract.ts'
import { failureOf } from './failure.ts'
import { tokenOf } from './token.ts'
import type { BotFrameworkConfig } from './wire.ts'

export async function fetchHealth(config: BotFrameworkConfig): Promise<Health> {
  if (config.type === 'local') return { problems: [] }
  try {
    await tokenOf(config)
    return { problems: [] }
  } catch (error) {
    const { problem, reason } = failureOf(error)
    if (problem === undefined) throw new Error(reason, { cause: error })
    return { problems: [problem] }
  }
}
