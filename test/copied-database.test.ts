// What somebody has who copied the tables: of people who wrote by every channel and of staff no id, name, address, token or key; and the same once every key was changed.
import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { INBOUND_KEY } from './mail-desk.ts'
import type { PartnerEntry } from '../src/partners/entry.ts'
import { verifyAudit } from '../src/store/audit.ts'
import { createKeyring } from '../src/store/sealing/keyring.ts'
import type { Keyring } from '../src/store/sealing/keyring.ts'
import { countSeals } from '../src/store/sealing/count.ts'
import { openSealed, withClient } from '../src/store/sealing/open.ts'
import { releaseKey, reseal } from '../src/store/sealing/reseal.ts'
import { changeNames, keyringFor } from '../src/store/sealing/state.ts'
import { EncryptionKeys } from '../src/config-keys.ts'
import { post, start } from './direct-line.ts'
import { eventually, FOUNDER } from './desk.ts'
import { ask as submit } from './inquiry-client.ts'
import { TEST_KEYS } from './keys.ts'
import { BORDER, mailText, proven } from './mails.ts'
import { openNight } from './night.ts'
import type { Night } from './night.ts'
import { lineUser } from './platforms/line.ts'
import { messengerPsid, startMessenger } from './platforms/messenger.ts'
import type { MessengerStandIn } from './platforms/messenger.ts'
import { enableTotp, openBrowser, SESSION } from './sign-in.ts'

let night: Night
let meta: MessengerStandIn
beforeAll(async () => {
  meta = await startMessenger()
  night = await openNight({
    EMAIL_INBOUND_KEY: INBOUND_KEY, EMAIL_AUTHSERV_ID: BORDER,
    MESSENGER_APP_SECRET: meta.appSecret, MESSENGER_PAGE_TOKEN: meta.token, MESSENGER_VERIFY_TOKEN: meta.verifyToken, MESSENGER_GRAPH_BASE: meta.url,
  })
})
afterAll(() => meta.close())

const PARTNER: Pick<PartnerEntry, 'kind' | 'name' | 'contacts' | 'notes'> = { kind: 'lawyer', name: 'Hayashi & Mori', contacts: [{ name: 'Hayashi Jun', email: 'hayashi@law.example', phone: '03-5555-0199' }], notes: 'rings back at night' }
const TIES = { partner: 'sister of the owner', staff: 'worked there until May' }
const DEVICE = { endpoint: 'https://push.example/sato-phone', keys: { p256dh: Buffer.alloc(65, 4).toString('base64url'), auth: Buffer.alloc(16, 9).toString('base64url') } }

/** Every row of every table, as PostgreSQL writes it. */
function dump(): Promise<string> {
  return withClient(night.desk.databaseUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`)
    const all: string[] = []
    for (const { name } of tables) all.push(...(await client.query<{ row: string }>(`SELECT '${name} ' || t::text AS row FROM "${name}" t`)).rows.map(({ row }) => row))
    return all.join('\n')
  })
}

/** @returns what of people is known now, by what it is */
async function happen(): Promise<Record<string, string>> {
  const { desk, line } = night
  await night.worker('Nguyen', 'xin chào')
  await meta.deliver(`${desk.url}/webhooks/messenger`, [meta.textEvent({ psid: messengerPsid('Thiri'), text: 'hello' })])
  const [raw, timestamp] = [mailText({ from: 'Siti Rahma <siti.rahma@phone.example>', to: 'desk@example.org', id: '<siti.1@phone.example>', headers: [proven('phone.example')] }), String(Math.floor(Date.now() / 1000))]
  const signature = createHmac('sha256', INBOUND_KEY).update(`${timestamp}.`).update(raw).digest('hex')
  expect((await fetch(`${desk.url}/webhooks/email`, { method: 'POST', body: raw, headers: { 'content-type': 'message/rfc822', 'x-timestamp': timestamp, 'x-signature': signature } })).status).toBe(200)
  const chat = await start(desk)
  await post(desk, chat, 'hello', randomUUID())
  await submit(desk, '/inquiry', { lang: 'en', form: 'g'.repeat(32), message: 'hello', email: 'maria@home.example' })
  await eventually(async () => (await night.db.query(`SELECT 1 FROM conversation c WHERE last_seq > 1`)).rowCount === 5)
  await eventually(() => line.sent.length > 0)
  const browser = openBrowser(desk.url)
  await browser.signIn(FOUNDER.email)
  const { secret, backupCodes } = await enableTotp(browser)
  const session = browser.cookies.get(SESSION) ?? ''
  for (const [path, body] of [
    ['/api/me/devices', { ...DEVICE, told: ['danger'] }], ['/api/on-call/ways', { medium: 'email', address: 'sato.night@home.example' }],
    ['/api/invitations', { name: 'Tanaka Yui', email: 'tanaka.yui@example.org', roles: ['counsellor'], languages: ['ja'] }],
  ] as const) expect([path, (await browser.post(path, body)).ok]).toEqual([path, true])
  const made = await browser.post('/api/partners', { entry: PARTNER, independent: true })
  const { id: partner } = z.object({ id: z.string() }).parse(await made.json())
  const { rows: [me] } = await night.db.query<{ id: string }>('SELECT id FROM staff WHERE name = $1', [FOUNDER.name])
  for (const [path, note] of [[`/api/partners/${partner}/ties`, TIES.partner], [`/api/staff/${me?.id}/conflicts`, TIES.staff]] as const) expect((await browser.post(path, { kind: 'code', value: 'MAKER9', note })).status).toBe(201)
  return {
    line: lineUser('Nguyen'), messenger: messengerPsid('Thiri'), mail: 'siti.rahma', mailName: 'Siti Rahma', chat: chat.token, formMail: 'maria@home.example',
    replyToken: line.requests.flatMap(({ path, body }) => (path.endsWith('/message/reply') ? [z.looseObject({ replyToken: z.string() }).parse(body).replyToken] : []))[0] ?? '',
    staffMail: FOUNDER.email, session: decodeURIComponent(session).split('.')[0] ?? '', authenticator: Buffer.from(secret).toString('latin1'), backupCode: backupCodes[0] ?? '',
    endpoint: 'push.example', deviceKey: DEVICE.keys.auth, way: 'sato.night', invited: 'tanaka.yui', invitedName: 'Tanaka Yui', partner: 'Hayashi', partnerPhone: '5555-0199', partnerNotes: 'rings back', partnerTie: TIES.partner, staffTie: TIES.staff,
  }
}

test('a copy of the tables names nobody and opens nothing', async () => {
  const planted = await happen()
  expect(Object.values(planted).filter((one) => one.length < 5)).toEqual([])
  const copy = await dump()
  const found = Object.entries(planted).flatMap(([what, text]) => copy.split('\n').filter((row) => row.toLowerCase().includes(text.toLowerCase())).map((row) => `${what}: ${row.slice(0, 300)}`))
  expect(found).toEqual([])
  expect(copy).toContain(FOUNDER.name)
})

test('with other keys it is the same desk: all of it can be read, the record is whole, and nothing is left under the older key', async () => {
  await night.close()
  const { databaseUrl } = night.desk
  const [old, keys] = [EncryptionKeys.parse(TEST_KEYS), [{ number: 2, bytes: Buffer.alloc(32, 2) }, ...EncryptionKeys.parse(TEST_KEYS)]]
  const before = opened(await dump(), createKeyring(old))
  await withClient(databaseUrl, async (client) => {
    await reseal(client, await keyringFor(client, keys), () => {})
    await changeNames(client, keys)
    const { sealed, plain } = await countSeals(client)
    expect([[...sealed.keys()], plain]).toEqual([[2], 0])
    await releaseKey(client, createKeyring(keys), 1)
  })
  const { db, keyring } = await openSealed(databaseUrl, keys.slice(0, 1), 1)
  expect(opened(await dump(), keyring)).toEqual(before)
  expect((await verifyAudit(db, night.env['AUDIT_KEY'] ?? '')).fault).toBe(null)
  await db.close()
})

/** Without what the tables hold about keys themselves. */
function opened(copy: string, keyring: Keyring): string[] {
  const rows = copy.split('\n').filter((row) => !row.startsWith('setting (sealing-'))
  return rows.map((row) => row.replace(/sealed:\d+[tjn]:[\w-]+/g, (seal) => keyring.open(seal).text)).toSorted()
}
