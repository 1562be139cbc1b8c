// An activity a page posted, as events.
import { z } from 'zod'
import { UnreadableBody } from '../contract.ts'
import type { Content, InboundEvent, MediaKind, RawRequest } from '../contract.ts'
import { readJson } from '../json.ts'
import { bearer, readToken } from './tokens.ts'
import type { WebchatConfig } from './tokens.ts'
import { activityId, clientActivityId, partId, PostedActivity, READ_MARK, ReadMark } from './wire.ts'

export type Media = Content & { readonly type: 'media' }

export function verify(request: RawRequest, config: WebchatConfig): boolean {
  return readToken(bearer(request.headers['authorization']), config) !== null
}

/** The writer is whom the token names, whatever `from` in the activity says. */
export function parse(request: RawRequest, config: WebchatConfig): InboundEvent[] {
  const claims = readToken(bearer(request.headers['authorization']), config)
  const activity = readActivity(request.body)
  if (!claims || typeof activity === 'string') throw new UnreadableBody('not an activity')
  // An address that a page names may be anybody's: nothing is fetched from it.
  const named = (activity.attachments ?? []).map(({ contentType, name }) => mediaOf(contentType, name, { refused: 'it was named, not uploaded' }))
  return eventsOf(claims.conv, activity, named, request.receivedAt)
}

/** What somebody posted, with the files that came with it, as a line each. */
export function eventsOf(conversation: string, activity: PostedActivity, files: readonly Media[], at: string): InboundEvent[] {
  const id = activityId(conversation, activity, at)
  const base = { id, person: conversation, at, redelivered: false, ...(activity.locale && { locale: activity.locale }) }
  const { type, value, channelData } = activity
  const text = activity.text ?? ''
  if (type === 'typing') return [{ ...base, type: 'ignored', reason: 'typing is not kept' }]
  if (type === 'event') return [readMark(conversation, activity, base)]
  if (type !== 'message') return [{ ...base, type: 'ignored', reason: `activity of type ${type}` }]
  if (channelData?.postBack && typeof value === 'string') {
    return [{ ...base, type: 'choice', value, message: id, ...(text && { label: text }) }]
  }
  // Microsoft's client posts a value that is a text as the text.
  if (channelData?.postBack && (value === undefined || value === null) && text !== '') return [{ ...base, type: 'choice', value: text, message: id }]
  const contents: Content[] = [...(text.trim() === '' ? [] : [{ type: 'text' as const, text }]), ...files]
  if (contents.length === 0) return [{ ...base, type: 'ignored', reason: 'no text' }]
  return contents.map((content, part) => ({ ...base, id: partId(id, part), type: 'message', message: partId(id, part), content }))
}

const IMAGE_AUDIO_VIDEO = /^(image|audio|video)\//i

/** `type` is what the page says; the content decides later. */
export function mediaOf(type: string | null | undefined, name: string | null | undefined, rest: { readonly source: string } | { readonly refused: string }): Media {
  return { type: 'media', media: kindOf(type ?? ''), ...(name && { name: name.slice(0, 200) }), ...rest }
}

function kindOf(type: string): MediaKind {
  const [, kind = 'file'] = IMAGE_AUDIO_VIDEO.exec(type.toLowerCase()) ?? []
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file'
}

/** The id of a line of ours is the part of the activity's id that the page was given. A mark that is repeated is the same event. */
function readMark(conversation: string, { name, value }: PostedActivity, base: Pick<InboundEvent, 'id' | 'person' | 'at' | 'redelivered'>): InboundEvent {
  if (name !== READ_MARK) return { ...base, type: 'ignored', reason: 'an event of the page' }
  const mark = ReadMark.safeParse(value)
  const line = mark.success && mark.data.id.startsWith(`${conversation}|`) ? z.uuid().safeParse(clientActivityId(mark.data.id, conversation)) : null
  if (!line?.success) return { ...base, type: 'ignored', reason: 'a read mark on no line of ours' }
  return { ...base, id: `${conversation}|read ${line.data}`, type: 'status', status: 'read', messages: [line.data] }
}

/** The activity, or which of its fields is wrong. */
export function readActivity(body: Uint8Array): PostedActivity | string {
  let json: unknown
  try {
    json = readJson(body)
  } catch (error) {
    return error instanceof UnreadableBody ? error.message : 'not JSON'
  }
  const activity = PostedActivity.safeParse(json)
  return activity.success ? activity.data : activity.error.issues.map(({ path, message }) => `${path.join('.') || 'activity'}: ${message}`).slice(0, 3).join('; ')
}
