// What a turn is given of the desk as it stands, and of where it takes place.
import type { Account, Runtime } from '../runtime.ts'
import type { ConversationRow } from '../store/turns.ts'
import type { Tally } from './tally.ts'
import type { Given } from './turn.ts'

/** Without what an event has to be read for: proofs and codes. */
export function givenIn(runtime: Runtime, { channel }: Account, row: ConversationRow, tally: Tally): Given {
  return {
    content: runtime.content, channel: channel.type, capabilities: channel.capabilities, newCode: runtime.newCode(), proof: null, joined: row.joined,
    muted: tally.isMuted(row), hours: (language) => runtime.hours.of(language), reads: (language) => runtime.translation.reads(language),
  }
}
