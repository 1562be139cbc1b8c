// The routes of what staff do around the lines of a conversation: notes, who else is there, sending again, keeping it.
import { z } from 'zod'
import { keepMine } from '../desk/idle.ts'
import { sendAgain } from '../desk/send-again.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { idleOf } from '../store/idle.ts'
import { colleaguesWhoSee, correctNote, openMentions, removeNote, seeMentions, writeNote } from '../store/notes.ts'
import { isVisible } from '../store/visible.ts'
import type { Colleagues, NoticesView, OnlookersView } from './api/thread.ts'
import { done, idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'
import type { Onlookers } from './onlookers.ts'

const NoteText = z.string().trim().min(1).max(5_000)

export type ThreadRoute = Extract<RouteName, `${string} /api/conversations/:id/${'messages' | 'notes'}${string}` | `${string} /api/conversations/:id/${'idle' | 'presence' | 'colleagues'}` | `${string} /api/notices${string}`>

export function threadHandlers(runtime: Runtime, onlookers: Onlookers): Handlers<ThreadRoute> {
  const { db, now } = runtime
  const seen = async (asked: Asked): Promise<string> => {
    const id = idOf(asked)
    if (!(await isVisible(db, asked.reader, id))) throw new HttpRefusal(404, 'not_found')
    return id
  }
  return {
    'POST /api/conversations/:id/messages/:message/again': async (asked) => done(await sendAgain(runtime, asked.reader, idOf(asked), partOf(asked, 'message'))),
    async 'POST /api/conversations/:id/idle'(asked) {
      const { answer } = z.strictObject({ answer: z.enum(['keep', 'later']) }).parse(asked.request.body)
      return done(await keepMine(runtime, asked.reader, idOf(asked), answer === 'later'))
    },
    async 'POST /api/conversations/:id/presence'(asked) {
      const { state } = z.strictObject({ state: z.enum(['viewing', 'writing', 'gone']) }).parse(asked.request.body)
      const conversation = await seen(asked)
      await onlookers.tell({ conversation, staff: asked.member.id, name: asked.member.name, state })
      return { others: onlookers.at(conversation, asked.member.id) } satisfies OnlookersView
    },
    async 'GET /api/conversations/:id/colleagues'(asked) {
      return { colleagues: await colleaguesWhoSee(db, asked.reader, await seen(asked)) } satisfies Colleagues
    },
    async 'POST /api/conversations/:id/notes'(asked) {
      const note = z.strictObject({ id: z.uuid(), text: NoteText, mentions: z.array(z.string().max(100)).max(20) }).parse(asked.request.body)
      asked.note({ note: note.id, mentions: note.mentions })
      done(await writeNote(db, asked.reader, idOf(asked), note, now()))
      asked.response.status(201)
      return {}
    },
    async 'PATCH /api/conversations/:id/notes/:note'(asked) {
      const { text } = z.strictObject({ text: NoteText }).parse(asked.request.body)
      return done(await correctNote(db, asked.reader, idOf(asked), partOf(asked, 'note'), text, now()))
    },
    'DELETE /api/conversations/:id/notes/:note': async (asked) => done(await removeNote(db, asked.reader, idOf(asked), partOf(asked, 'note'), now())),
    async 'GET /api/notices'({ reader }) {
      const [mentions, idle] = await Promise.all([openMentions(db, reader), idleOf(db, reader)])
      return {
        mentions: mentions.map((one) => ({ ...one, at: one.at.toISOString() })), idle: idle.map((one) => ({ ...one, askedAt: one.askedAt.toISOString() })),
      } satisfies NoticesView
    },
    async 'POST /api/notices/seen'({ reader, request }) {
      const { conversation } = z.strictObject({ conversation: z.uuid() }).parse(request.body)
      await seeMentions(db, reader, conversation, now())
    },
  }
}

/** An id in the path, which the record names too. */
function partOf({ request, note }: Asked, name: 'message' | 'note'): string {
  const id = z.uuid().safeParse(request.params[name])
  if (!id.success) throw new HttpRefusal(404, 'not_found')
  note({ [name]: id.data })
  return id.data
}
