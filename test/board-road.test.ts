// The mutual help board over HTTP: who reads what, what is held back, what moderators do, and what is left of somebody who leaves. Refusals first.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BoardItem, BoardMember, BoardQueue } from '../src/server/api/board.ts'
import { forgetBoard } from '../src/desk/forget-board.ts'
import { DAY_MS, dayInJapan } from '../src/hours/timetable.ts'
import { join, visitor, write } from './board-member.ts'
import type { Member } from './board-member.ts'
import { colleague } from './colleague.ts'
import type { Asking } from './colleague.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { escaped } from './inquiry-client.ts'
import { startLibreTranslate } from './platforms/libretranslate.ts'
import type { LibreTranslateStandIn } from './platforms/libretranslate.ts'
import { nameSeal, openStore } from './store.ts'
import { plainly } from './tables.ts'

let desk: TestDesk
let libre: LibreTranslateStandIn
let db: pg.Client
let boss: Asking
let second: Asking
let [lan, ana, nia] = [] as unknown as [Member, Member, Member]

beforeAll(async () => {
  libre = await startLibreTranslate()
  desk = await openDesk({ LIBRETRANSLATE_URL: libre.url })
  db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await db.connect()
  boss = await signIn(desk)
  second = await colleague(desk, boss, 'Tanaka', ['supervisor']);
  [lan, ana, nia] = [await join(desk, 'vi', 'Lan Anh'), await join(desk, 'es', 'Ana Rosa'), await join(desk, 'id', 'Nia')]
  await known('lananh')
})
afterAll(async () => {
  await db.end()
  await desk.stop()
  await libre.close()
})

/** As if moderators had let two posts of theirs through before. */
async function known(key: string): Promise<void> {
  await db.query(`INSERT INTO board_post (id, member_id, kind, category, title, text, language, expires_at, state, approved_at, created_at)
    SELECT gen_random_uuid(), m.id, 'offer', 'other', 'old', 'old', 'en', now(), 'closed', now(), now() - interval '9 days' FROM board_member m, generate_series(1, 2) WHERE m.nickname_key = $1`, [key])
}
const stateOf = async (id: string) => (await db.query(`SELECT state FROM board_post WHERE id = $1 UNION ALL SELECT state FROM board_line WHERE id = $1`, [id])).rows[0]?.state as string | undefined
const item = async (id: string, by = boss) => await (await by(`/api/board/${id}`)).json() as BoardItem
async function decide(id: string, decision: string, reason?: string, by = boss): Promise<number> {
  const { revision } = await item(id, by)
  return (await by(`/api/board/${id}/decision`, { revision, decision, ...(reason && { reason }) })).status
}
const linesLike = async (begin: string) => (await db.query<{ id: string; text: string; state: string }>('SELECT id, text, state FROM board_line ORDER BY at')).rows.filter(({ text }) => text.startsWith(begin))
/** A page waits some seconds for a translation: what comes later is there the next time. */
const reads = (who: Member, path: string, words: string) => eventually(async () => { const page = await who.get(path); return page.html.includes(words) && page })
const memberId = async (nickname: string) => (await db.query('SELECT id FROM board_member WHERE nickname = $1', [nickname])).rows[0].id as string
const standing = async (nickname: string, body: object, by = boss) => (await by(`/api/board/members/${await memberId(nickname)}/decision`, body)).status

describe('without being a member', () => {
  test('one reads, without nicknames, and writes nothing', async () => {
    const { id } = await write(lan, { title: 'Dạy tiếng Nhật', text: 'Mình dạy tiếng Nhật miễn phí vào chủ nhật.' })
    const stranger = visitor(desk, 'en')
    const page = await reads(stranger, `/board/posts/${id}`, '[en] Dạy tiếng Nhật')
    expect([page.status, page.html.includes('Dạy tiếng Nhật'), page.html.includes('Lan Anh')]).toEqual([200, true, false])
    expect((await ana.get(`/board/posts/${id}`)).html).toContain('Lan Anh')
    for (const path of ['/board/posts', `/board/posts/${id}/reply`, '/board/threads/018f0000-0000-7000-8000-000000000001']) expect([path, (await stranger.post(path, { text: 'x', title: 'x', kind: 'offer', category: 'life' })).status]).toEqual([path, 403])
    for (const [path, status] of [[`/board/posts/${id}/act`, 404], [`/board/posts/${id}/report`, 404]] as const) expect([path, (await stranger.post(path, { act: 'remove', reason: 'false' })).status]).toEqual([path, status])
    expect((await fetch(`${desk.url}/board/posts`, { method: 'POST', headers: { origin: 'https://evil.example' }, body: new URLSearchParams({ title: 'x' }) })).status).toBe(403)
    expect(await stateOf(id)).toBe('published')
  })
  test('a nickname is one\'s own, says nothing of oneself, and is for grown-ups who keep the rules', async () => {
    const form = 'f'.repeat(40)
    for (const [fields, status] of [[{ nickname: 'LAN  ANH' }, 409], [{ nickname: 'まどぐち' }, 400], [{ nickname: '090-1234-5678' }, 400], [{ nickname: 'Hoa', adult: '' }, 400], [{ nickname: 'Hoa', accept: '' }, 400], [{ nickname: 'Hoa', website: 'x' }, 400]] as const) {
      expect([fields, (await visitor(desk, 'en').post('/board/join', { form, adult: '1', accept: '1', ...fields })).status]).toEqual([fields, status])
    }
    expect((await visitor(desk, 'en').post('/board/enter', { code: 'AAAA-AAAA-AAAA-AAAA' })).status).toBe(404)
    const back = visitor(desk, 'vi')
    expect((await back.post('/board/enter', { code: lan.code.toLowerCase().replaceAll('-', ' ') })).html).toContain('Lan Anh')
    expect((await db.query('SELECT * FROM board_member')).rows.flatMap((row: object) => Object.values(row)).some((value) => typeof value === 'string' && value.includes(lan.code.replaceAll('-', '')))).toBe(false)
  })
})

describe('a post', () => {
  test('with what the board is not for is held back, and its writer told why', async () => {
    const held = await write(lan, { title: 'Tuyển gấp người làm', text: 'Trả lương ngày, gọi cho mình 090-1234-5678' })
    expect([await stateOf(held.id), held.html.includes('giới thiệu hoặc môi giới việc làm') || held.html.includes('số điện thoại')]).toEqual(['held', true])
    expect((await ana.get(`/board/posts/${held.id}`)).status).toBe(404)
    const { id, html } = await write(ana, { title: 'Clases de cocina', text: 'Cocino con quien quiera los domingos.' })
    expect([await stateOf(id), html.includes('Un moderador lo leerá primero')]).toEqual(['waiting', true])
    expect((await lan.get(`/board/posts/${id}`)).status).toBe(404)
    expect((await nia.post(`/board/posts/${id}`, { revision: '1', kind: 'offer', category: 'life', title: 'mine', text: 'now' })).status).toBe(404)
    expect((await nia.post(`/board/posts/${id}/act`, { act: 'remove' })).status).toBe(404)
    expect(await decide(id, 'remove')).toBe(409)
    expect(await decide(id, 'publish')).toBe(200)
    await reads(lan, `/board/posts/${id}`, '[vi] Cocino')
    expect((await ana.get('/board/me')).html).toContain('Tu anuncio ya se muestra')
  })
  test('is found by kind, category, language and distance, and no place in it is exact', async () => {
    const day = dayInJapan(new Date(Date.now() + 30 * DAY_MS))
    const { id } = await write(lan, { kind: 'event', category: 'sports', title: 'Bóng đá', text: 'Đá bóng ở công viên', place: '岐阜県', starts: `${day} 23:59` })
    const shows = async (query: string) => (await nia.get(`/board?${query}`)).html.includes(`/board/posts/${id}`)
    expect([await shows('kind=offer'), await shows('category=hobby'), await shows('in=es'), await shows('near=沖縄県&km=300'), await shows('near=愛知県&km=10'), await shows('page=2')]).toEqual([false, false, false, false, false, false])
    expect([await shows('kind=event'), await shows('category=sports'), await shows('in=vi'), await shows('near=愛知県&km=100'), await shows('at=35.412345,136.754321&km=30')]).toEqual([true, true, true, true, true])
    expect((await nia.get('/board?at=35.412345,136.754321')).html).not.toContain('35.412')
    expect((await db.query('SELECT latitude, longitude, starts_at, expires_at FROM board_post WHERE id = $1', [id])).rows[0]).toEqual({ latitude: 35.4, longitude: 136.7, starts_at: new Date(`${day}T14:59:00Z`), expires_at: new Date(`${day}T15:00:00Z`) })
    expect((await nia.get('/board?in=tl')).html).toContain('Belum ada postingan')
    expect((await write(lan, { kind: 'event', starts: '2020-01-01 10:00' })).status).toBe(400)
    expect((await nia.get('/board?kind=%00&page=-1&km=x&at=%00')).status).toBe(200)
  })
  test('of danger is answered at once, seen by nobody on the board, and raises the desk\'s own alarm', async () => {
    const told = await write(nia, { kind: 'request', title: 'tolong', text: 'Saya mau bunuh diri. Saya tidak kuat lagi.' })
    expect([told.status, told.html.includes('☎'), told.html.includes('/inquiry/thread'), await stateOf(told.id)]).toEqual([200, true, true, 'held'])
    await eventually(async () => (await db.query('SELECT 1 FROM alarm a JOIN conversation c ON c.id = a.conversation_id')).rows[0])
    expect((await (await boss('/api/board')).json() as BoardQueue).items[0]).toMatchObject({ id: told.id, danger: 'suicide' })
    expect((await nia.get('/board/me')).html).toContain('/inquiry/thread')
    const { id } = (await db.query('SELECT id FROM conversation')).rows[0] as { id: string }
    await boss(`/api/conversations/${id}/take-over`, {})
    expect((await boss(`/api/conversations/${id}/replies`, { id: crypto.randomUUID(), text: '聞かせてください。', asIs: true })).status).toBe(201)
    expect(await eventually(async () => (await nia.get('/board')).html.includes('Konselor sudah menjawabmu'))).toBe(true)
    const thread = await fetch(`${desk.url}/inquiry/thread`, { method: 'POST', body: new URLSearchParams({ lang: 'id', code: nia.code }) })
    expect([(await thread.text()).includes('聞かせてください。'), (await nia.get('/board')).html.includes('Konselor sudah menjawabmu')]).toEqual([true, false])
  })
  test('that was reported is hidden until somebody has looked, however its writer changes it, and kept until then', async () => {
    const { id } = await write(lan, { title: 'Một', text: 'Mình giúp dịch thư' })
    const others = await Promise.all(['Umi', 'Rosa', 'Mei'].map((name) => join(desk, 'en', name)))
    for (const [other, reason] of [[others[0], 'false'], [others[0], 'false'], [others[1], 'other'], [lan, 'threat']] as const) await other?.post(`/board/posts/${id}/report`, { reason })
    expect(await stateOf(id)).toBe('published')
    await others[2]?.post(`/board/posts/${id}/report`, { reason: 'insult', text: 'rude' })
    expect([await stateOf(id), (await ana.get(`/board/posts/${id}`)).status]).toEqual(['hidden', 404])
    const { revision } = (await db.query('SELECT revision FROM board_post WHERE id = $1', [id])).rows[0] as { revision: number }
    await lan.post(`/board/posts/${id}`, { revision: String(revision), kind: 'offer', category: 'life', title: 'Hai', text: 'Mình giúp' })
    expect(await stateOf(id)).toBe('hidden')
    await lan.post(`/board/posts/${id}/act`, { act: 'remove' })
    expect([await stateOf(id), (await lan.get(`/board/posts/${id}`)).status]).toEqual(['withdrawn', 404])
    const { open, offered } = await item(id)
    expect([open.length, offered]).toEqual([3, ['remove', 'dismiss']])
    expect([await decide(id, 'dismiss'), await stateOf(id)]).toEqual([200, undefined])
  })
})

describe('a private thread', () => {
  let [post, thread] = ['', '']
  test('is read by the two alone, each in their language; contact data only after both have said yes', async () => {
    post = (await write(lan, { title: 'Phiên dịch', text: 'Mình giúp phiên dịch ở bệnh viện' })).id
    const refused = await ana.post(`/board/posts/${post}/reply`, { text: 'Llámame: 090-1234-5678' })
    expect([refused.status, refused.html.includes('090-1234-5678'), (await db.query('SELECT count(*)::int AS n FROM board_thread')).rows[0]]).toEqual([400, true, { n: 0 }])
    const sent = await ana.post(`/board/posts/${post}/reply`, { text: 'Hola, necesito ayuda el lunes.' })
    thread = /\/board\/threads\/([\w-]{36})/.exec(sent.location)?.[1] ?? ''
    const [poster, other] = [await reads(lan, `/board/threads/${thread}`, escaped('[vi] Hola, necesito ayuda el lunes.')), await nia.get(`/board/threads/${thread}`)]
    expect([poster.html.includes('Hola, necesito ayuda el lunes.'), other.status]).toEqual([true, 404])
    for (const path of [`/board/threads/${thread}`, `/board/threads/${thread}/act`, `/board/threads/${thread}/report`]) expect([path, (await nia.post(path, { text: 'x', act: 'agree', line: crypto.randomUUID() })).status]).toEqual([path, 404])
    const { id: line } = (await db.query('SELECT id FROM board_line')).rows[0] as { id: string }
    expect((await boss(`/api/board/${line}`)).status).toBe(404)
    await lan.post(`/board/threads/${thread}/act`, { act: 'agree' })
    expect((await lan.post(`/board/threads/${thread}`, { text: 'Số của mình 090-1234-5678' })).status).toBe(400)
    await ana.post(`/board/threads/${thread}/act`, { act: 'agree' })
    expect((await lan.post(`/board/threads/${thread}`, { text: 'Số của mình 090-1234-5678' })).status).toBe(200)
    expect((await ana.get(`/board/threads/${thread}`)).html).toContain('090-1234-5678')
    await ana.post(`/board/threads/${thread}/act`, { act: 'thank' })
    expect((await nia.get(`/board/posts/${post}`)).html).toContain('Pernah diberi terima kasih')
  })
  test('shows nothing that was held back, and moderators only that and what was reported', async () => {
    await ana.post(`/board/threads/${thread}`, { text: 'Busco novia. ¿Quieres?' })
    expect((await lan.get(`/board/threads/${thread}`)).html).not.toContain('Busco novia')
    const { items } = await (await boss('/api/board')).json() as BoardQueue
    const held = items.find(({ type, signs }) => type === 'line' && signs.includes('dating'))
    expect(items.filter(({ type }) => type === 'line')).toHaveLength(1)
    expect([(await item(held?.id ?? '')).text, await decide(held?.id ?? '', 'remove', 'dating')]).toEqual(['Busco novia. ¿Quieres?', 200])
    expect((await ana.get(`/board/threads/${thread}`)).html).toContain('busca pareja')
    const first = (await linesLike('Hola'))[0]?.id ?? ''
    await ana.post(`/board/threads/${thread}/report`, { line: first, reason: 'other' })
    expect((await boss(`/api/board/${first}`)).status).toBe(404)
    await lan.post(`/board/threads/${thread}/report`, { line: first, reason: 'other' })
    expect((await item(first)).open).toHaveLength(1)
    await decide(first, 'dismiss')
  })
  test('ends where one blocks the other, who is not told', async () => {
    await lan.post(`/board/threads/${thread}/act`, { act: 'block' })
    expect([(await ana.post(`/board/threads/${thread}`, { text: 'Hola?' })).status, (await ana.get(`/board/posts/${post}`)).status, (await ana.get('/board')).html.includes(post)]).toEqual([409, 404, false])
    await lan.post(`/board/threads/${thread}/act`, { act: 'unblock' })
    expect((await ana.post(`/board/threads/${thread}`, { text: 'Gracias de nuevo' })).status).toBe(200)
  })
  test('is no place for the same words to many', async () => {
    await db.query(`UPDATE board_post SET created_at = now() - interval '2 days'`)
    const more = [] as string[]
    for (const n of [1, 2, 3]) more.push((await write(lan, { title: `Bài ${n}`, text: 'Mình giúp đọc thư' })).id)
    const umi = await join(desk, 'en', 'Sora')
    for (const id of more) await umi.post(`/board/posts/${id}/reply`, { text: 'Hello friend, nice to meet you' })
    expect((await linesLike('Hello friend')).map(({ state }) => state)).toEqual(['sent', 'sent', 'held'])
    // All of it today, also where a day ends meanwhile.
    await db.query(`UPDATE board_thread SET created_at = now(); UPDATE board_post SET created_at = now() WHERE created_at > now() - interval '1 day'`)
    const fourth = (await write(lan, { title: 'Bài 4', text: 'Mình giúp đọc thư' })).id
    expect((await umi.post(`/board/posts/${fourth}/reply`, { text: 'Another word' })).status).toBe(429)
    expect([(await write(lan, {})).status, (await write(lan, {})).status]).toEqual([200, 429])
  })
})

describe('moderators', () => {
  test('undo what they did, and nobody decides on what has changed meanwhile', async () => {
    const { id } = await write(nia, { title: 'Masak', text: 'Masak rendang bersama' })
    const { revision } = await item(id)
    expect([await decide(id, 'hold', 'other'), (await boss(`/api/board/${id}/decision`, { revision, decision: 'publish' })).status, await decide(id, 'undo'), await stateOf(id)]).toEqual([200, 409, 200, 'waiting'])
    expect([await decide(id, 'publish'), await decide(id, 'undo'), await stateOf(id)]).toEqual([200, 200, 'waiting'])
    expect((await db.query('SELECT approved_at FROM board_post WHERE id = $1', [id])).rows[0].approved_at).toBeNull()
  })
  test('tied to a company of somebody see nothing of them', async () => {
    const address = (await db.query(`SELECT address FROM board_member WHERE nickname = 'Nia'`)).rows[0].address as string
    const id = (await db.query(`SELECT id FROM board_post WHERE member_id = $1 LIMIT 1`, [await memberId('Nia')])).rows[0].id as string
    await db.query(`UPDATE conversation SET entry_code = 'LOT7' WHERE address = $1`, [nameSeal(address)])
    await db.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) SELECT gen_random_uuid(), id, 'code', 'LOT7', id FROM staff WHERE name = 'Tanaka'`)
    expect([(await second(`/api/board/${id}`)).status, (await second(`/api/board/members/${await memberId('Nia')}`)).status, (await boss(`/api/board/${id}`)).status]).toEqual([404, 404, 200])
    expect((await (await second('/api/board')).json() as BoardQueue).items.some(({ member }) => member === '')).toBe(false)
    await db.query('DELETE FROM staff_conflict')
  })
  test('suspend for a while alone, for good only two of them, and the member reads why', async () => {
    expect(await standing('Ana Rosa', { decision: 'suspend' })).toBe(409)
    expect(await standing('Ana Rosa', { decision: 'suspend', reason: 'dating', days: 7 })).toBe(200)
    const page = await ana.get('/board')
    expect([page.html.includes('No puedes escribir hasta'), page.html.includes('busca pareja'), (await write(ana, {})).status]).toEqual([true, true, 403])
    expect((await lan.get('/board')).html).not.toContain('Cocino con')
    expect([await standing('Ana Rosa', { decision: 'close' }), await standing('Ana Rosa', { decision: 'askClose', reason: 'dating' }), await standing('Ana Rosa', { decision: 'close' })]).toEqual([409, 200, 409])
    expect(((await (await second('/api/board')).json()) as BoardQueue).proposals).toMatchObject([{ nickname: 'Ana Rosa' }])
    expect(await standing('Ana Rosa', { decision: 'close' }, second)).toBe(200)
    expect((await ana.get('/board/me')).html).toContain('Ya no puedes escribir aquí')
    const view = await (await boss(`/api/board/members/${await memberId('Ana Rosa')}`)).json() as BoardMember
    expect([view.state, view.acts.map(({ act }) => act)]).toEqual(['closed', ['close', 'askClose', 'suspend', 'dismiss', 'remove', 'publish']])
  })
})

test('who leaves leaves nothing behind; what was reported of them goes when it is settled', async () => {
  const id = await memberId('Lan Anh')
  await lan.post('/board/leave', {})
  for (const where of ['board_member WHERE id', 'board_post WHERE member_id', 'board_line WHERE member_id', 'board_act WHERE member_id', 'board_like WHERE member_id', 'board_report WHERE member_id']) expect([where, (await db.query(`SELECT 1 FROM ${where} = $1`, [id])).rows]).toEqual([where, []])
  expect((await visitor(desk, 'vi').post('/board/enter', { code: lan.code })).status).toBe(404)
  const [kim, bo] = [await join(desk, 'en', 'Kim'), await join(desk, 'en', 'Bo Bo')]
  await known('kim')
  const { id: post } = await write(kim, { title: 'Reading', text: 'I read letters with you' })
  await bo.post(`/board/posts/${post}/report`, { reason: 'false' })
  await kim.post('/board/leave', {})
  const left = (await db.query<{ id: string; nickname: string; address: string }>('SELECT id, nickname, address FROM board_member WHERE left_at IS NOT NULL')).rows
  expect([await stateOf(post), left.map((row) => [row.nickname, row.address === `left ${row.id}`])]).toEqual(['withdrawn', [['', true]]])
  const store = openStore(desk.databaseUrl)
  await forgetBoard({ db: store, now: () => new Date(Date.now() + 31 * 86_400_000) })
  await store.close()
  expect([await stateOf(post), (await db.query('SELECT count(*)::int AS n FROM board_member WHERE left_at IS NOT NULL')).rows[0]]).toEqual([undefined, { n: 0 }])
})
