// The counsellors' API. Every route needs a session; a page of another site cannot call it.
import express, { Router } from 'express'
import type { Request } from 'express'
import { z } from 'zod'
import { giveBack } from '../desk/give-back.ts'
import { markSeen, showTyping } from '../desk/presence.ts'
import { reply } from '../desk/reply.ts'
import { takeOver } from '../desk/take-over.ts'
import { translateOne } from '../language/policy.ts'
import type { Runtime } from '../runtime.ts'
import { countConversations, findConversation, lastMessages, listConversations, messagesAfter } from '../store/conversations.ts'
import type { ListedConversation, LoggedMessage } from '../store/conversations.ts'
import type { ConversationList, SessionView, Thread, TranslateAnswer } from './api.ts'
import { HttpRefusal } from './errors.ts'
import type { Live } from './live.ts'
import { serveMedia } from './media.ts'
import { Setup } from './session.ts'
import type { Sessions, StaffMember } from './session.ts'
import { statusView } from './status.ts'
import { streamTo } from './stream.ts'
import { conversationView, messageView } from './views.ts'

/** As long as five LINE messages. */
const Text = z.string().trim().min(1).max(20_000)
const ReplyBody = z.strictObject({ id: z.uuid(), text: Text, translation: Text.optional(), asIs: z.boolean().optional(), discreet: z.boolean().optional() })

export function inbox(runtime: Runtime, sessions: Sessions, live: Live): Router {
  const router = Router()
  const { db } = runtime
  const translates = runtime.translator !== null
  const view = (row: ListedConversation, last: LoggedMessage | undefined) =>
    conversationView(row, last, translates, runtime.accounts.get(row.account_id)?.channel ?? null, (id) => runtime.accounts.get(id)?.channel ?? null, runtime.now())
  router.use(express.json({ limit: '100kb' }), sameOriginOnly)

  router.get('/session', async (request, response) => {
    const view: SessionView = { user: await sessions.who(request.headers), needsSetup: await sessions.needsSetup() }
    response.json(view)
  })
  router.post('/setup', async (request, response) => {
    if ((await sessions.setUp(Setup.parse(request.body))) === 'used') throw new HttpRefusal(410, 'link_used')
    response.status(201).json({})
  })

  const signedIn = async (request: Request): Promise<StaffMember> => {
    const member = await sessions.who(request.headers)
    if (!member) throw new HttpRefusal(401, 'signed_out')
    return member
  }
  const conversationId = (request: Request) => {
    const id = z.uuid().safeParse(request.params['id'])
    if (!id.success) throw new HttpRefusal(404, 'not_found')
    return id.data
  }

  router.get('/status', async (request, response) => {
    await signedIn(request)
    response.json(await statusView(runtime))
  })
  router.get('/media/:id', async (request, response) => {
    await signedIn(request)
    await serveMedia(runtime, request, response)
  })
  router.get('/stream', async (request, response) => {
    await signedIn(request)
    streamTo(response, live)
  })
  router.get('/conversations', async (request, response) => {
    const member = await signedIn(request)
    const show = request.query['show'] === 'all' ? 'all' : 'open'
    const [rows, counts] = await Promise.all([listConversations(db, show), countConversations(db, member.id)])
    const last = await lastMessages(db, rows.map(({ id }) => id))
    const list: ConversationList = { conversations: rows.map((row) => view(row, last.get(row.id))), counts }
    response.json(list)
  })
  router.get('/conversations/:id', async (request, response) => {
    await signedIn(request)
    const row = await findConversation(db, conversationId(request))
    if (!row) throw new HttpRefusal(404, 'not_found')
    const after = z.coerce.number().int().min(0).catch(0).parse(request.query['after'])
    const [messages, last] = await Promise.all([messagesAfter(db, row.id, after), lastMessages(db, [row.id])])
    const thread: Thread = {
      conversation: view(row, last.get(row.id)),
      messages: messages.map((message) => messageView(message, translates)),
    }
    response.json(thread)
  })
  router.post('/conversations/:id/take-over', async (request, response) => {
    const member = await signedIn(request)
    answer(await takeOver(runtime, conversationId(request), member.id))
    response.json({})
  })
  router.post('/conversations/:id/give-back', async (request, response) => {
    const member = await signedIn(request)
    answer(await giveBack(runtime, conversationId(request), member.id))
    response.json({})
  })
  router.post('/conversations/:id/replies', async (request, response) => {
    const member = await signedIn(request)
    const { id, text, translation = null, asIs = false, discreet = false } = ReplyBody.parse(request.body)
    answer(await reply(runtime, conversationId(request), member.id, { id, text, translation, asIs, discreet }))
    response.status(201).json({})
  })
  router.post('/conversations/:id/typing', async (request, response) => {
    const member = await signedIn(request)
    await showTyping(runtime, conversationId(request), member.id)
    response.json({})
  })
  router.post('/conversations/:id/seen', async (request, response) => {
    const member = await signedIn(request)
    await markSeen(runtime, conversationId(request), member.id)
    response.json({})
  })
  router.post('/conversations/:id/translate', async (request, response) => {
    await signedIn(request)
    const { text } = z.strictObject({ text: Text }).parse(request.body)
    const row = await findConversation(db, conversationId(request))
    if (!row) throw new HttpRefusal(404, 'not_found')
    const language = row.language ?? 'ja'
    const done = await translateOne(runtime.translator, text, 'ja', language)
    const view: TranslateAnswer = done.status === 'done' ? { status: 'done', text: done.text, language } : { status: done.status }
    response.json(view)
  })
  return router
}

/** Turns what a desk action answered into HTTP; `done` passes. */
function answer(result: string | null): void {
  if (result === null) throw new HttpRefusal(404, 'not_found')
  if (result === 'untranslated') throw new HttpRefusal(502, result)
  if (result !== 'done') throw new HttpRefusal(409, result)
}

/** Browsers name the page's origin on every unsafe request. */
function sameOriginOnly(request: Request, _response: unknown, next: () => void): void {
  const origin = request.headers.origin
  const safe = request.method === 'GET' || request.method === 'HEAD'
  if (!safe && (origin === undefined || !URL.canParse(origin) || new URL(origin).host !== request.headers.host)) throw new HttpRefusal(403, 'other_site')
  next()
}
