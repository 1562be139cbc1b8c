// The routes of the board's moderation: what waits, beside its translation, what is decided, and how members stand.
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { RULES } from '../board/kinds.ts'
import { decideMember, MEMBER_DECISIONS, offeredFor, standingAt } from '../board/member.ts'
import { decide, DECISIONS, offered } from '../board/post.ts'
import { DAY_MS } from '../hours/timetable.ts'
import { forgetBoard } from '../desk/forget-board.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { countItems, decideItem, findItem, lastAct, listItems, openReports, SHOWS } from '../store/board-moderation.ts'
import type { ItemRow, LastAct } from '../store/board-moderation.ts'
import { savePostTranslation } from '../store/board-posts.ts'
import { actsAbout, findStanding, moveMember, proposedToClose } from '../store/board-standing.ts'
import type { StandingRow } from '../store/board-standing.ts'
import { saveLineTranslation } from '../store/board-threads.ts'
import type { BoardItem, BoardLine, BoardMember, BoardQueue } from './api/board.ts'
import { idOf } from './asked.ts'
import { translated } from './board/reading.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'

const MOST_LISTED = 200
const MOST_ACTS = 100
const PATIENCE_MS = 5_000

const Filter = z.object({ show: z.enum(SHOWS).catch('todo') })
const Reason = z.enum(RULES).nullable().default(null)
const Note = z.string().trim().max(500).default('')
const ItemBody = z.strictObject({ revision: z.int().min(1), decision: z.enum(DECISIONS), reason: Reason, note: Note })
const MemberBody = z.strictObject({ decision: z.enum(MEMBER_DECISIONS), reason: Reason, note: Note, days: z.int().min(1).max(365).default(7) })

export function boardHandlers(runtime: Runtime): Handlers<Extract<RouteName, `${string} /api/board${string}`>> {
  const { db, now } = runtime
  const itemOf = async (asked: Asked): Promise<ItemRow> => {
    const item = await findItem(db, asked.reader, idOf(asked))
    if (!item) throw new HttpRefusal(404, 'not_found')
    return item
  }
  const memberOf = async (asked: Asked): Promise<StandingRow> => {
    const member = await findStanding(db, asked.reader, idOf(asked))
    if (!member) throw new HttpRefusal(404, 'not_found')
    return member
  }
  return {
    async 'GET /api/board'({ reader, request, note }) {
      const { show } = Filter.parse(request.query)
      const [items, counts, proposals] = await Promise.all([listItems(db, reader, show, MOST_LISTED), countItems(db, reader), proposedToClose(db, reader)])
      note({ count: items.length })
      return { items: items.map(lineOf), counts, proposals: proposals.map(({ id, nickname, asked_name: by }) => ({ id, nickname, by: by ?? '' })) } satisfies BoardQueue
    },
    async 'GET /api/board/:id'(asked) {
      const item = await itemOf(asked)
      const [japanese, open, last] = await Promise.all([inJapanese(runtime, item), openReports(db, item.id), lastAct(db, item)])
      return {
        ...lineOf(item), text: item.text, ...japanese, prefecture: item.prefecture, startsAt: item.starts_at?.toISOString() ?? null, reason: item.reason, revision: item.revision,
        open: open.map(({ reason, text, at }) => ({ reason, text, at: at.toISOString() })), offered: offeredHere(item, last),
      } satisfies BoardItem
    },
    async 'POST /api/board/:id/decision'(asked) {
      const { revision, decision, reason, note } = ItemBody.parse(asked.request.body)
      const item = await itemOf(asked)
      asked.note({ decision, ...(reason && { reason }) })
      const last = await lastAct(db, item)
      if (!offeredHere(item, last).includes(decision)) throw new HttpRefusal(409, 'moved_on')
      const decided = decide(item.state, decision, reason, last?.before ?? null)
      if (typeof decided === 'string') throw new HttpRefusal(409, decided)
      if (!(await decideItem(db, asked.reader, { item, revision, decision, to: decided.state, reason, note, undoes: decision === 'undo' ? last : null, now: now() }))) throw new HttpRefusal(409, 'changed')
      await forgetBoard(runtime)
    },
    async 'GET /api/board/members/:id'(asked) {
      const member = await memberOf(asked)
      const acts = await actsAbout(db, member.id, MOST_ACTS)
      const state = standingAt({ state: member.state, until: member.suspended_until, askedBy: member.close_asked_by }, now())
      return {
        id: member.id, nickname: member.nickname, language: member.language, state, until: state === 'suspended' ? member.suspended_until?.toISOString() ?? null : null, reason: member.reason,
        askedBy: member.close_asked_by === null ? null : member.asked_name ?? '', trained: member.trained, joinedAt: member.joined_at.toISOString(), posts: member.posts, reports: member.reports,
        offered: offeredFor({ state, askedBy: member.close_asked_by }, asked.reader.id, member.trained),
        acts: acts.map(({ act, reason, note, staff, at, undone_at: undone, title }) => ({ act, reason, note, by: staff, at: at.toISOString(), undone: undone !== null, title })),
      } satisfies BoardMember
    },
    async 'POST /api/board/members/:id/decision'(asked) {
      const { decision, reason, note, days } = MemberBody.parse(asked.request.body)
      const member = await memberOf(asked)
      asked.note({ decision, ...(reason && { reason }) })
      const moved = decideMember({ state: member.state, until: member.suspended_until, askedBy: member.close_asked_by }, decision, asked.reader.id, reason, now())
      if (typeof moved === 'string') throw new HttpRefusal(409, moved)
      const until = decision === 'suspend' || decision === 'keep' ? new Date(now().getTime() + days * DAY_MS) : member.suspended_until
      if (!(await moveMember(db, asked.reader, { member, decision, moved, until, reason, note, now: now() }))) throw new HttpRefusal(409, 'changed')
    },
  }
}

/** A line of a private thread is not taken back from who has read it, only removed. */
function offeredHere({ type, state }: ItemRow, last: LastAct | null) {
  return offered(state, last?.before ?? null).filter((decision) => type === 'post' || decision !== 'hold')
}

function lineOf({ id, type, member_id: member, nickname, kind, category, title, language, state, signs, danger, reports, at }: ItemRow): BoardLine {
  return { id, type, member, nickname, kind, category, title, language, state, signs, danger, reports, at: at.toISOString() }
}

/** Made when a moderator first reads it, and kept. */
async function inJapanese(runtime: Runtime, item: ItemRow): Promise<{ japaneseTitle: string | null; japanese: string | null }> {
  if (item.language === 'ja') return { japaneseTitle: null, japanese: null }
  if (typeof item.japanese === 'string') return { japaneseTitle: null, japanese: item.japanese }
  if (item.japanese !== null) return { japaneseTitle: item.japanese.title, japanese: item.japanese.text }
  const make = async () => {
    const [title, text] = await Promise.all([item.title, item.text].map((one) => translated(runtime, one, item.language, 'ja')))
    if (typeof text !== 'string' || typeof title !== 'string') return null
    if (item.type === 'post') await savePostTranslation(runtime.db, { id: item.id, revision: item.revision, language: 'ja', title, text })
    else await saveLineTranslation(runtime.db, item.id, 'ja', text)
    return { japaneseTitle: item.type === 'post' ? title : null, japanese: text }
  }
  return await Promise.race([make().catch(() => null), wait(PATIENCE_MS, null, { ref: false })]) ?? { japaneseTitle: null, japanese: null }
}
