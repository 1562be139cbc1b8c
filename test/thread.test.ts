// What staff do around the lines of a conversation: each rule over HTTP, refusals first. Real database, server and worker.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { askIdle, openMs } from '../src/desk/idle.ts'
import { createHours } from '../src/gateway/hours.ts'
import { DESK_HOURS } from '../src/hours/timetable.ts'
import type { ContactView } from '../src/server/api/inbox.ts'
import type { ArticleChoices } from '../src/server/api/knowledge.ts'
import type { Colleagues, NoticesView, OnlookersView, ReplyAnswer } from '../src/server/api/thread.ts'
import type { Asking } from './colleague.ts'
import { eventually } from './desk.ts'
import { history } from './direct-line.ts'
import { answer, json, openThreadDesk } from './thread-desk.ts'
import type { ThreadDesk } from './thread-desk.ts'
import { openStore } from './store.ts'

let at: ThreadDesk
let id = ''
/** Nothing is on its way any more. */
const delivered = () => eventually(async () => (await at.db.query(`SELECT 1 FROM delivery WHERE status = 'pending'`)).rowCount === 0)
beforeAll(async () => { at = await openThreadDesk() })
afterAll(() => at.close())
beforeEach(async () => {
  await at.writesOnLine()
  id = at.id
})

test('a note calls only who may see the conversation, is corrected and removed by its author alone, and what it said is kept', async () => {
  const { act, anh, db, line, night, sato, staffId, thread } = at
  const note = randomUUID()
  expect(await act('notes', { id: note, text: '見て', mentions: [await staffId('Yoru')] })).toEqual([409, 'cannot_see'])
  expect((await night(`/api/conversations/${id}/notes`, { id: note, text: '見て', mentions: [] })).status).toBe(404)
  expect((await json<Colleagues>(sato(`/api/conversations/${id}/colleagues`))).colleagues.map(({ name }) => name)).toEqual(['Anh'])
  for (let i = 0; i < 2; i++) expect(await act('notes', { id: note, text: '@Anh 見て', mentions: [await staffId('Anh')] })).toEqual([201, null])
  expect((await json<NoticesView>(anh('/api/notices'))).mentions).toMatchObject([{ note, conversation: id, by: '佐藤' }])
  expect(await act(`notes/${note}`, { text: '別' }, anh, 'PATCH')).toEqual([409, 'not_yours'])
  expect(await act(`notes/${note}`, {}, anh, 'DELETE')).toEqual([409, 'not_yours'])
  expect(await act(`notes/${note}`, { text: '@Anh 急いで' }, sato, 'PATCH')).toEqual([200, null])
  expect((await thread()).entries).toMatchObject([{ id: note, type: 'note', by: { name: '佐藤' }, detail: { text: '@Anh 急いで', mentions: ['Anh'], editedAt: expect.any(String) } }])
  expect(await act(`notes/${note}`, {}, sato, 'DELETE')).toEqual([200, null])
  expect((await thread()).entries).toMatchObject([{ id: note, detail: { text: null, removed: true } }])
  expect((await json<NoticesView>(anh('/api/notices'))).mentions).toEqual([])
  expect((await db.query('SELECT text FROM note_version WHERE note_id = $1 ORDER BY id', [note])).rows.map(({ text }) => text as string)).toEqual(['@Anh 見て', '@Anh 急いで'])
  expect(JSON.stringify((await db.query(`SELECT action, detail FROM audit WHERE object = $1`, [`conversation:${id}`])).rows)).not.toContain('急いで')
  expect(JSON.stringify(line.sent)).not.toContain('急いで')
})

test('a worker\'s page is never shown a note, nor what happened between the lines', async () => {
  const { act, desk } = at
  const chat = await at.writesOnWebchat()
  await act('take-over')
  expect(await act('notes', { id: randomUUID(), text: '秘密のメモ', mentions: [] })).toEqual([201, null])
  const shown = JSON.stringify(await history(desk, chat))
  expect(shown).toContain('xin chào')
  expect(shown).not.toContain('秘密')
  expect(shown).not.toContain('takenOver')
})

test('a page gets what was written since its mark and nothing else, however old the line', async () => {
  const { act, db, thread } = at
  const first = await thread()
  expect(first.messages.length).toBeGreaterThan(1)
  expect((await thread(`?since=${first.mark}`)).messages.length).toBeLessThanOrEqual(first.messages.length)
  // Being delivered changes a line, and so does being put into the search.
  await delivered()
  await eventually(async () => (await db.query('SELECT 1 FROM message WHERE unindexed UNION ALL SELECT 1 FROM translation WHERE unindexed')).rowCount === 0)
  const quiet = await eventually(async () => { const now = await thread(); const next = await thread(`?since=${now.mark}`); return next.messages.length === 0 && now })
  const [line1, bot] = [quiet.messages[0], quiet.messages.find(({ author }) => author === 'bot')]
  await db.query(`UPDATE delivery SET status = 'failed', reason = 'LINE: monthly quota used up' WHERE id = (SELECT delivery_id FROM message WHERE id = $1)`, [bot?.id])
  await act('notes', { id: randomUUID(), text: 'メモ', mentions: [] })
  const next = await thread(`?since=${quiet.mark}`)
  expect(next.messages.map(({ delivery }) => delivery?.status)).toEqual(next.messages.map(() => 'failed'))
  expect(next.messages.map(({ seq }) => seq)).toContain(bot?.seq)
  expect(next.messages.map(({ seq }) => seq)).not.toContain(line1?.seq)
  expect(next.entries.map(({ type }) => type)).toEqual(['note'])
  // A mark that this database has not come to yet is another database's.
  expect((await thread('?since=4000000000')).messages.length).toBe(quiet.messages.length)
})

test('what happened stands between the lines, by whom, and the language that changed', async () => {
  const { act, anh, staffId, taps, thread } = at
  await act('take-over')
  await act('assign', { staff: await staffId('Anh') })
  await act('give-back', {}, anh)
  await taps('speak:my')
  await eventually(async () => (await thread()).entries.some(({ type }) => type === 'languageChanged'))
  const { entries, messages } = await thread()
  expect(entries.map(({ type, by, detail }) => [type, by.name, detail])).toEqual([
    ['takenOver', '佐藤', {}], ['assigned', '佐藤', { to: 'Anh' }], ['givenBack', 'Anh', {}], ['languageChanged', null, { from: 'vi', to: 'my' }],
  ])
  expect(entries.map(({ after }) => after)).toEqual(entries.map(({ after }) => after).toSorted((a, b) => a - b))
  expect(entries.every(({ after }) => after <= (messages.at(-1)?.seq ?? 0))).toBe(true)
})

test('a line that failed goes out once more, when it may go, under the same key', async () => {
  const { act, anh, db, heard, line, thread } = at
  await act('take-over')
  const reply = answer({ text: '給与明細はありますか' })
  // What was said when they took over is not what LINE refuses.
  await delivered()
  line.faults.push({ on: 'push', status: 400, message: 'Failed to send messages', times: 1 })
  expect(await act(`messages/${randomUUID()}/again`)).toEqual([409, 'not_failed'])
  await act('replies', reply)
  await eventually(async () => (await thread()).messages.find((one) => one.id === reply.id)?.delivery?.status === 'failed')
  expect(await act(`messages/${reply.id}/again`, {}, anh)).toEqual([409, 'not_yours'])
  await db.query(`UPDATE conversation SET held = true WHERE id = $1`, [id])
  expect(await act(`messages/${reply.id}/again`)).toEqual([409, 'held_elsewhere'])
  await db.query(`UPDATE conversation SET held = false, left_at = now() WHERE id = $1`, [id])
  expect(await act(`messages/${reply.id}/again`)).toEqual([409, 'left_quietly'])
  await db.query(`UPDATE conversation SET left_at = NULL WHERE id = $1`, [id])
  expect(await Promise.all([act(`messages/${reply.id}/again`), act(`messages/${reply.id}/again`)])).toContainEqual([200, null])
  await eventually(async () => (await thread()).messages.find((one) => one.id === reply.id)?.delivery?.status === 'sent')
  expect(heard('給与明細はありますか')).toBe(1)
  expect(await act(`messages/${reply.id}/again`)).toEqual([409, 'not_failed'])
  const keys = line.requests.filter(({ path, body }) => path.endsWith('/push') && JSON.stringify(body).includes('給与明細')).map(({ retryKey }) => retryKey)
  expect([keys.length, new Set(keys).size]).toEqual([2, 1])
})

test('a reply can be taken back until its time is over; then it goes by itself; danger does not wait', async () => {
  const { act, db, heard, sato, thread } = at
  await act('take-over')
  expect((await sato('/api/me', { desk: { undoSeconds: 7 } }, {}, 'PATCH')).status).toBe(400)
  await sato('/api/me', { desk: { undoSeconds: 20 } }, {}, 'PATCH')
  const [undone, kept] = [answer({ text: '取り消す' }), answer({ text: '送る' })]
  const before = Date.now()
  const { undoUntil } = await json<ReplyAnswer>(sato(`/api/conversations/${id}/replies`, undone))
  expect(Date.parse(undoUntil ?? '') - before).toBeGreaterThanOrEqual(20_000)
  expect((await json<ContactView>(sato(`/api/conversations/${id}/contact`))).held).toMatchObject([{ id: undone.id, undoable: true, byMe: true, text: '取り消す' }])
  expect(await act(`held/${undone.id}`, {}, sato, 'DELETE')).toEqual([200, null])
  expect(await act(`held/${undone.id}`, {}, sato, 'DELETE')).toEqual([409, 'gone'])
  await act('replies', kept)
  expect((await thread()).messages.some((one) => one.id === kept.id)).toBe(false)
  await db.query(`UPDATE held_line SET due_at = now() WHERE id = $1`, [kept.id])
  await eventually(() => heard('送る') === 1)
  // Leaving sends what waited, before the words that the counsellor has left.
  const last = answer({ text: '最後の返事' })
  await act('replies', last)
  await act('give-back')
  const texts = (await thread()).messages.slice(-2).map(({ author }) => author)
  expect([texts, (await thread()).messages.at(-2)?.id]).toEqual([['counsellor', 'system'], last.id])
  await db.query(`UPDATE conversation SET danger = '{"kind":"suicide","level":"S5","words":[],"at":"2026-11-21T03:00:00Z"}' WHERE id = $1`, [id])
  await act('take-over')
  expect(await json<ReplyAnswer>(sato(`/api/conversations/${id}/replies`, answer()))).toEqual({ held: false })
  expect(heard('取り消す')).toBe(0)
  await sato('/api/me', { desk: { undoSeconds: null } }, {}, 'PATCH')
})

test('a reply does not go onto a conversation in which somebody else wrote meanwhile', async () => {
  const { act, anh, says, staffId, thread } = at
  await act('take-over')
  const seen = (await thread()).conversation.lastSeq
  await says('tôi muốn hỏi thêm')
  await eventually(async () => (await thread()).conversation.lastSeq > seen)
  const reply = answer({ seen })
  expect(await act('replies', reply)).toEqual([409, 'conversation_changed'])
  expect(await act('replies', { ...reply, seen: seen + 1 })).toEqual([201, null])
  // One's own line is no news.
  expect(await act('replies', answer({ seen: seen + 1 }))).toEqual([201, null])
  await act('assign', { staff: await staffId('Anh') }, anh)
  await act('replies', answer({ text: '代わりました' }), anh)
  await act('assign', { staff: await staffId('佐藤') }, anh)
  expect(await act('replies', answer({ seen: seen + 2 }))).toEqual([409, 'conversation_changed'])
})

test('colleagues see who looks and who writes, and nobody else does', async () => {
  const { anh, night, sato } = at
  const tell = (who: Asking, state: string) => json<OnlookersView>(who(`/api/conversations/${id}/presence`, { state }))
  expect((await night(`/api/conversations/${id}/presence`, { state: 'viewing' })).status).toBe(404)
  await tell(sato, 'writing')
  await eventually(async () => (await tell(anh, 'viewing')).others.some(({ name, state }) => name === '佐藤' && state === 'writing'))
  await tell(sato, 'gone')
  await eventually(async () => (await tell(anh, 'viewing')).others.length === 0)
})

test('after an idle time its counsellor is asked, and only then it waits for anybody; the guide never gets it', async () => {
  const { act, anh, db, desk, line, sato, thread } = at
  // Monday to Saturday, ten to six: Saturday evening to Monday noon are two hours and a half.
  expect(openMs(DESK_HOURS, new Date('2026-11-21T08:30:00Z'), new Date('2026-11-24T03:00:00Z'))).toBe((0.5 + 2) * 3_600_000)
  await act('take-over')
  await delivered()
  const store = openStore(desk.databaseUrl, 2)
  const asked = async (moment: string) => {
    const now = () => new Date(moment)
    await askIdle({ db: store, config: readConfig([], {}), hours: { ...createHours(store, now), of: () => DESK_HOURS }, now })
    return (await db.query('SELECT handling, assignee_id, idle_asked_at, waiting_since IS NOT NULL AS waits FROM conversation WHERE id = $1', [id])).rows[0] as Record<string, unknown>
  }
  // Far ahead: the worker of this desk, which has the real time, leaves them alone.
  const attended = (moment: string) => db.query('UPDATE conversation SET attended_at = $2, idle_asked_at = NULL WHERE id = $1', [id, moment])
  await attended('2037-11-24T01:00:00Z')
  expect((await asked('2037-11-24T02:59:00Z'))['idle_asked_at']).toBeNull()
  const sent = line.sent.length
  expect((await asked('2037-11-24T03:01:00Z'))['idle_asked_at']).not.toBeNull()
  expect((await json<NoticesView>(sato('/api/notices'))).idle.map((one) => one.conversation)).toContain(id)
  expect(await act('idle', { answer: 'keep' }, anh)).toEqual([409, 'not_yours'])
  expect(await act('idle', { answer: 'keep' })).toEqual([200, null])
  expect((await json<NoticesView>(sato('/api/notices'))).idle.map((one) => one.conversation)).not.toContain(id)
  await attended('2037-11-24T01:00:00Z')
  await asked('2037-11-24T03:01:00Z')
  expect((await asked('2037-11-25T01:00:00Z'))['handling']).toBe('counsellor')
  expect(await asked('2037-11-25T05:00:00Z')).toMatchObject({ handling: 'waiting', assignee_id: null, waits: true })
  expect((await thread()).entries.map(({ type }) => type)).toEqual(['takenOver', 'idleAsked', 'idleAsked', 'idleReturned'])
  expect(line.sent.length).toBe(sent)
  await store.close()
})

test('ready-made replies go as they were reviewed, without any machine', async () => {
  const { act, heard, sato, thread } = at
  await act('take-over')
  const { choices, replies } = await json<ArticleChoices>(sato(`/api/conversations/${id}/articles?q=${encodeURIComponent('在留カード')}`))
  expect(choices.some(({ topic }) => topic === 'reply.photo-card')).toBe(true)
  expect(replies.length).toBeGreaterThanOrEqual(16)
  const wait = replies.find(({ topic }) => topic === 'reply.wait')
  const reply = { id: randomUUID(), text: wait?.japanese, translation: wait?.text, article: 'reply.wait' }
  expect(await act('replies', reply)).toEqual([201, null])
  await eventually(() => heard('Bạn chờ mình một chút nhé') === 1)
  expect((await thread()).messages.find((one) => one.id === reply.id)).toMatchObject({ article: { topic: 'reply.wait', edited: false }, translation: { status: 'done', source: 'reviewed' } })
})
