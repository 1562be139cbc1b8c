// An activity a page posted, as an event.
import { UnreadableBody } from '../contract.ts'
import type { InboundEvent, RawRequest } from '../contract.ts'
import { readJson } from '../json.ts'
import { activityId, bearer, PostedActivity, readToken } from './wire.ts'
import type { WebchatConfig } from './wire.ts'

export function verify(request: RawRequest, config: WebchatConfig): boolean {
  return readToken(bearer(request.headers['authorization']), config) !== null
}

/** The writer is whom the token names, whatever `from` in the activity says. */
export function parse(request: RawRequest, config: WebchatConfig): InboundEvent[] {
  const claims = readToken(bearer(request.headers['authorization']), config)
  const activity = readActivity(request.body)
  if (!claims || !activity) throw new UnreadableBody('not an activity')
  const id = activityId(claims.conv, activity, request.receivedAt)
  const base = { id, person: claims.conv, at: request.receivedAt, redelivered: false, ...(activity.locale && { locale: activity.locale }) }
  const { type, text = '', value, channelData } = activity
  if (type === 'typing') return [{ ...base, type: 'ignored', reason: 'typing is not kept' }]
  if (type !== 'message') return [{ ...base, type: 'ignored', reason: `activity of type ${type}` }]
  if (channelData?.postBack && typeof value === 'string') {
    return [{ ...base, type: 'choice', value, message: id, ...(text && { label: text }) }]
  }
  if (text.trim() === '') return [{ ...base, type: 'ignored', reason: 'no text' }]
  return [{ ...base, type: 'message', message: id, content: { type: 'text', text } }]
}

export function readActivity(body: Uint8Array): PostedActivity | null {
  try {
    return PostedActivity.parse(readJson(body))
  } catch {
    return null
  }
}
