// How people are reached, on a whole desk: what is held back and when it follows, what the exit word ends, what somebody else sees.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import type { ContactView, ConversationList, Thread } from '../src/server/api/inbox.ts'
import { words } from './content.ts'
import { allAnswered, eventually, openDesk, signIn } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import { plainly } from './tables.ts'

const SECRET = 'a-channel-secret'
const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0).toReversed()) await end() })

async function open() {
  const line = await startLine()
  const desk = await openDesk({ LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  const db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await db.connect()
  ending.push(() => line.close(), () => desk.stop(), () => db.end())
  const staff = await signIn(desk)
  const user = lineUser('Minh')
  const says = (text: string) => line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user, text })], { secret: SECRET })
  const taps = (data: string) => line.deliver(`${desk.url}/webhooks/line`, [line.postbackEvent({ user, data })], { secret: SECRET })
  const sent = () => line.sent.filter(({ to }) => to === user).map((one) => ({ ...one, text: JSON.stringify(one.messages) }))
  const arrived = (piece: string) => eventually(() => sent().find(({ text }) => text.includes(JSON.stringify(piece).slice(1, -1))))
  /** Whether what said this came without a sound. */
  const silent = (piece: string) => line.requests.flatMap(({ body }) => {
    const call = JSON.stringify(body) ?? ''
    return call.includes(JSON.stringify(piece).slice(1, -1)) ? [call.includes('"notificationDisabled":true')] : []
  })
  const settled = () => allAnswered(db)
  /** As if it had been so long since they did anything, and everything since. */
  const after = (hours: number) => db.query(`UPDATE conversation SET heard_at = heard_at - make_interval(hours => $1), answer_from = answer_from - make_interval(hours => $1)`, [hours])
  await says('xin chào')
  await taps('person')
  const id = await eventually(async () => (await (await staff('/api/conversations')).json() as ConversationList).conversations[0]?.id)
  await settled()
  const on = (path: string) => `/api/conversations/${id}${path}`
  expect((await staff(on('/take-over'), {})).status).toBe(200)
  const reply = async (text: string, more = {}) => {
    const answer = await staff(on('/replies'), { id: randomUUID(), text, asIs: true, ...more })
    return [answer.status, await answer.json()] as const
  }
  const agree = (terms: object) => staff(on('/contact'), { begin: true, channels: [], hours: null, neutral: true, watched: false, note: 'by phone', ...terms })
  const contact = async () => await (await staff(on('/contact'))).json() as ContactView
  const lines = async () => (await (await staff(on(''))).json() as Thread).messages
  expect((await reply('最初の返信'))[1]).toEqual({ held: false })
  await arrived('最初の返信')
  return { line, desk, db, staff, says, taps, sent, silent, arrived, settled, after, on, reply, agree, contact, lines, user, id }
}

test('who said nothing is not written to first; a supervisor with a reason may, and the reason is in the record', async () => {
  const { after, reply, sent, db, arrived, contact } = await open()
  await after(13)
  expect(await reply('お元気ですか')).toEqual([409, { error: 'contact_never' }])
  expect(await contact()).toMatchObject({ said: false, reach: { type: 'no', reason: 'never' }, held: [] })
  await db.query(`UPDATE staff SET roles = '{counsellor}'`)
  expect((await reply('それでも', { reason: 'a danger to life' }))[0]).toBe(403)
  await db.query(`UPDATE staff SET roles = '{counsellor,supervisor}'`)
  expect(sent().some(({ text }) => /お元気|それでも/.test(text))).toBe(false)
  expect(await reply('安全ですか', { reason: 'a danger to life' })).toEqual([201, { held: false }])
  await arrived('安全ですか')
  expect((await db.query(`SELECT reason, detail FROM audit WHERE action = 'conversation.reply' ORDER BY seq DESC LIMIT 1`)).rows).toMatchObject([{ reason: 'a danger to life', detail: { override: true } }])
})

test('an answer that was promised comes late, and to its end', async () => {
  const { after, taps, reply, arrived, staff, on, settled } = await open()
  expect((await staff(on('/give-back'), {})).status).toBe(200)
  await taps('person')
  await settled()
  await after(41)
  expect((await staff(on('/take-over'), {})).status).toBe(200)
  expect(await reply('お待たせしました')).toEqual([201, { held: false }])
  await arrived('お待たせしました')
  expect(await reply('もう一つ')).toEqual([201, { held: false }])
  await after(13)
  expect((await reply('さらに'))[1]).toEqual({ error: 'contact_never' })
})

test('what is allowed begins with a neutral line without a sound; a yes lets the rest follow, once', async () => {
  const { after, reply, agree, arrived, sent, silent, taps, contact, lines, settled, staff, on } = await open()
  expect((await agree({ note: '' })).status).toBe(400)
  expect((await agree({})).status).toBe(200)
  await after(13)
  const id = randomUUID()
  expect(await reply('給料の件です', { id })).toEqual([201, { held: true }])
  const opening = await arrived(words('vi', 'check.opening'))
  expect(silent(words('vi', 'check.opening'))).toEqual([true])
  expect(opening.text).toContain('opening:yes')
  expect(await reply('給料の件です', { id })).toEqual([201, { held: true }])
  expect(await reply('二つ目です')).toEqual([201, { held: true }])
  expect((await contact()).held).toMatchObject([{ text: '給料の件です', status: 'asked', asks: 'yes' }, { text: '二つ目です', status: 'asked', asks: 'yes' }])
  expect((await staff(on(`/held/${id}`), {})).status).toBe(409)
  expect((await lines()).some(({ text }) => text === '給料の件です')).toBe(false)
  await taps('opening:yes')
  await arrived('給料の件です')
  await arrived('二つ目です')
  await settled()
  await taps('opening:yes')
  await settled()
  const texts = (await lines()).map(({ text }) => text)
  expect(texts.slice(-4)).toEqual([words('vi', 'check.yes'), '給料の件です', '二つ目です', words('vi', 'check.yes')])
  expect([sent().filter(({ text }) => text.includes('給料の件です')).length, sent().filter(({ text }) => text.includes('opening:yes')).length]).toEqual([1, 1])
})

test('outside the hours a line waits, can be taken back, and goes when they begin', async () => {
  const { after, reply, agree, db, arrived, sent, contact, staff, on } = await open()
  const day = new Date(Date.now() + 9 * 3_600_000 + 2 * 86_400_000).getUTCDay() || 7
  await agree({ hours: { [day]: [['18:00', '22:00']] }, neutral: false })
  await after(13)
  const id = randomUUID()
  expect(await reply('取り消す行', { id })).toEqual([201, { held: true }])
  const view = await contact()
  expect(view).toMatchObject({ reach: { type: 'later', neutral: false }, held: [{ id, status: 'waiting' }] })
  expect(view.reach.type === 'later' && new Date(view.reach.at).toISOString().slice(11, 16)).toBe('09:00')
  expect((await staff(on(`/held/${id}`), {}, {}, 'DELETE')).status).toBe(200)
  expect((await staff(on(`/held/${id}`), {}, {}, 'DELETE')).status).toBe(409)
  await reply('夕方の行')
  // Due too early: it is kept for its time.
  await db.query(`UPDATE held_line SET due_at = now() WHERE status = 'waiting'`)
  await eventually(async () => (await db.query(`SELECT 1 FROM held_line WHERE status = 'waiting' AND due_at > now()`)).rowCount === 1)
  expect(sent().some(({ text }) => text.includes('夕方の行'))).toBe(false)
  await agree({ neutral: false })
  await db.query(`UPDATE held_line SET due_at = now() WHERE status = 'waiting'`)
  await arrived('夕方の行')
  // Terms that no longer allow it: staff are told.
  await agree({ hours: { [day]: [['18:00', '22:00']] }, neutral: false })
  await reply('断られる行')
  await agree({ begin: false })
  await db.query(`UPDATE held_line SET due_at = now() WHERE status = 'waiting'`)
  await eventually(async () => (await contact()).held.some(({ status, reason }) => status === 'refused' && reason === 'contact_never'))
  expect(sent().some(({ text }) => /取り消す行|断られる行/.test(text))).toBe(false)
})

test('the exit word ends everything: nothing is answered, nothing that waits goes out, and nobody writes until they come back', async () => {
  const { after, reply, agree, says, settled, contact, staff, on, db, line, sent, arrived } = await open()
  await agree({})
  await after(13)
  await reply('待っている行')
  await arrived(words('vi', 'check.opening'))
  await settled()
  const [before, read] = [sent().length, line.read.length]
  await says('Thoát')
  await eventually(async () => (await contact()).leftAt !== null)
  expect((await contact()).held).toEqual([])
  expect((await db.query(`SELECT handling, assignee_id, session, menu_at FROM conversation`)).rows).toEqual([{ handling: 'bot', assignee_id: null, session: null, menu_at: null }])
  expect((await staff(on('/take-over'), {})).status).toBe(200)
  await staff(on('/seen'), {})
  expect(await reply('どうしましたか')).toEqual([409, { error: 'left_quietly' }])
  expect((await staff(on('/check'), {})).status).toBe(409)
  expect((await staff(on('/give-back'), {})).status).toBe(200)
  await db.query(`UPDATE held_line SET due_at = now(), status = 'waiting' WHERE NOT discreet`)
  await eventually(async () => (await db.query(`SELECT 1 FROM held_line WHERE status = 'waiting'`)).rowCount === 0)
  expect([sent().length, line.read.length]).toEqual([before, read])
  await says('xin chào')
  await eventually(() => sent().length > before)
  expect((await contact()).leftAt).toBeNull()
})

test('a line that was on its way when they left is not tried again', async () => {
  const { db, says, contact, id } = await open()
  await db.query(`INSERT INTO delivery (id, conversation_id, seq, due_at, lease_until) VALUES (gen_random_uuid(), $1, 1, now() + interval '1 hour', NULL)`, [id])
  await says('0')
  await eventually(async () => (await contact()).leftAt !== null)
  expect((await db.query(`SELECT status, reason FROM delivery WHERE due_at > now()`)).rows).toEqual([{ status: 'failed', reason: 'the person left quietly' }])
})

test('a secret word stands nowhere in the database, ends a long doubt, and lets go what waited for it', async () => {
  const { db, says, taps, staff, on, settled, after, agree, reply, arrived, silent, contact } = await open()
  await staff(on('/give-back'), {})
  await taps('safeWord')
  await says('Chôm Chôm Xanh')
  await arrived(words('vi', 'reach.kept'))
  await agree({ watched: true })
  await taps('person')
  await settled()
  await staff(on('/take-over'), {})
  await reply('はい')
  await after(24 * 20)
  expect(await reply('続きです')).toEqual([201, { held: true }])
  await arrived(words('vi', 'check.word'))
  expect(silent(words('vi', 'check.word'))).toEqual([true])
  await says('ai đó')
  await eventually(async () => (await contact()).unconfirmedAt)
  await says('chôm chôm  xanh')
  await arrived('続きです')
  expect((await contact()).unconfirmedAt).toBeNull()
  const everything = await db.query(`SELECT coalesce(jsonb_agg(to_jsonb(e)), '[]')::text || coalesce((SELECT jsonb_agg(to_jsonb(m)) FROM message m), '[]')::text
    || coalesce((SELECT jsonb_agg(to_jsonb(p)) FROM person p), '[]')::text || coalesce((SELECT jsonb_agg(to_jsonb(k)) FROM contact_change k), '[]')::text
    || coalesce((SELECT jsonb_agg(to_jsonb(a)) FROM audit a), '[]')::text AS text FROM event e`)
  expect(everything.rows[0].text).toContain('ai đó')
  expect(/ch.m ch.m/i.test(everything.rows[0].text as string)).toBe(false)
})

test('whoever is not sure asks with a neutral line, and writes down why they are', async () => {
  const { db, after, says, staff, on, arrived, contact, agree, settled } = await open()
  await agree({ watched: true })
  await after(24 * 15)
  await says('alo')
  await settled()
  expect((await contact()).unconfirmedAt).not.toBeNull()
  expect((await staff(on('/check'), {})).status).toBe(200)
  await arrived(words('vi', 'check.opening'))
  expect((await staff(on('/confirm'), {})).status).toBe(400)
  expect((await staff(on('/confirm'), { reason: 'her voice on the phone' })).status).toBe(200)
  expect((await contact()).unconfirmedAt).toBeNull()
  expect((await db.query(`SELECT reason FROM audit WHERE action = 'contact.confirm' ORDER BY seq DESC LIMIT 1`)).rows).toEqual([{ reason: 'her voice on the phone' }])
})

test('where somebody else sees the phone nothing has a sound, a name or a title', async () => {
  const { agree, staff, on, reply, arrived, silent, taps, sent, settled, contact, db } = await open()
  await db.query(`UPDATE staff SET public_name = 'Sato'`)
  await reply('名前つき')
  expect((await arrived('名前つき')).text).toContain('Sato')
  await agree({ watched: true })
  expect((await contact()).changes).toMatchObject([{ by: '佐藤', note: 'by phone' }])
  await reply('静かに')
  const quiet = await arrived('静かに')
  expect([silent('静かに'), quiet.text.includes('Sato')]).toEqual([[true], false])
  await staff(on('/give-back'), {})
  await settled()
  const before = sent().length
  await taps('topics:labour')
  await eventually(() => sent().length > before)
  expect([sent().at(-1)?.text, silent(words('vi', 'quiet.ask'))]).toEqual([expect.stringContaining(words('vi', 'quiet.ask')), [true]])
})

test('two apps that are joined keep the more careful terms of both', async () => {
  const { line, desk, agree, db, user } = await open()
  await agree({ watched: true, hours: null })
  const other = lineUser('Minh at home')
  await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: other, text: 'xin chào' }), line.postbackEvent({ user: other, data: 'byDay' }), line.postbackEvent({ user: other, data: 'code' })], { secret: SECRET })
  const code = await eventually(() => /\d{3} \d{3} \d{3}/.exec(JSON.stringify(line.sent.filter(({ to }) => to === other).map(({ messages }) => messages)))?.[0])
  await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user, text: code })], { secret: SECRET })
  const contact = await eventually(async () => (await db.query(`SELECT p.contact FROM person p WHERE (SELECT count(*) FROM conversation c WHERE c.person_id = p.id) = 2`)).rows[0]?.contact as object | undefined)
  expect(contact).toMatchObject({ begin: true, watched: true, channels: ['line'] })
})
