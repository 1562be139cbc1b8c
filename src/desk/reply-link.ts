// The link by which a body reads what people said of it together, and replies.
import type { Runtime } from '../runtime.ts'
import { answerReply, replyBehind } from '../store/feedback-replies.ts'
import type { OpenReply } from '../store/feedback-replies.ts'
import { releasesOf } from '../store/feedback-releases.ts'
import type { Released } from '../store/feedback-releases.ts'
import { digestOf } from './request-link.ts'

export const MOST_LETTERS = 2_000

export const replyLinkOf = ({ config }: Pick<Runtime, 'config'>, secret: string): string => `${config.publicUrl}/reply/${secret}`

export interface LinkedReply extends OpenReply { readonly releases: readonly Released[] }

/** Null where the link shows nothing. */
export async function lookAtReply({ db, now }: Pick<Runtime, 'db' | 'now'>, secret: string): Promise<LinkedReply | null> {
  const digest = digestOf(secret)
  const found = digest === null ? null : await replyBehind(db, digest, now())
  return found && { ...found, releases: await releasesOf(db, found.body_id) }
}

/** False as above. */
export async function replyByLink({ db, now, audit }: Pick<Runtime, 'db' | 'now' | 'audit'>, secret: string, text: string): Promise<boolean> {
  const digest = digestOf(secret)
  const found = digest === null ? null : await replyBehind(db, digest, now())
  if (digest === null || !found || !(await answerReply(db, digest, text, now()))) return false
  await audit.record({ actor: 'stranger', action: 'body.reply', object: `body:${found.body_id}`, detail: { reply: found.id } })
  return true
}
