// The parts of Direct Line activities that this page shows, read with suspicion from what arrives.
export type Author = 'you' | 'bot' | 'counsellor'

export interface Choice { readonly title: string; readonly value: unknown }

/** A file of one's own, as the server kept it. */
export interface SentFile { readonly type: string; readonly url: string; readonly name: string }

export interface MessageActivity {
  readonly type: 'message'
  readonly id: string
  readonly author: Author
  readonly name: string | null
  readonly text: string
  readonly locale: string | null
  readonly at: string | null
  readonly clientActivityID: string | null
  /** The person tapped a choice instead of writing. */
  readonly isChoice: boolean
  /** It was an exit word. */
  readonly exits: boolean
  readonly choices: readonly Choice[]
  readonly files: readonly SentFile[]
  /** A file of it was not taken. */
  readonly refused: boolean
}

export type Activity =
  | MessageActivity
  | { readonly type: 'typing'; readonly author: Author }
  | { readonly type: 'messageDelete'; readonly id: string }
  /** Who is there: a name, which may be empty; null where only the guide is. */
  | { readonly type: 'presence'; readonly person: string | null }

export interface ActivitySet { readonly activities: readonly Activity[]; readonly watermark: string | null }

type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {}
}

export function stringOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function authorOf(from: Fields, channelData: Fields): Author {
  if (from.role === 'user') return 'you'
  if (from.role !== 'bot' && stringOf(channelData.clientActivityID)) return 'you'
  return channelData.author === 'counsellor' ? 'counsellor' : 'bot'
}

function choicesOf(suggestedActions: unknown): Choice[] {
  const { actions } = fieldsOf(suggestedActions)
  if (!Array.isArray(actions)) return []
  return actions.map(fieldsOf).flatMap((action) => {
    const title = stringOf(action.title)
    return action.type === 'postBack' && title ? [{ title, value: action.value }] : []
  })
}

/** Only what lies with our own server is shown, whatever address it was reached by. */
function filesOf(attachments: unknown): SentFile[] {
  if (!Array.isArray(attachments)) return []
  return attachments.map(fieldsOf).flatMap((attachment) => {
    const address = stringOf(attachment.contentUrl) ?? ''
    const at = address.indexOf('/v3/directline/conversations/')
    return at < 0 ? [] : [{ type: stringOf(attachment.contentType) ?? '', url: address.slice(at), name: stringOf(attachment.name) ?? '' }]
  })
}

function readActivity(value: unknown): Activity | null {
  const fields = fieldsOf(value)
  const channelData = fieldsOf(fields.channelData)
  const from = fieldsOf(fields.from)
  const id = stringOf(fields.id)
  const author = authorOf(from, channelData)
  if (fields.type === 'typing') return { type: 'typing', author }
  if (fields.type === 'event' && fields.name === 'desk/presence') {
    const { person } = fieldsOf(fields.value)
    return { type: 'presence', person: typeof person === 'string' ? person : null }
  }
  if (fields.type === 'messageDelete') return id ? { type: 'messageDelete', id } : null
  const text = stringOf(fields.text) ?? ''
  const files = filesOf(fields.attachments)
  if (fields.type !== 'message' || !id || (!text && files.length === 0)) return null
  return {
    type: 'message', id, author, text,
    name: stringOf(from.name),
    locale: stringOf(fields.locale),
    at: stringOf(fields.timestamp),
    clientActivityID: stringOf(channelData.clientActivityID),
    isChoice: channelData.postBack === true,
    exits: author === 'you' && channelData.exit === true,
    choices: choicesOf(fields.suggestedActions),
    files,
    refused: stringOf(channelData.refused) !== null,
  }
}

/** Unknown kinds of activity fall out; null where it is no activity set at all. */
export function readActivitySet(value: unknown): ActivitySet | null {
  const { activities, watermark } = fieldsOf(value)
  if (!Array.isArray(activities)) return null
  const known = activities.flatMap((each) => readActivity(each) ?? [])
  return { activities: known, watermark: stringOf(watermark) }
}
