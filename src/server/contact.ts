// The routes about how a person may be reached, and about lines that wait until they may be.
import { z } from 'zod'
import { termsOf } from '../contact/terms.ts'
import { askWho, confirmWho, noteTerms } from '../desk/contact.ts'
import { reachNow } from '../desk/exchange.ts'
import { sendHeld, withdrawHeld } from '../desk/release.ts'
import { TimetableShape } from '../gateway/hours.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { contactOn } from '../store/contact.ts'
import { heldLines } from '../store/held-lines.ts'
import type { ContactView } from './api/inbox.ts'
import { done, idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'

const Note = z.string().trim().min(1).max(500)
const Terms = z.strictObject({
  begin: z.boolean(), channels: z.array(z.string().max(40)).max(20), hours: TimetableShape.nullable(), neutral: z.boolean(), watched: z.boolean(), note: Note,
})

export type ContactRoute = Extract<RouteName, `${string} /api/conversations/:id/contact` | `${string} /api/conversations/:id/check` | `${string} /api/conversations/:id/confirm` | `${string} /api/conversations/:id/held${string}`>

export function contactHandlers(runtime: Runtime): Handlers<ContactRoute> {
  return {
    'GET /api/conversations/:id/contact': async (asked) => contactView(runtime, asked),
    async 'POST /api/conversations/:id/contact'(asked) {
      const { note, ...terms } = Terms.parse(asked.request.body)
      asked.note({ begin: terms.begin, neutral: terms.neutral, watched: terms.watched })
      return done(await noteTerms(runtime, asked.reader, idOf(asked), terms, note))
    },
    'POST /api/conversations/:id/check': async (asked) => done(await askWho(runtime, asked.reader, idOf(asked))),
    async 'POST /api/conversations/:id/confirm'(asked) {
      z.strictObject({ reason: Note }).parse(asked.request.body)
      return done(await confirmWho(runtime, asked.reader, idOf(asked)))
    },
    'POST /api/conversations/:id/held/:held': async (asked) => done(await sendHeld(runtime, asked.reader, idOf(asked), heldOf(asked))),
    'DELETE /api/conversations/:id/held/:held': async (asked) => done(await withdrawHeld(runtime, asked.reader, idOf(asked), heldOf(asked))),
  }
}

function heldOf({ request, note }: Asked): string {
  const id = z.uuid().safeParse(request.params['held'])
  if (!id.success) throw new HttpRefusal(404, 'not_found')
  note({ message: id.data })
  return id.data
}

async function contactView(runtime: Runtime, asked: Asked): Promise<ContactView> {
  const id = idOf(asked)
  const [row, held] = await Promise.all([contactOn(runtime.db, asked.reader, id), heldLines(runtime.db, asked.reader, id)])
  if (!row) throw new HttpRefusal(404, 'not_found')
  const { begin, channels, hours, neutral, watched, exitWord, safeWord } = termsOf(row.contact)
  const reach = reachNow(row, runtime.accounts.get(row.account_id)?.channel.type ?? '', runtime.now())
  return {
    terms: { begin, channels, hours, neutral, watched, exitWord: exitWord !== null, safeWord: safeWord !== null },
    said: row.contact !== null,
    changes: row.changes.map(({ terms, by, note, at }) => ({ by, note, at: new Date(at).toISOString(), changed: Object.keys(terms) })),
    reach: reach.type === 'later' ? { ...reach, at: reach.at.toISOString() } : reach,
    heardAt: row.heard_at?.toISOString() ?? null,
    leftAt: row.left_at?.toISOString() ?? null,
    unconfirmedAt: row.unconfirmed_at?.toISOString() ?? null,
    held: held.map((line) => ({
      id: line.id, by: line.staff_name ?? '', text: line.text, translation: line.translation?.text ?? null, status: line.status, asks: line.asks, undoable: line.undoable, byMe: line.staff_id === asked.reader.id, files: line.files ?? [], article: line.article?.topic ?? null,
      reason: line.reason, dueAt: line.due_at.toISOString(), at: line.created_at.toISOString(),
    })),
  }
}
