// The log of one conversation as Direct Line activities after a watermark.
import type { Activity, Attachment } from '../../../channels/webchat/wire.ts'
import { wholeId } from '../../../channels/webchat/wire.ts'
import { issueFileToken } from '../../../channels/webchat/tokens.ts'
import type { Claims } from '../../../channels/webchat/tokens.ts'
import { echo, place, render } from '../../../channels/webchat/outbound.ts'
import type { Runtime } from '../../runtime.ts'
import { linesOfPost, workersLines } from '../../store/conversations.ts'
import type { LoggedMessage } from '../../store/conversations.ts'
import type { WebchatAccount } from './door.ts'

/** Who looks, and under which origin they reach us. `conversation` is the row's id. */
export interface Viewer {
  readonly account: WebchatAccount
  readonly claims: Claims
  readonly conversation: string
  readonly origin: string
}

/** `more`: there are later lines. `unsettled`: posts with a file that nobody has looked at yet. */
export interface ActivitySet {
  readonly activities: readonly Activity[]
  readonly watermark: string
  readonly more: boolean
  readonly unsettled: readonly string[]
}

const AT_ONCE = 500

/** `watermark` is the sequence number of the last line the client has; empty or `-` asks for the whole history. */
export async function activitiesAfter({ db }: Pick<Runtime, 'db'>, viewer: Viewer, watermark: string): Promise<ActivitySet> {
  const after = /^\d{1,9}$/.test(watermark) ? Number(watermark) : 0
  const lines = await workersLines(db, viewer.conversation, after, AT_ONCE)
  const posts = Map.groupBy(lines.filter(({ author }) => author === 'worker'), postOf)
  for (const [post, parts] of posts) {
    // Its first line is with the client already: the rest comes as the same activity, whole.
    if (parts.some(({ external_id: id }) => id !== null && id !== post) && !parts.some(({ external_id: id }) => id === post)) {
      posts.set(post, await linesOfPost(db, viewer.conversation, post))
    }
  }
  const shown = new Set<string>()
  const activities = lines.flatMap((line): Activity[] => {
    if (line.author !== 'worker') return [ourLine(line, viewer)]
    const post = postOf(line)
    if (shown.has(post)) return []
    shown.add(post)
    return [ownPost(post, posts.get(post) ?? [line], viewer)]
  })
  const unsettled = [...posts].filter(([, parts]) => parts.some(isPending)).map(([post]) => post)
  return { activities, watermark: String(lines.at(-1)?.seq ?? after), more: lines.length === AT_ONCE, unsettled }
}

/** Posts whose files have been looked at meanwhile: those of which one was not taken, told anew. */
export async function settled({ db }: Pick<Runtime, 'db'>, viewer: Viewer, posts: readonly string[]): Promise<{ activities: Activity[]; unsettled: string[] }> {
  const activities: Activity[] = []
  const unsettled: string[] = []
  for (const post of posts) {
    const parts = await linesOfPost(db, viewer.conversation, post)
    if (parts.some(isPending)) unsettled.push(post)
    else if (parts.some(isRefused)) activities.push(ownPost(post, parts, viewer))
  }
  return { activities, unsettled }
}

const isPending = ({ media }: LoggedMessage) => media?.status === 'pending'
const isRefused = ({ media }: LoggedMessage) => media !== null && ['refused', 'gone', 'failed'].includes(media.status)

function postOf({ id, external_id: external }: LoggedMessage): string {
  return external === null ? id : wholeId(external)
}

/** Signed, and good for some hours. */
function fileAddress(file: string, { account, claims: { conv }, origin }: Viewer): string {
  return `${origin}/v3/directline/conversations/${encodeURIComponent(conv)}/files/${file}?t=${issueFileToken(file, conv, account.config)}`
}

function ownPost(post: string, parts: readonly LoggedMessage[], viewer: Viewer): Activity {
  const { conv, user } = viewer.claims
  const [first] = parts
  if (!first) throw new Error('a post without a line')
  const said = parts.filter(({ media, withdrawn_at: withdrawn }) => media === null && withdrawn === null).map(({ text }) => text)
  const refused = parts.filter(isRefused)
  const attachments = parts.flatMap(({ media }): Attachment[] => {
    if (media?.status !== 'pending' && media?.status !== 'stored') return []
    const contentUrl = fileAddress(media.id, viewer)
    return [{
      contentType: media.type ?? TYPE_OF[media.kind], contentUrl,
      ...(media.name !== null && { name: media.name }),
      ...(media.kind === 'image' && { thumbnailUrl: contentUrl }),
    }]
  })
  const text = [...said, ...refused.map(({ media }) => `✕ ${media?.name ?? ''}`.trim())].join('\n')
  const own = place(echo(first.external_id === null ? `${conv}|${first.id}` : post, conv, user, {
    text, attachments, refused: refused[0]?.media?.reason ?? null, tapped: first.kind === 'choice',
  }), { seq: first.seq, at: first.at.toISOString() })
  return first.content?.exit ? { ...own, channelData: { ...own.channelData, exit: true } } : own
}

/** Until somebody has looked. */
const TYPE_OF = { image: 'image/jpeg', audio: 'audio/mpeg', video: 'video/mp4', file: 'application/octet-stream' } as const

function ourLine(line: LoggedMessage, viewer: Viewer): Activity {
  const { conv } = viewer.claims
  const { media } = line
  const file = media?.status === 'stored' && (media.kind === 'image' || media.kind === 'file')
    ? { id: media.id, kind: media.kind, name: media.name ?? '', type: media.type ?? TYPE_OF[media.kind], size: media.size ?? 0, url: fileAddress(media.id, viewer) } : null
  const read = line.author === 'counsellor' ? line.translations.find(({ language }) => language !== 'ja') ?? line : line
  const [activity] = render([{
    id: line.id, text: read.text, language: read.language ?? 'ja', author: line.author === 'counsellor' ? 'counsellor' : 'bot',
    ...(line.public_name !== null && { authorName: line.public_name }),
    ...(line.content?.choices && { choices: line.content.choices }),
    ...(file && { file }),
  }], { person: conv, thread: '', retryKey: line.id })
  if (!activity) throw new Error('a line rendered to nothing')
  return place(activity, { seq: line.seq, at: line.at.toISOString() })
}
