// Administration: invitations, roles that need a second person, exports, sessions, ties, and the name workers see.
import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import type { ConversationList } from '../src/server/api/inbox.ts'
import type { ApprovalView, AuditView, InvitationMade, MeView, StaffView } from '../src/server/api/staff.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'

const ending: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const end of ending.splice(0)) await end() })

type Staff = Awaited<ReturnType<typeof signIn>>
const PASSWORD = 'another long password'

async function open() {
  const line = await startLine()
  const desk = await openDesk({ LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  ending.push(() => desk.stop(), () => line.close())
  return { line, desk, founder: await signIn(desk) }
}

const read = async <T>(response: Promise<Response>): Promise<T> => await (await response).json() as T
const patch = (who: Staff, id: string, body: object) => who(`/api/staff/${id}`, body, {}, 'PATCH')
const meOf = (who: Staff) => read<MeView>(who('/api/me'))

async function join(desk: TestDesk, founder: Staff, name: string, roles: readonly string[]): Promise<{ who: Staff; id: string }> {
  const email = `${name.toLowerCase()}@example.org`
  const { link } = await read<InvitationMade>(founder('/api/invitations', { name, email, roles, languages: ['vi'] }))
  const token = new URL(link).searchParams.get('token')
  const headers = { 'content-type': 'application/json', origin: desk.url }
  const post = (path: string, body: object) => fetch(desk.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  expect(await read(fetch(`${desk.url}/api/invited/${token}`))).toEqual({ name, email })
  expect((await post(`/api/invited/${token}`, { name, password: PASSWORD })).status).toBe(201)
  expect((await post(`/api/invited/${token}`, { name, password: PASSWORD })).status).toBe(410)
  const signedIn = await post('/api/auth/sign-in/email', { email, password: PASSWORD })
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ')
  const who: Staff = (path, body, more = {}, method = 'POST') => fetch(desk.url + path, body === undefined
    ? { headers: { ...more, cookie } } : { method, headers: { ...headers, cookie }, body: JSON.stringify(body) })
  return { who, id: (await meOf(who)).id }
}

test('an invited colleague makes an account by the link, once, and may do what their roles say', async () => {
  const { desk, founder } = await open()
  const { who } = await join(desk, founder, 'Anh', ['counsellor'])
  expect(await meOf(who)).toMatchObject({ name: 'Anh', roles: ['counsellor'], languages: ['vi'], may: expect.arrayContaining(['conversations.write']) })
  expect([(await who('/api/conversations')).status, (await who('/api/staff')).status, (await who('/api/audit')).status]).toEqual([200, 404, 404])
  expect((await founder('/api/invitations', { name: 'Eve', email: 'eve@example.org', roles: ['administrator'], languages: [] })).status).toBe(409)
})

test('who founds a desk alone may name the second administrator; from then on it takes a second person', async () => {
  const { desk, founder } = await open()
  const anh = await join(desk, founder, 'Anh', ['counsellor'])
  const binh = await join(desk, founder, 'Binh', ['counsellor'])
  expect((await patch(founder, anh.id, { roles: ['administrator', 'counsellor'] })).status).toBe(200)
  expect((await meOf(anh.who)).roles).toContain('administrator')

  expect((await patch(founder, binh.id, { roles: ['administrator'] })).status).toBe(400)
  expect((await patch(founder, binh.id, { roles: ['administrator', 'auditor'], reason: 'she runs the machine' })).status).toBe(202)
  expect((await meOf(binh.who)).roles).toEqual(['auditor'])
  const { approvals } = await read<{ approvals: ApprovalView[] }>(anh.who('/api/approvals'))
  const [asked] = approvals
  expect(asked).toMatchObject({ action: 'grantAdministrator', subject: 'Binh', reason: 'she runs the machine', decision: null })
  const decide = (who: Staff) => who(`/api/approvals/${asked?.id}`, { decision: 'granted' })
  expect((await decide(founder)).status).toBe(409)
  expect((await decide(anh.who)).status).toBe(200)
  expect((await decide(anh.who)).status).toBe(409)
  expect((await meOf(binh.who)).roles).toEqual(['auditor', 'administrator'])
  const { entries } = await read<AuditView>(founder('/api/audit'))
  expect(entries.filter(({ action }) => action === 'staff.change').map(({ reason }) => reason)).toContain('she runs the machine')
})

test('nobody locks the desk out: the last administrator stays, and nobody disables themselves', async () => {
  const { desk, founder } = await open()
  const { id } = await meOf(founder)
  expect((await patch(founder, id, { disabled: true })).status).toBe(409)
  expect((await patch(founder, id, { roles: ['counsellor'] })).status).toBe(409)
  const anh = await join(desk, founder, 'Anh', ['counsellor'])
  expect((await patch(founder, anh.id, { disabled: true })).status).toBe(200)
  expect((await anh.who('/api/me')).status).toBe(401)
})

test('an export of the record is asked for by one, granted by another, and fetched by who asked', async () => {
  const { desk, founder } = await open()
  const auditor = await join(desk, founder, 'Kato', ['auditor'])
  const other = await join(desk, founder, 'Mori', ['auditor'])
  const ask = { from: '2020-01-01', to: '2099-12-31', reason: 'yearly review' }
  expect((await auditor.who('/api/audit/exports', { ...ask, to: '2019-01-01' })).status).toBe(400)
  const { id } = await read<{ id: string }>(auditor.who('/api/audit/exports', ask))
  expect((await auditor.who(`/api/audit/exports/${id}`)).status).toBe(404)
  expect((await founder(`/api/approvals/${id}`, { decision: 'granted' })).status).toBe(200)
  expect((await other.who(`/api/audit/exports/${id}`)).status).toBe(404)
  const file = await auditor.who(`/api/audit/exports/${id}`)
  expect(file.headers.get('content-disposition')).toContain('record-2020-01-01-2099-12-31.jsonl')
  const rows = (await file.text()).trim().split('\n').map((row) => JSON.parse(row) as { seq: number; action: string; digest: string })
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from(rows, (_, i) => rows.length - i))
  expect(rows[0]?.action).toBe('audit.export')
})

test('ending a colleague\'s sessions ends their pages too', async () => {
  const { desk, founder } = await open()
  const anh = await join(desk, founder, 'Anh', ['counsellor'])
  const stream = await anh.who('/api/stream')
  const ended = stream.text()
  const { sessions } = await read<{ sessions: { id: string; current: boolean }[] }>(founder(`/api/staff/${anh.id}/sessions`))
  expect(sessions.map(({ current }) => current)).toEqual([false])
  await founder(`/api/staff/${anh.id}/sessions/${sessions[0]?.id}`, {}, {}, 'DELETE')
  expect((await anh.who('/api/me')).status).toBe(401)
  await ended
})

test('a tie to a company takes away at once what the colleague had of it', async () => {
  const { line, desk, founder } = await open()
  const anh = await join(desk, founder, 'Anh', ['counsellor'])
  await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: lineUser('Minh'), text: 'Madoguchi #LOT7' })], { secret: 's' })
  const first = async (who: Staff) => (await read<ConversationList>(who('/api/conversations?show=all'))).conversations[0]
  const id = await eventually(async () => (await first(anh.who))?.id)
  await anh.who(`/api/conversations/${id}/take-over`, {})
  expect((await founder(`/api/staff/${anh.id}/conflicts`, { kind: 'code', value: 'lot7', note: 'worked there' })).status).toBe(201)
  expect(await first(anh.who)).toBeUndefined()
  expect((await anh.who(`/api/conversations/${id}/replies`, { id: randomUUID(), text: 'x', asIs: true })).status).toBe(404)
  expect(await first(founder)).toMatchObject({ handling: 'waiting' })
  const { conflicts } = await read<{ conflicts: { id: string; value: string }[] }>(founder(`/api/staff/${anh.id}/conflicts`))
  expect(conflicts.map(({ value }) => value)).toEqual(['LOT7'])
  expect((await founder(`/api/staff/${anh.id}/conflicts/${conflicts[0]?.id}`, {}, {}, 'DELETE')).status).toBe(200)
  expect((await first(anh.who))?.id).toBe(id)
})

test('workers see the name a counsellor chose, and no other', async () => {
  const { line, desk, founder } = await open()
  await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: lineUser('Minh'), text: 'Hello' })], { secret: 's' })
  const id = await eventually(async () => (await read<ConversationList>(founder('/api/conversations?show=all'))).conversations[0]?.id)
  await founder(`/api/conversations/${id}/take-over`, {})
  const reply = (text: string) => founder(`/api/conversations/${id}/replies`, { id: randomUUID(), text, asIs: true })
  const gone = (text: string) => eventually(() => { const all = JSON.stringify(line.sent.map(({ messages }) => messages)); return all.includes(text) && all })
  await reply('名前なし')
  // A line goes out under the name of that moment.
  await gone('名前なし')
  await founder('/api/me', { publicName: 'さくら' }, {}, 'PATCH')
  await reply('名前あり')
  const sent = await gone('名前あり')
  expect(sent).toContain('"sender":{"name":"さくら"}')
  expect(sent.match(/"sender"/g)).toHaveLength(1)
  expect(sent).not.toContain('佐藤')
  const [me] = (await read<{ staff: StaffView[] }>(founder('/api/staff'))).staff
  expect(me).toMatchObject({ publicName: 'さくら', present: true, open: 1 })
})
