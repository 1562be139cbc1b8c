// The log of one conversation as Direct Line activities after a watermark.
import type { Activity, Claims } from '../../channels/webchat/wire.ts'
import { echo, place, render } from '../../channels/webchat/outbound.ts'
import type { Runtime } from '../runtime.ts'
import { conversationAt, workersLines } from '../store/conversations.ts'
import type { LoggedMessage } from '../store/conversations.ts'

export interface ActivitySet { readonly activities: readonly Activity[]; readonly watermark: string }

/** `watermark` is the sequence number of the last line the client has; empty or `-` asks for the whole history. */
export async function activitiesAfter({ db }: Runtime, account: string, claims: Claims, watermark: string): Promise<ActivitySet> {
  const after = /^\d{1,9}$/.test(watermark) ? Number(watermark) : 0
  const conversation = await conversationAt(db, account, claims.conv)
  const lines = conversation ? await workersLines(db, conversation, after) : []
  return { activities: lines.map((line) => activityOf(line, claims)), watermark: String(lines.at(-1)?.seq ?? after) }
}

/** A message that was taken back is not shown again. */
const shown = (line: LoggedMessage) => (line.withdrawn_at === null ? line.text : '')

function activityOf(line: LoggedMessage, { conv, user }: Claims): Activity {
  const placed = { seq: line.seq, at: line.at.toISOString() }
  if (line.author === 'worker') {
    const own = place(echo(line.external_id ?? `${conv}|${line.id}`, shown(line), conv, user, line.kind === 'choice'), placed)
    return line.content?.exit ? { ...own, channelData: { ...own.channelData, exit: true } } : own
  }
  const read = line.author === 'counsellor' ? line.translations.find(({ language }) => language !== 'ja') ?? line : line
  const [activity] = render([{
    id: line.id, text: read.text, language: read.language ?? 'ja', author: line.author === 'counsellor' ? 'counsellor' : 'bot',
    ...(line.public_name !== null && { authorName: line.public_name }),
    ...(line.content?.choices && { choices: line.content.choices }),
  }], { person: conv, thread: '', retryKey: line.id })
  if (!activity) throw new Error('a line rendered to nothing')
  return place(activity, placed)
}
