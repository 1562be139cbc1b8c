// Direct Line 3.0 as web chat clients speak it.
import { createHash } from 'node:crypto'
import { z } from 'zod'

/** Files of one upload. */
export const MOST_FILES = 10

/** Marks the second and further lines that one post becomes; a client's own id may not end like it. */
const PART = / \+\d{1,2}$/

/** What a page posts. The client says much more than this; the rest is not looked at. */
export const PostedActivity = z.object({
  type: z.string().max(50),
  text: z.string().max(20_000).nullish(),
  value: z.unknown().optional(),
  name: z.string().max(200).nullish(),
  locale: z.string().max(40).nullish(),
  attachments: z.array(z.object({ contentType: z.string().max(200).nullish(), name: z.string().max(500).nullish() })).max(MOST_FILES).nullish(),
  channelData: z.object({
    // What a database changes or refuses could not be echoed as it was.
    clientActivityID: z.string().min(1).max(200).refine((id) => !PART.test(id) && !id.includes('\0') && id.isWellFormed()).nullish(),
    postBack: z.boolean().nullish(),
  }).nullish(),
})
export type PostedActivity = z.infer<typeof PostedActivity>

/** The event by which a page says what its reader has seen: `value.id` is the id of an activity, and all before it is read too. */
export const READ_MARK = 'webchat/read'
export const ReadMark = z.object({ id: z.string().max(300) })

/** The event by which the desk says who is there: `value.person` is a name, empty where they have none, and null where nobody is. */
export const PRESENCE = 'desk/presence'

/**
 * Stable for a repeated post, so that a retry on a bad line is one message: the client's own id decides;
 * without one, what was said and when (ISO 8601).
 */
export function activityId(conversation: string, activity: PostedActivity, receivedAt: string): string {
  const own = activity.channelData?.clientActivityID
  return `${conversation}|${own ?? `at ${receivedAt} ${createHash('sha256').update(JSON.stringify(activity)).digest('base64url').slice(0, 12)}`}`
}

/** The client's own id in an activity's id, for the echo. */
export function clientActivityId(id: string, conversation: string): string {
  return id.slice(conversation.length + 1)
}

/** One post with a text and files becomes several lines: the first carries the post's id, the others these. */
export function partId(id: string, part: number): string {
  return part === 0 ? id : `${id} +${part}`
}

/** The id of the post that this line is a part of. */
export function wholeId(id: string): string {
  return id.replace(PART, '')
}

/** Microsoft's client shows a picture of one's own only where it is given a thumbnail. */
export interface Attachment { readonly contentType: string; readonly contentUrl: string; readonly name?: string; readonly thumbnailUrl?: string }

interface Placed {
  readonly channelId: 'directline'
  readonly conversation: { readonly id: string }
  readonly from: { readonly id: string; readonly name?: string; readonly role: 'bot' | 'user' }
  readonly channelData: Readonly<Record<string, unknown>>
}

export interface Activity extends Placed {
  readonly type: 'message'
  readonly id: string
  readonly timestamp: string
  readonly text: string
  readonly textFormat: 'plain'
  readonly locale?: string
  readonly inputHint?: 'acceptingInput'
  readonly attachments?: readonly Attachment[]
  readonly suggestedActions?: { readonly to: readonly string[]; readonly actions: readonly { type: 'postBack'; title: string; value: string; displayText: string }[] }
}

/** What is true for a moment: sent without a watermark, and never again. */
export type Passing = Placed & ({ readonly type: 'typing' } | { readonly type: 'event'; readonly name: string; readonly value: unknown })
