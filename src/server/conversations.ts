// The routes of a counsellor's day: the list, a conversation, and what one does in it.
import { z } from 'zod'
import { assign, assigneesFor } from '../desk/assign.ts'
import { giveBack } from '../desk/give-back.ts'
import { markSeen, showTyping } from '../desk/presence.ts'
import { reply } from '../desk/reply.ts'
import { takeOver } from '../desk/take-over.ts'
import { translateOne } from '../language/policy.ts'
import { may } from '../permissions.ts'
import { actionOf } from '../routes.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { findConversation, lastMessages, messagesAfter } from '../store/conversations.ts'
import type { ListedConversation, LoggedMessage } from '../store/conversations.ts'
import type { ReplyAnswer, Thread, TranslateAnswer } from './api/inbox.ts'
import { done, idOf } from './asked.ts'
import type { ContactRoute } from './contact.ts'
import type { ListRoute } from './list.ts'
import { HttpRefusal } from './errors.ts'
import { ANSWERED, readerOf } from './guard.ts'
import type { Asked, Handlers } from './guard.ts'
import type { Live } from './live.ts'
import { serveMedia } from './media.ts'
import { insertedArticle } from './article-choices.ts'
import type { Sessions } from './session.ts'
import { statusView } from './status.ts'
import { streamTo } from './stream.ts'
import { conversationView, messageView } from './views.ts'

/** As long as five LINE messages. */
const Text = z.string().trim().min(1).max(20_000)
const ReplyBody = z.strictObject({ id: z.uuid(), text: Text, translation: Text.optional(), asIs: z.boolean().optional(), discreet: z.boolean().optional(), reason: z.string().trim().min(1).max(500).optional(), article: z.string().max(80).optional() })

/** Which lines: after one, before one, or so many of the newest. */
const Seq = z.coerce.number().int().min(0)
const LinesQuery = z.object({ after: Seq.catch(0), before: Seq.nullable().catch(null).default(null), last: Seq.nullable().catch(null).default(null) })

type Name = Exclude<
  Extract<RouteName, `${string} /api/conversations${string}` | 'GET /api/status' | 'GET /api/stream' | 'GET /api/media/:id'>,
  ContactRoute | ListRoute | `GET /api/conversations/:id/${'alarms' | 'articles' | 'cases'}`
>

export function conversationHandlers(runtime: Runtime, sessions: Sessions, live: Live): Handlers<Name> {
  const { db } = runtime
  const translates = runtime.translator !== null
  const channelOf = (account: string) => runtime.accounts.get(account)?.channel ?? null
  const view = (row: ListedConversation, last: LoggedMessage | undefined) =>
    conversationView(row, last, translates, channelOf, runtime.now())
  const found = async (asked: Asked): Promise<ListedConversation> => {
    const row = await findConversation(db, asked.reader, idOf(asked))
    if (!row) throw new HttpRefusal(404, 'not_found')
    return row
  }

  return {
    'GET /api/status': () => statusView(runtime),
    async 'GET /api/stream'({ reader, request, response, recorded }) {
      await recorded()
      streamTo(response, live, db, reader, async () => {
        const member = await sessions.who(request.headers)
        return member && may(member.roles, actionOf('GET /api/stream')) ? readerOf(member) : null
      })
      return ANSWERED
    },
    async 'GET /api/media/:id'(asked) {
      await serveMedia(runtime, asked)
      return ANSWERED
    },
    async 'GET /api/conversations/:id'(asked) {
      const row = await found(asked)
      const { before, last: newest, ...query } = LinesQuery.parse(asked.request.query)
      const after = newest === null ? query.after : Math.max(0, row.last_seq - newest)
      const [messages, last] = await Promise.all([messagesAfter(db, asked.reader, row.id, after, before), lastMessages(db, asked.reader, [row.id])])
      asked.note({ after, lines: messages.length })
      return { conversation: view(row, last.get(row.id)), messages: messages.map((message) => messageView(message, translates)) } satisfies Thread
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
      const { id, text, translation = null, asIs = false, discreet = false, reason, article: topic } = ReplyBody.parse(asked.request.body)
      const override = reason !== undefined
      if (override && !may(asked.member.roles, 'contact.override')) throw new HttpRefusal(403, 'no_override')
      asked.note({ message: id, ...(override && { override }) })
      const article = topic === undefined ? null : insertedArticle(runtime, topic, (await found(asked)).language, text, translation)
      const result = await reply(runtime, asked.reader, idOf(asked), { id, text, translation, asIs, discreet, override, article })
      if (result !== 'held') done(result)
      asked.response.status(201)
      return { held: result === 'held' } satisfies ReplyAnswer
    },
    async 'POST /api/conversations/:id/typing'(asked) {
      await showTyping(runtime, asked.reader, idOf(asked))
    },
    async 'POST /api/conversations/:id/seen'(asked) {
      await markSeen(runtime, asked.reader, idOf(asked))
    },
    async 'POST /api/conversations/:id/translate'(asked) {
      const { text } = z.strictObject({ text: Text }).parse(asked.request.body)
      const language = (await found(asked)).language ?? 'ja'
      const translated = await translateOne(runtime.translator, text, 'ja', language)
      return (translated.status === 'done' ? { status: 'done', text: translated.text, language } : { status: translated.status }) satisfies TranslateAnswer
    },
  }
}
