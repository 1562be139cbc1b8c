// Connecting platforms in the desk: what a platform refuses is not kept, secrets never come out again, and a change counts in every process without a restart.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConnectionChecked, ConnectionHeard, ConnectionKept, ConnectionsView } from '../src/server/api/connections.ts'
import type { StatusView } from '../src/server/api/inbox.ts'
import { readConfig } from '../src/config.ts'
import { connectedAccounts } from '../src/tools/desk-place.ts'
import { serversFor, settingsOf } from '../src/web/inbox/connections/mailUrls.ts'
import type { Asking } from './colleague.ts'
import { asking, eventually, FOUNDER, freePort, openDesk, sessionOf, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { TEST_KEYS } from './keys.ts'
import { mailText, proven } from './mails.ts'
import { startBotFramework } from './platforms/botframework.ts'
import { startDovecot } from './platforms/dovecot.ts'
import { startLibreTranslate } from './platforms/libretranslate.ts'
import { lineUser, startLine } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'
import { startMessenger } from './platforms/messenger.ts'
import type { MessengerStandIn } from './platforms/messenger.ts'
import { startSmtp } from './platforms/smtp.ts'
import { dovecot, lineOpenApi } from './surroundings.ts'
import { openStore } from './store.ts'

const ending: (() => Promise<unknown>)[] = []
const folder = mkdtempSync(join(tmpdir(), 'madoguchi-connections-'))
const mailServer = dovecot()
let [desk, other, line, meta, bot, founder, db]: [TestDesk, TestDesk, LineStandIn, MessengerStandIn, Awaited<ReturnType<typeof startBotFramework>>, Asking, pg.Client] = [] as never

beforeAll(async () => {
  line = await startLine({ ...lineOpenApi(), monthlyQuota: 200 })
  meta = await startMessenger()
  bot = await startBotFramework()
  const env = { LINE_API_BASE: line.url, MESSENGER_GRAPH_BASE: meta.url, BOTFRAMEWORK_LOGIN_BASE: bot.url, BOTFRAMEWORK_OPENID_METADATA: bot.openIdMetadata, DATA_DIR: folder, PORT: String(await freePort()) }
  desk = await openDesk(env)
  founder = await signIn(desk)
  // A second process on the same database.
  other = await openDesk({ ...env, PORT: '0', DATABASE_URL: desk.databaseUrl })
  db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
})
afterAll(async () => {
  for (const end of ending) await end()
  await db.end()
  await other.stop()
  await desk.stop()
  await line.close()
  await meta.close()
  await bot.close()
  rmSync(folder, { recursive: true, force: true })
})

const put = (kind: string, values: Record<string, string>) => founder(`/api/connections/${kind}`, { values }, {}, 'PATCH')
const kept = async (kind: string, values: Record<string, string>) => await (await put(kind, values)).json() as ConnectionKept
const view = async () => await (await founder('/api/connections')).json() as ConnectionsView
const connection = async (kind: string) => (await view()).connections.find((one) => one.kind === kind)
const reasons = (findings: ConnectionKept['findings']) => findings.map(({ check, state, reason }) => `${check} ${state} ${reason}`)
const right = () => ({ LINE_CHANNEL_SECRET: line.secret, LINE_CHANNEL_ACCESS_TOKEN: line.token })
const says = (text: string, at = desk, secret = line.secret) => line.deliver(`${at.url}/webhooks/line`, [line.textEvent({ user: lineUser('Minh'), text })], { secret })

test('what is none of its settings, not whole, or of another form is refused, and nothing of it is kept', async () => {
  expect((await put('telegram', { TOKEN: 'x' })).status).toBe(404)
  expect((await put('line', { AUDIT_KEY: 'x' })).status).toBe(400)
  expect(await (await put('line', { LINE_CHANNEL_SECRET: 'only this' })).json()).toEqual({ error: 'not_whole', detail: 'LINE_CHANNEL_ACCESS_TOKEN' })
  expect(await (await put('email', { EMAIL_ADDRESS: 'no address', EMAIL_SMTP_URL: 'https://x' })).json()).toEqual({ error: 'bad_setting', detail: 'EMAIL_ADDRESS, EMAIL_SMTP_URL' })
  expect(await (await put('google', { GOOGLE_TRANSLATE_PROJECT: 'p', GOOGLE_TRANSLATE_KEY: '{"private_key":"SECRET"' })).json()).toEqual({ error: 'bad_setting', detail: 'GOOGLE_TRANSLATE_KEY' })
  expect((await founder('/api/connections/line', {}, {}, 'DELETE')).status).toBe(409)
  expect((await db.query('SELECT 1 FROM connection_setting')).rowCount).toBe(0)
})

test('a mailbox as people write it down becomes settings the desk takes, whatever the password holds', () => {
  const mailbox = { address: 'soudan@gmail.com', user: '', password: 'a b:c@d/é', ...serversFor('soudan@gmail.com') ?? { smtp: '', imap: '' } }
  const settings = settingsOf(mailbox)
  expect(settings).toEqual({
    EMAIL_ADDRESS: 'soudan@gmail.com',
    EMAIL_SMTP_URL: 'smtps://soudan%40gmail.com:a%20b%3Ac%40d%2F%C3%A9@smtp.gmail.com', EMAIL_IMAP_URL: 'imaps://soudan%40gmail.com:a%20b%3Ac%40d%2F%C3%A9@imap.gmail.com',
  })
  expect(decodeURIComponent(new URL(settings['EMAIL_SMTP_URL'] ?? '').password)).toBe(mailbox.password)
  expect(settingsOf({ ...mailbox, user: 'desk', smtp: 'mail.example.jp:587', imap: '' })).toMatchObject({ EMAIL_SMTP_URL: 'smtp://desk:a%20b%3Ac%40d%2F%C3%A9@mail.example.jp:587', EMAIL_IMAP_URL: '' })
})

test('a token LINE does not know, and the secret of another channel, are told apart and not kept', async () => {
  expect(await kept('line', { ...right(), LINE_CHANNEL_ACCESS_TOKEN: 'of nobody' })).toMatchObject({ kept: false, findings: [{ check: 'account', state: 'refused', reason: 'token' }] })
  const wrong = await kept('line', { ...right(), LINE_CHANNEL_SECRET: 'of-another-channel' })
  expect([wrong.kept, reasons(wrong.findings)]).toEqual([false, ['account fine fine', 'secret refused other_secret']])
  expect((await connection('line'))?.source).toBeNull()
  expect((await says('too early')).status).toBe(404)
})

test('what LINE accepts is in force at once, here and in the other process, and the account says what is still to be done', async () => {
  const { kept: isKept, findings } = await kept('line', right())
  expect([isKept, reasons(findings)]).toEqual([true, ['account fine fine', 'secret fine fine', 'webhook fault not_public']])
  expect(await connection('line')).toMatchObject({ source: 'page', since: expect.any(String), health: { problems: [], quota: { limit: 200, used: 0 } } })
  await eventually(async () => (await says('', other)).status === 200)
  const pointed = await (await founder('/api/connections/line/webhook', {})).json() as ConnectionChecked
  expect(line.webhook.endpoint).toBe(`${desk.url}/webhooks/line`)
  expect(reasons(pointed.findings)).toEqual(['account fine fine', 'secret fine fine', 'webhook fine fine', 'use fine fine', 'test fine fine', 'address hint not_public'])
  const beside = readConfig([], { DATABASE_URL: desk.databaseUrl, DATA_DIR: folder, LINE_API_BASE: line.url, ENCRYPTION_KEYS: TEST_KEYS })
  expect((await connectedAccounts(beside)).map(({ id }) => id)).toEqual(['line'])
  line.webhook.active = false
  expect(reasons((await (await founder('/api/connections/line/check', {})).json() as ConnectionChecked).findings)).toContain('use fault webhook_off')
  line.webhook.active = true
  line.webhook.endpoint = 'https://elsewhere.example/hook'
  expect((await (await founder('/api/connections/line/check', {})).json() as ConnectionChecked).findings).toContainEqual({ check: 'webhook', state: 'fault', reason: 'elsewhere', shown: 'https://elsewhere.example/hook' })
})

test('a hello is seen arriving and being answered, and nothing of what it says', async () => {
  const { now } = await (await founder('/api/connections/line/heard')).json() as ConnectionHeard
  const heard = async () => await (await founder(`/api/connections/line/heard?since=${now}`)).json() as ConnectionHeard
  expect(await heard()).toEqual({ now: expect.any(String), received: null, answered: null })
  await says('こんにちは')
  await eventually(async () => (await heard()).answered)
  expect(Object.keys(await heard())).toEqual(['now', 'received', 'answered'])
})

test('no secret ever comes out: not of the page, not of the record, not of the database', async () => {
  expect((await connection('line'))?.fields).toEqual([
    { name: 'LINE_CHANNEL_SECRET', required: true, shown: false, long: false, set: expect.any(String), value: null },
    { name: 'LINE_CHANNEL_ACCESS_TOKEN', required: true, shown: false, long: false, set: expect.any(String), value: null },
  ])
  const everything = JSON.stringify([
    await view(), (await db.query('SELECT action, object, detail FROM audit')).rows, (await db.query(`SELECT * FROM connection_setting`)).rows,
  ])
  for (const secret of Object.values(right())) expect(everything).not.toContain(secret)
  const store = openStore(desk.databaseUrl, 1)
  ending.push(() => store.close())
  expect((await store.prisma.audit.findFirst({ where: { action: 'connection.change', object: 'connection:line' }, orderBy: { seq: 'desc' } }))?.detail).toEqual({ fields: 'LINE_CHANNEL_SECRET, LINE_CHANNEL_ACCESS_TOKEN', kept: true })
})

test('while a secret is exchanged both are taken, in every process, and after two minutes only the new one', async () => {
  const [old, renewed] = [line.secret, 'a-renewed-secret']
  Object.assign(line, { secret: renewed })
  expect((await kept('line', { LINE_CHANNEL_SECRET: renewed })).kept).toBe(true)
  for (const at of [desk, other]) {
    await eventually(async () => (await says('new', at, renewed)).status === 200)
    expect((await says('old', at, old)).status).toBe(200)
    expect((await says('forged', at, 'nobody-has-this')).status).toBe(401)
  }
  await db.query(`UPDATE connection_setting SET changed_at = now() - interval '121 seconds'`)
  await db.query(`SELECT pg_notify('madoguchi_connections', 'line')`)
  const restarted = await openDesk({ LINE_API_BASE: line.url, DATA_DIR: folder, DATABASE_URL: desk.databaseUrl })
  ending.push(() => restarted.stop())
  expect([(await says('old', restarted, old)).status, (await says('new', restarted, renewed)).status]).toEqual([401, 200])
  // What is connected from here on it would have to hear of as well.
  await restarted.stop()
})

test('a mail account is signed in to before it is kept; notices to staff can go by it at once, and no more when it is taken away', async () => {
  const smtp = await startSmtp()
  ending.push(() => smtp.close())
  const media = async () => (await (await founder('/api/on-call')).json() as { media: string[] }).media
  expect(await media()).not.toContain('email')
  smtp.faults.push({ on: 'sign-in', code: 535, times: 1 })
  const wrong = await kept('email', { EMAIL_ADDRESS: 'desk@soudan.example', EMAIL_SMTP_URL: smtp.url })
  expect([wrong.kept, reasons(wrong.findings)[0]]).toEqual([false, 'smtp refused password'])
  const { kept: isKept, findings } = await kept('email', { EMAIL_ADDRESS: 'desk@soudan.example', EMAIL_SMTP_URL: smtp.url })
  expect([isKept, reasons(findings)]).toEqual([true, ['smtp fine fine', 'imap fault nothing_read', 'sender hint nobody_proven']])
  expect(await media()).toContain('email')
  expect((await founder('/api/connections/email', {}, {}, 'DELETE')).status).toBe(200)
  expect(await media()).not.toContain('email')
})

test.skipIf(mailServer === null)('a mailbox is read as soon as it is connected, and no more when it is taken away', async () => {
  const [mailbox, smtp] = [await startDovecot(mailServer ?? ''), await startSmtp()]
  ending.push(() => mailbox.close(), () => smtp.close())
  const { now } = await (await founder('/api/connections/line/heard')).json() as ConnectionHeard
  expect((await kept('email', { EMAIL_ADDRESS: 'desk@soudan.example', EMAIL_SMTP_URL: smtp.url, EMAIL_IMAP_URL: mailbox.url })).kept).toBe(true)
  await eventually(async () => (await db.query(`SELECT 1 FROM account WHERE id = 'email' AND cursor IS NOT NULL`)).rowCount === 1)
  await mailbox.deliver(mailText({ text: 'Hello', headers: [proven('phone.example')] }))
  await eventually(async () => (await (await founder(`/api/connections/email/heard?since=${now}`)).json() as ConnectionHeard).received)
  expect((await founder('/api/connections/email', {}, {}, 'DELETE')).status).toBe(200)
  await eventually(async () => (await db.query(`SELECT 1 FROM account WHERE id = 'email' AND receiver IS NULL`)).rowCount === 1)
})

test('a page\'s app secret and token are told apart; the desk makes up what Meta asks it, answers that, and subscribes the page', async () => {
  expect(reasons((await kept('messenger', { MESSENGER_APP_SECRET: meta.appSecret, MESSENGER_PAGE_TOKEN: 'of nobody' })).findings)).toContain('account refused token')
  expect(reasons((await kept('messenger', { MESSENGER_APP_SECRET: 'of another app', MESSENGER_PAGE_TOKEN: meta.token })).findings)).toEqual(['secret refused other_secret'])
  const { kept: isKept, findings } = await kept('messenger', { MESSENGER_APP_SECRET: meta.appSecret, MESSENGER_PAGE_TOKEN: meta.token })
  expect([isKept, reasons(findings)]).toEqual([true, ['account fine fine', 'secret fine fine', 'subscription fault not_subscribed', 'address hint not_public']])
  const verify = (await connection('messenger'))?.fields.find(({ name }) => name === 'MESSENGER_VERIFY_TOKEN')?.value ?? ''
  expect(verify.length).toBeGreaterThan(20)
  expect(await (await fetch(`${desk.url}/webhooks/messenger?hub.mode=subscribe&hub.challenge=42&hub.verify_token=${verify}`)).text()).toBe('42')
  expect(await (await founder('/api/connections/messenger/install', {})).json()).toMatchObject({ problem: false })
  expect(reasons((await (await founder('/api/connections/messenger/check', {})).json() as ConnectionChecked).findings)).toContain('subscription fine fine')
  expect(await (await founder('/api/connections/messenger/webhook', {})).json()).toEqual({ error: 'not_offered' })
})

test('a bot is connected once Microsoft grants it a token', async () => {
  expect((await fetch(`${desk.url}/api/messages`, { method: 'POST' })).status).toBe(404)
  expect(reasons((await kept('botframework', { BOTFRAMEWORK_APP_ID: bot.appId, BOTFRAMEWORK_APP_PASSWORD: 'ended' })).findings)).toEqual(['account refused password'])
  expect((await kept('botframework', { BOTFRAMEWORK_APP_ID: bot.appId, BOTFRAMEWORK_APP_PASSWORD: bot.appPassword })).kept).toBe(true)
  expect((await fetch(`${desk.url}/api/messages`, { method: 'POST' })).status).toBe(401)
})

test('a translation is tried with one word, counts at once, and leaves no room for a second provider', async () => {
  const libre = await startLibreTranslate('the key')
  ending.push(() => libre.close())
  const translation = async (as = founder) => (await (await as('/api/status')).json() as StatusView).translation
  expect(await kept('libretranslate', { LIBRETRANSLATE_URL: libre.url })).toEqual({ kept: false, findings: [{ check: 'word', state: 'refused', reason: 'key' }] })
  expect(await translation()).toBeNull()
  expect(await kept('libretranslate', { LIBRETRANSLATE_URL: libre.url, LIBRETRANSLATE_API_KEY: 'the key' })).toEqual({
    kept: true, findings: [{ check: 'word', state: 'fine', reason: 'fine', shown: 'こんにちは → [en] こんにちは' }, { check: 'burmese', state: 'hint', reason: 'no_burmese' }],
  })
  expect(await translation()).toBe('LibreTranslate')
  const elsewhere = asking(other, await sessionOf(other, FOUNDER.email, FOUNDER.password))
  await eventually(async () => await translation(elsewhere) === 'LibreTranslate')
  await says('Xin chào, tôi chưa nhận được lương')
  await eventually(() => libre.requests.some(({ body }) => JSON.stringify(body ?? null).includes('lương')))
  expect(await (await put('google', { GOOGLE_TRANSLATE_PROJECT: 'p' })).json()).toEqual({ error: 'other_provider' })
  expect((await founder('/api/connections/libretranslate', {}, {}, 'DELETE')).status).toBe(200)
  expect(await translation()).toBeNull()
})

test('what the environment sets is shown and cannot be changed', async () => {
  const set = await openDesk({ LINE_API_BASE: line.url, ...right(), DATA_DIR: folder, DATABASE_URL: desk.databaseUrl })
  ending.push(() => set.stop())
  const staff = asking(set, await sessionOf(set, FOUNDER.email, FOUNDER.password))
  const { connections } = await (await staff('/api/connections')).json() as ConnectionsView
  expect(connections.find(({ kind }) => kind === 'line')).toMatchObject({ source: 'environment', since: null, fields: [{ set: null, value: null }, { set: null, value: null }] })
  for (const method of ['PATCH', 'DELETE']) expect(await (await staff('/api/connections/line', { values: right() }, {}, method)).json()).toEqual({ error: 'in_environment' })
})
