// The routes of the list: its rows by filter, its views, the search, and acts on many conversations at once.
import { z } from 'zod'
import { actOnMany, undoMany } from '../desk/act-on-many.ts'
import type { Outcome } from '../desk/act-on-many.ts'
import { filterOf } from '../list/filter.ts'
import { LONGEST_MS } from '../list/snooze.ts'
import { inOrder, STANDARD_VIEWS } from '../list/views.ts'
import { may } from '../permissions.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { countConversations, lastMessages } from '../store/conversations.ts'
import { countViews, listConversations, PAGE } from '../store/list.ts'
import type { Part } from '../store/list.ts'
import { addView, changeView, ListFilterShape, orderViews, removeView, viewOrderOf, viewsFor } from '../store/list-views.ts'
import type { ConversationList } from './api/inbox.ts'
import type { BulkAnswer, RowsView, ViewsView } from './api/list.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'
import { search, SearchBody } from './search.ts'
import { conversationView } from './views.ts'

/** More names than this are for two requests. */
const NAMED = 100

const Ids = z.string().transform((list) => list.split(',').filter((id) => id !== '')).pipe(z.array(z.uuid()).max(NAMED))
const Cursor = z.string().regex(/^(-?\d+(\.\d+)?,){3}[0-9a-f-]{36}$/).transform((text) => {
  const parts = text.split(',')
  return { place: parts.slice(0, 3).map(Number), id: z.uuid().parse(parts[3]) }
})
const RowsQuery = z.object({ after: Cursor.optional(), ids: Ids.optional(), cases: Ids.optional(), limit: z.coerce.number().int().min(1).max(1_000).catch(PAGE) })

const Name = z.string().trim().min(1).max(40)
const ViewBody = z.strictObject({ name: Name, filter: ListFilterShape, shared: z.boolean() })
const Act = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('claim') }),
  z.strictObject({ type: z.literal('assign'), staff: z.string().min(1) }),
  z.strictObject({ type: z.literal('giveBack') }),
  z.strictObject({ type: z.literal('snooze'), until: z.iso.datetime().nullable() }),
])
const BulkBody = z.strictObject({ conversations: z.array(z.uuid()).min(1).max(NAMED), act: Act })

/** What the record calls an act on one conversation. */
const DEEDS = { claim: 'conversation.claim', assign: 'conversation.assign', giveBack: 'conversation.giveBack', snooze: 'conversation.snooze' } as const

export type ListRoute = Extract<RouteName, 'GET /api/conversations' | `${string} /api/conversations/${'search' | 'acts'}${string}` | `${string} /api/views${string}`>

export function listHandlers(runtime: Runtime): Handlers<ListRoute> {
  const { db, now, newId, audit } = runtime
  const channelOf = (account: string) => runtime.accounts.get(account)?.channel ?? null
  const rows = async ({ reader, request }: Asked, part: Part): Promise<RowsView> => {
    const found = await listConversations(db, reader, filterOf(queryIn(request)), now(), part)
    const last = await lastMessages(db, reader, found.map(({ id }) => id))
    const conversations = found.map((row) => ({ ...conversationView(row, last.get(row.id), runtime.translator !== null, channelOf, now(), runtime.fileLinks.reachable), place: row.place, severity: row.severity }))
    return { conversations, whole: part.type === 'page' && found.length < part.limit }
  }
  const ownView = async ({ reader, request }: Asked) => {
    const view = (await viewsFor(db, reader.id)).find(({ id, staff_id }) => id === request.params['id'] && staff_id === reader.id)
    if (!view) throw new HttpRefusal(404, 'not_found')
    return view
  }
  const mayShare = ({ member }: Asked, shared: boolean) => {
    if (shared && !may(member.roles, 'views.share')) throw new HttpRefusal(403, 'forbidden')
  }
  /** A row of the record for each conversation, as if it had been done alone. */
  const recordEach = async ({ member }: Asked, outcome: Outcome, action: string, detail: Readonly<Record<string, unknown>>) => {
    await Promise.all(outcome.done.map((id) => audit.record({ actor: member.id, action, object: `conversation:${id}`, detail })))
  }

  return {
    async 'GET /api/conversations'(asked) {
      const { after = null, ids, cases = [], limit } = RowsQuery.parse(asked.request.query)
      const named = ids !== undefined || cases.length > 0
      const [part, counts] = await Promise.all([
        rows(asked, named ? { type: 'named', ids: ids ?? [], cases } : { type: 'page', after, limit }),
        named || after ? null : countConversations(db, asked.reader),
      ])
      asked.note({ show: filterOf(queryIn(asked.request)).show, count: part.conversations.length })
      return (counts ? { ...part, counts } satisfies ConversationList : part)
    },
    async 'POST /api/conversations/search'(asked) {
      const body = SearchBody.parse(asked.request.body)
      const found = await search(runtime, asked.reader, body)
      asked.note({ count: found.lines.length + found.people.length })
      return found
    },
    async 'POST /api/conversations/acts'(asked) {
      const { conversations, act } = BulkBody.parse(asked.request.body)
      if (act.type === 'assign' && !may(asked.member.roles, 'conversations.assign')) throw new HttpRefusal(403, 'forbidden')
      const until = act.type === 'snooze' && act.until !== null ? new Date(act.until) : null
      if (until && (until <= now() || until.getTime() > now().getTime() + LONGEST_MS)) throw new HttpRefusal(400, 'no_time')
      const outcome = await actOnMany(runtime, asked.reader, conversations, act.type === 'snooze' ? { type: 'snooze', until } : act)
      await recordEach(asked, outcome, DEEDS[act.type], act.type === 'assign' ? { staff: act.staff } : {})
      asked.note({ act: act.type, count: outcome.done.length })
      return outcome satisfies BulkAnswer
    },
    async 'POST /api/conversations/acts/:act/undo'(asked) {
      const id = z.uuid().safeParse(asked.request.params['act'])
      const outcome = id.success ? await undoMany(runtime, asked.reader, id.data) : null
      if (!outcome) throw new HttpRefusal(409, 'too_late')
      await recordEach(asked, outcome, 'conversation.undo', {})
      asked.note({ count: outcome.done.length })
      return { ...outcome, undo: null } satisfies BulkAnswer
    },
    async 'GET /api/views'({ reader }) {
      const [saved, order] = await Promise.all([viewsFor(db, reader.id), viewOrderOf(db, reader.id)])
      const views = inOrder([
        ...STANDARD_VIEWS.map(({ id, filter }) => ({ id, name: null, filter, shared: true, own: false })),
        ...saved.map(({ id, name, filter, shared, staff_id }) => ({ id, name, filter, shared, own: staff_id === reader.id })),
      ], order)
      const { all, waiting, each } = await countViews(db, reader, views.map(({ filter }) => filter), now())
      return { views: views.map((view, index) => ({ ...view, count: each[index] ?? 0 })), counts: { all, waiting } } satisfies ViewsView
    },
    async 'POST /api/views'(asked) {
      const view = ViewBody.parse(asked.request.body)
      mayShare(asked, view.shared)
      const id = newId()
      await addView(db, { ...view, id, staff: asked.reader.id, at: now() })
      asked.response.status(201)
      return { id }
    },
    async 'PATCH /api/views/:id'(asked) {
      const { id } = await ownView(asked)
      const { name = null, filter = null, shared = null } = ViewBody.partial().parse(asked.request.body)
      mayShare(asked, shared === true)
      await changeView(db, id, { name, filter, shared })
      return {}
    },
    async 'DELETE /api/views/:id'(asked) {
      await removeView(db, (await ownView(asked)).id)
      return {}
    },
    async 'POST /api/views/order'({ reader, request }) {
      const { views } = z.strictObject({ views: z.array(z.string().min(1).max(40)).max(100) }).parse(request.body)
      await orderViews(db, reader.id, views)
      return {}
    },
  }
}

function queryIn({ originalUrl }: { readonly originalUrl: string }): URLSearchParams {
  return new URL(originalUrl, 'http://desk').searchParams
}
