// The routes of a counsellor's day: the list, a conversation, and what one does in it.
import { z } from 'zod'
import { assign, assigneesFor } from '../desk/assign.ts'
import { giveBack } from '../desk/give-back.ts'
import { markSeen, showTyping } from '../desk/presence.ts'
import { reply } from '../desk/reply.ts'
import { takeOver } from '../desk/take-over.ts'
import { may } from '../permissions.ts'
import { actionOf } from '../routes.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { markNow } from '../store/catch-up.ts'
import { findConversation, lastMessages, messagesAfter, PAGE_LINES } from '../store/conversations.ts'
import type { ListedConversation, LoggedMessage } from '../store/conversations.ts'
import { threadEntries } from '../store/thread-entries.ts'
import type { Thread } from './api/inbox.ts'
import type { ReplyAnswer } from './api/thread.ts'
import { done, idOf } from './asked.ts'
import type { ContactRoute } from './contact.ts'
import type { ListRoute } from './list.ts'
import { HttpRefusal } from './errors.ts'
import { ANSWERED, watcherOf } from './guard.ts'
import type { Asked, Handlers } from './guard.ts'
import type { Live } from './live.ts'
import { serveMedia } from './media.ts'
import { insertedArticle } from './article-choices.ts'
import type { Onlookers } from './onlookers.ts'
import type { Sessions } from './session.ts'
import { statusView } from './status.ts'
import { likelyReader } from './translations.ts'
import type { TranslationRoute } from './translations.ts'
import { streamTo } from './stream.ts'
import type { ThreadRoute } from './thread.ts'
import type { FileRoute } from './staff-files.ts'
import { conversationView, entryView, messageView } from './views.ts'

/** As long as five LINE messages. */
const Text = z.string().trim().min(1).max(20_000)
const ReplyBody = z.strictObject({ id: z.uuid(), text: Text.or(z.literal('')), translation: Text.optional(), asIs: z.boolean().optional(), discreet: z.boolean().optional(), reason: z.string().trim().min(1).max(500).optional(), article: z.string().max(80).optional(), files: z.array(z.uuid()).max(5).optional(), seen: z.number().int().min(0).optional() })
  .refine(({ text, files = [] }) => text !== '' || files.length > 0, { path: ['text'] })

/** Which lines: after one, before one, or so many of the newest; of them only what was written since a mark. */
const Seq = z.coerce.number().int().min(0)
const LinesQuery = z.object({ after: Seq.catch(0), before: Seq.nullable().catch(null).default(null), last: Seq.nullable().catch(null).default(null), since: z.string().regex(/^\d{1,10}$/).nullable().catch(null).default(null) })

type Name = Exclude<
  Extract<RouteName, `${string} /api/conversations${string}` | 'GET /api/status' | 'GET /api/stream' | 'GET /api/media/:id'>,
  ContactRoute | ListRoute | TranslationRoute | ThreadRoute | FileRoute | `GET /api/conversations/:id/${'alarms' | 'articles' | 'cases'}`
>

export function conversationHandlers(runtime: Runtime, sessions: Sessions, live: Live, onlookers: Onlookers): Handlers<Name> {
  const { db } = runtime
  const translates = runtime.translator !== null
  const channelOf = (account: string) => runtime.accounts.get(account)?.channel ?? null
  const view = (row: ListedConversation, last: LoggedMessage | undefined) =>
    conversationView(row, last, translates, channelOf, runtime.now(), runtime.fileLinks.reachable)
  const found = async (asked: Asked): Promise<ListedConversation> => {
    const row = await findConversation(db, asked.reader, idOf(asked))
    if (!row) throw new HttpRefusal(404, 'not_found')
    return row
  }

  return {
    'GET /api/status': () => statusView(runtime),
    async 'GET /api/stream'({ member: first, request, response, recorded }) {
      await recorded()
      streamTo(response, { live, onlookers }, db, watcherOf(first), async () => {
        const member = await sessions.who(request.headers)
        return member && may(member.roles, actionOf('GET /api/stream')) ? watcherOf(member) : null
      })
      return ANSWERED
    },
    async 'GET /api/media/:id'(asked) {
      await serveMedia(runtime, asked)
      return ANSWERED
    },
    async 'GET /api/conversations/:id'(asked) {
      const row = await found(asked)
      const { before, last: newest, since, ...query } = LinesQuery.parse(asked.request.query)
      const after = newest === null ? query.after : Math.max(0, row.last_seq - newest)
      const mark = await markNow(db)
      const [messages, entries, last, terms, language] = await Promise.all([
        messagesAfter(db, asked.reader, row.id, after, since, before), threadEntries(db, asked.reader, row.id, since), lastMessages(db, asked.reader, [row.id]), runtime.terms.current(), likelyReader(runtime, asked.reader, row),
      ])
      asked.note({ after, lines: messages.length })
      return { conversation: view({ ...row, language }, last.get(row.id)), messages: messages.map((message) => messageView(message, translates, terms)), entries: entries.map(entryView), mark, more: messages.length === PAGE_LINES } satisfies Thread
    },
    async 'GET /api/conversations/:id/assignees'(asked) {
      return { assignees: await assigneesFor(runtime, (await found(asked)).id) }
    },
    async 'POST /api/conversations/:id/assign'(asked) {
      const { staff } = z.strictObject({ staff: z.string().nullable() }).parse(asked.request.body)
      asked.note({ staff })
      return done(await assign(runtime, asked.reader, idOf(asked), staff))
    },
    'POST /api/conversations/:id/take-over': async (asked) => done(await takeOver(runtime, asked.reader, idOf(asked))),
    'POST /api/conversations/:id/give-back': async (asked) => done(await giveBack(runtime, asked.reader, idOf(asked))),
    async 'POST /api/conversations/:id/replies'(asked) {
      const { id, text, translation = null, asIs = false, discreet = false, reason, article: topic, files = [], seen = null } = ReplyBody.parse(asked.request.body)
      const override = reason !== undefined
      if (override && !may(asked.member.roles, 'contact.override')) throw new HttpRefusal(403, 'no_override')
      asked.note({ message: id, ...(override && { override }) })
      const article = topic === undefined ? null : insertedArticle(runtime, topic, (await found(asked)).language, text, translation)
      const result = await reply(runtime, asked.reader, idOf(asked), { id, text, translation, asIs, discreet, override, article, files, seen })
      if (result === null || typeof result === 'string') return done(result)
      asked.response.status(201)
      return { held: result.type === 'held', ...(result.type === 'undoable' && { undoUntil: result.until.toISOString() }) } satisfies ReplyAnswer
    },
    async 'POST /api/conversations/:id/typing'(asked) {
      await showTyping(runtime, asked.reader, idOf(asked))
    },
    async 'POST /api/conversations/:id/seen'(asked) {
      await markSeen(runtime, asked.reader, idOf(asked))
    },
  }
}
