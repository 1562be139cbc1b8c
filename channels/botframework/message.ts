// A message of a person: what they tapped or wrote first, then where they are, then each attachment.
import { z } from 'zod'
import type { Content, InboundEvent } from '../contract.ts'
import { split } from '../text.ts'
import { sourceText } from './media.ts'
import { Geo, Tapped } from './wire.ts'
import type { Activity, Attachment } from './wire.ts'

/** What every event of one activity shares. */
export interface Base {
  readonly id: string
  readonly person: string
  readonly at: string
  readonly redelivered: false
  readonly thread: string
  readonly route: string
  readonly locale?: string
}

const NAME_LENGTH = 200
/** Of Teams: a file that lies in the person's own store, with an address that is good for some minutes. */
const TEAMS_FILE = 'application/vnd.microsoft.teams.file.download.info'
const TeamsFile = z.object({ downloadUrl: z.string() })

/** A string says why nothing of it is kept. */
export function messageEvents(activity: Activity, base: Base): InboundEvent[] | string {
  const { text = '', value, replyToId, entities, attachments, serviceUrl } = activity
  const message = activity.id ?? base.id
  const events: InboundEvent[] = []
  const next = () => ({ ...base, id: events.length === 0 ? base.id : `${base.id}/${events.length}` })
  const add = (content: Content) => { events.push({ ...next(), type: 'message', message, content }) }
  const tapped = Tapped.safeParse(value)
  if (tapped.success) events.push({ ...next(), type: 'choice', value: tapped.data, message, ...(text && { label: text }) })
  else if (text.trim() !== '') add({ type: 'text', text, ...(replyToId !== undefined && { quotes: replyToId }) })
  for (const entity of entities) {
    const { geo, name = geo?.name } = Geo.safeParse(entity).data ?? {}
    if (geo) add({ type: 'location', latitude: geo.latitude, longitude: geo.longitude, ...(name && { title: name }) })
  }
  for (const attachment of attachments) {
    const content = contentOf(attachment, serviceUrl)
    if (content !== null) add(content)
  }
  return events.length > 0 ? events : 'a message with nothing in it, or a button of another program'
}

/** null for what repeats the text, or is a card and no file. */
function contentOf({ contentType, contentUrl, name, content }: Attachment, serviceUrl: string): Content | null {
  const url = contentType === TEAMS_FILE ? TeamsFile.safeParse(content).data?.downloadUrl : contentUrl
  if (url === undefined && contentType !== TEAMS_FILE && contentType !== 'unreadable') return null
  const kept = split(name ?? '', NAME_LENGTH)[0] ?? ''
  const fetchable = url !== undefined && /^https?:/i.test(url)
  return {
    type: 'media', media: kindOf(contentType), ...(kept && { name: kept }),
    ...(fetchable ? { source: sourceText({ url, serviceUrl }) } : { refused: 'the platform gave no address' }),
  }
}

function kindOf(contentType: string): 'image' | 'video' | 'audio' | 'file' {
  const [kind = ''] = contentType.toLowerCase().split('/')
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'file'
}
