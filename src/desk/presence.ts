// Signs of life between counsellor and worker: "is writing", "has read". Best effort: nothing depends on them.
import type { Channel } from '../../channels/contract.ts'
import type { Runtime } from '../runtime.ts'
import { contactOf, tellTyping } from '../store/presence.ts'
import type { Reader } from '../store/visible.ts'

const PATIENCE_MS = 3_000

/** Shows the worker that somebody is writing; only the counsellor who has the conversation can. */
export async function showTyping(runtime: Runtime, reader: Reader, conversation: string): Promise<void> {
  const found = await contactOf(runtime.db, reader, conversation)
  if (!found) return
  const account = runtime.accounts.get(found.account_id)
  if (account?.channel.showTyping) {
    await gently(runtime, conversation, account.channel.showTyping(found.address, account.config, AbortSignal.timeout(PATIENCE_MS), found.route))
  } else if (account && canShowTyping(account.channel)) await gently(runtime, conversation, tellTyping(runtime.db, conversation))
}

/** On the platform, or on the person's own page where that reads the log. */
export function canShowTyping({ showTyping: onPlatform, send }: Channel): boolean {
  return onPlatform !== undefined || send === undefined
}

/** Marks the conversation as read on the platform. */
export async function markSeen(runtime: Runtime, reader: Reader, conversation: string): Promise<void> {
  const found = await contactOf(runtime.db, reader, conversation)
  if (!found) return
  const account = runtime.accounts.get(found.account_id)
  if (account?.channel.markRead) {
    await gently(runtime, conversation, account.channel.markRead(found.address, found.read_token, account.config, AbortSignal.timeout(PATIENCE_MS)))
  }
}

async function gently({ log }: Runtime, conversation: string, call: Promise<void>): Promise<void> {
  await call.catch((error: unknown) => log.warn({ conversation, reason: error instanceof Error ? error.name : 'unknown' }, 'sign of life not shown'))
}
