// One person's conversation with the desk: what the page shows of it, and what the person can do in it.
import type { Activity, Author, MessageActivity } from './activity.ts'
import { type ConnectionState, connect } from './connection.ts'
import { type Answer, type Ticket, postActivity, postWhileLeaving } from './directline.ts'
import { leave } from './exit.ts'
import { entryCode } from './entry-code.ts'
import { isExitWord } from './exitWords.ts'
import { recallFile } from './kept-files.ts'
import { localeTag } from './languages.ts'
import { type Outgoing, createOutbox } from './outbox.ts'
import { createPreviews } from './previews.ts'
import { createReadMark } from './read-mark.ts'
import { type Line, askingOf, emptyTranscript, linesOf, withActivity } from './transcript.ts'
import { uploadFile } from './upload.ts'

export interface View {
  readonly lines: readonly Line[]
  /** The line whose choices are open. */
  readonly asking: MessageActivity | null
  /** Who is writing at the moment. */
  readonly typing: Author | null
  /** The name of the person who is there, which may be empty; null while only the guide is. */
  readonly person: string | null
  readonly connection: ConnectionState
  /** False until the history has come: it is not news, and is not read aloud. */
  readonly caughtUp: boolean
}

export interface Conversation {
  view(): View
  onChange(listen: () => void): () => void
  say(text: string): void
  choose(title: string, value: unknown): void
  sendFile(file: File): void
  sendAgain(key: string): void
  /** Takes back what has not been sent. */
  discard(key: string): void
}

const typingLasts = 6000
const awayFor = 60_000
const historyTakes = 2000

function activityOf({ clientActivityID, text, isChoice, value, at, file }: Outgoing) {
  return {
    type: 'message',
    ...file ? { attachments: [{ contentType: file.type, name: file.name }] } : { text },
    textFormat: 'plain',
    locale: localeTag(),
    from: { role: 'user' },
    localTimestamp: at,
    channelData: { clientActivityID, ...isChoice ? { postBack: true } : {} },
    ...isChoice ? { value } : {},
  }
}

export function openConversation(): Conversation {
  const listeners = new Set<() => void>()
  let transcript = emptyTranscript
  let typing: Author | null = null
  let person: string | null = null
  let typingTimer: ReturnType<typeof setTimeout> | undefined
  let catchingUp: ReturnType<typeof setTimeout> | undefined
  let caughtUp = false
  let current: View | null = null

  function changed() {
    current = null
    listeners.forEach((listen) => listen())
  }

  function setTyping(author: Author | null) {
    clearTimeout(typingTimer)
    typing = author
    if (author) typingTimer = setTimeout(() => { setTyping(null); changed() }, typingLasts)
  }

  const outbox = createOutbox((item) => {
    const ticket = connection.ticket()
    if (!ticket) return null
    return post(ticket, item).then((answer) => {
      if (answer.status === 'gone') connection.lose(ticket)
      return answer
    })
  }, changed)
  const previews = createPreviews(changed)
  outbox.items().forEach(({ clientActivityID: id, file }) => { if (file) previews.recall(id) })

  async function post(ticket: Ticket, item: Outgoing): Promise<Answer<string>> {
    const { clientActivityID: id, file } = item
    if (!file) return postActivity(ticket, activityOf(item))
    const bytes = await recallFile(id)
    // The phone may have made room for something else.
    if (!bytes) return { status: 'refused' }
    return uploadFile(ticket, activityOf(item), bytes, file.name, (part) => previews.progressed(id, part))
  }

  /** An echo need not say that it was a tap; while it is in the outbox we know. */
  function asPosted(activity: Activity): Activity {
    if (activity.type !== 'message') return activity
    const tapped = outbox.items().some(({ clientActivityID: id, isChoice }) => isChoice && id === activity.clientActivityID)
    return tapped ? { ...activity, isChoice: true } : activity
  }

  const code = entryCode()
  const connection = connect({
    locale: localeTag,
    code: () => code,
    changed() {
      if (connection.state() !== 'offline') outbox.wake()
      if (connection.state() === 'open') catchingUp ??= setTimeout(() => { caughtUp = true; changed() }, historyTakes)
      changed()
    },
    heard({ activities }) {
      for (const activity of activities) {
        transcript = withActivity(transcript, asPosted(activity))
        if (activity.type === 'message' && activity.exits) return leave()
        if (activity.type === 'typing') setTyping(activity.author)
        if (activity.type === 'presence') person = activity.person
        if (activity.type !== 'message') continue
        if (activity.author !== 'you') setTyping(null)
        if (activity.clientActivityID) outbox.arrived(activity.clientActivityID)
      }
      changed()
      readMark.look()
    },
  })
  const readMark = createReadMark(() => transcript.messages, (id) => {
    const ticket = connection.ticket()
    return ticket ? postActivity(ticket, { type: 'event', name: 'webchat/read', value: { id } }) : null
  })

  // In a new conversation there is no history: its first words are news.
  caughtUp = connection.ticket() === null
  // Who was here before hands the code over in words, as on every other app.
  if (code !== null && !caughtUp) outbox.add(`Madoguchi #${code}`)

  function networkBack() {
    connection.renew()
    outbox.wake()
  }
  addEventListener('online', networkBack)
  addEventListener('offline', changed)
  let hiddenAt = Date.now()
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) hiddenAt = Date.now()
    else {
      readMark.look()
      if (Date.now() - hiddenAt > awayFor) networkBack()
    }
  })

  return {
    view: () => current ??= {
      lines: linesOf(transcript, outbox.items(), previews),
      asking: askingOf(transcript, outbox.items()),
      typing,
      person,
      connection: connection.state(),
      caughtUp,
    },
    onChange(listen) {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
    say(text) {
      if (!isExitWord(text)) return outbox.add(text)
      const ticket = connection.ticket()
      if (ticket) postWhileLeaving(ticket, activityOf({ clientActivityID: `exit${Date.now()}`, text, isChoice: false, value: null, at: new Date().toISOString(), state: 'sending', file: null }))
      leave()
    },
    choose: (title, value) => outbox.add(title, { value }),
    sendFile: (file) => void outbox.addFile(file).then((id) => previews.show(id, file)),
    sendAgain: (key) => outbox.again(key),
    discard: (key) => outbox.discard(key),
  }
}
