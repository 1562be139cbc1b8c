// One person's conversation with the desk: what the page shows of it, and what the person can do in it.
import type { Activity, Author, MessageActivity } from './activity.ts'
import { type ConnectionState, connect } from './connection.ts'
import { postActivity, postWhileLeaving } from './directline.ts'
import { leave } from './exit.ts'
import { isExitWord } from './exitWords.ts'
import { localeTag } from './languages.ts'
import { type Outgoing, createOutbox } from './outbox.ts'
import { type Line, askingOf, emptyTranscript, linesOf, withActivity } from './transcript.ts'

export interface View {
  readonly lines: readonly Line[]
  /** The line whose choices are open. */
  readonly asking: MessageActivity | null
  /** Who is writing at the moment. */
  readonly typing: Author | null
  readonly connection: ConnectionState
  /** False until the history has come: it is not news, and is not read aloud. */
  readonly caughtUp: boolean
}

export interface Conversation {
  view(): View
  onChange(listen: () => void): () => void
  say(text: string): void
  choose(title: string, value: unknown): void
  sendAgain(key: string): void
}

const typingLasts = 6000
const awayFor = 60_000
const historyTakes = 2000

function activityOf({ clientActivityID, text, isChoice, value, at }: Outgoing) {
  return {
    type: 'message',
    text,
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
    return postActivity(ticket, activityOf(item)).then((answer) => {
      if (answer.status === 'gone') connection.lose(ticket)
      return answer
    })
  }, changed)

  /** An echo need not say that it was a tap; while it is in the outbox we know. */
  function asPosted(activity: Activity): Activity {
    if (activity.type !== 'message') return activity
    const tapped = outbox.items().some(({ clientActivityID: id, isChoice }) => isChoice && id === activity.clientActivityID)
    return tapped ? { ...activity, isChoice: true } : activity
  }

  const connection = connect({
    locale: localeTag,
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
        if (activity.type !== 'message') continue
        if (activity.author !== 'you') setTyping(null)
        if (activity.clientActivityID) outbox.arrived(activity.clientActivityID)
      }
      changed()
    },
  })

  // In a new conversation there is no history: its first words are news.
  caughtUp = connection.ticket() === null

  function networkBack() {
    connection.renew()
    outbox.wake()
  }
  addEventListener('online', networkBack)
  addEventListener('offline', changed)
  let hiddenAt = Date.now()
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) hiddenAt = Date.now()
    else if (Date.now() - hiddenAt > awayFor) networkBack()
  })

  return {
    view: () => current ??= {
      lines: linesOf(transcript, outbox.items()),
      asking: askingOf(transcript, outbox.items()),
      typing,
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
      if (ticket) postWhileLeaving(ticket, activityOf({ clientActivityID: `exit${Date.now()}`, text, isChoice: false, value: null, at: new Date().toISOString(), state: 'sending' }))
      leave()
    },
    choose: (title, value) => outbox.add(title, { value }),
    sendAgain: (key) => outbox.again(key),
  }
}
