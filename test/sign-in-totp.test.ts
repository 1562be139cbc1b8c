// Codes of an authenticator app: set up with the password, asked for at sign-in, taken once, and not to be guessed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enableTotp, openDoor, PASSWORD, SESSION, totp } from './sign-in.ts'
import type { Browser, Person, TestDoor } from './sign-in.ts'

let door: TestDoor
beforeAll(async () => { door = await openDoor() })
afterAll(() => door.close())

const VERIFY = '/api/auth/two-factor/verify-totp'
const BACKUP = '/api/auth/two-factor/verify-backup-code'

async function withTotp(name: string): Promise<Person & { secret: Uint8Array; backupCodes: readonly string[]; spent: string }> {
  const person = await door.person(name)
  await person.browser.signIn(person.email)
  return { ...person, ...(await enableTotp(person.browser)) }
}

/** A browser in which the password was right, and a code is asked for. */
async function asked(email: string): Promise<Browser> {
  const browser = door.browser()
  const answer = await browser.signIn(email)
  expect(await answer.json()).toMatchObject({ twoFactorRedirect: true, twoFactorMethods: ['totp'] })
  expect([browser.cookies.has(SESSION), await browser.who()]).toEqual([false, null])
  return browser
}

test('setting up needs the password and a right code; the session then has proved it', async () => {
  const { id, email, browser } = await door.person('setting-up')
  await browser.signIn(email)
  expect((await browser.post('/api/auth/two-factor/enable', { password: 'not the password' })).status).toBe(400)
  expect((await browser.post('/api/auth/two-factor/enable', { password: PASSWORD })).status).toBe(200)
  expect((await browser.post(VERIFY, { code: '000000' })).status).toBe(401)
  expect(await browser.who()).toMatchObject({ secondFactor: false, hasSecondFactor: false })
  await enableTotp(browser)
  expect(await browser.who()).toMatchObject({ id, secondFactor: true, hasSecondFactor: true })
  expect(door.events.filter(({ staff, action }) => staff === id && action.startsWith('factor'))).toEqual([{ action: 'factor.added', staff: id, detail: { factor: 'totp' } }])
  const stored = await door.db.prisma.staffTwoFactor.findFirstOrThrow({ where: { userId: id } })
  expect(stored.backupCodes).not.toContain('-')
})

test('the password alone begins nothing; with the code the session has both', async () => {
  const { id, email, secret } = await withTotp('both')
  const browser = await asked(email)
  expect((await browser.post(VERIFY, { code: totp(secret, 1) })).status).toBe(200)
  const who = await browser.who()
  expect(who).toMatchObject({ id, secondFactor: true })
  expect(door.events.at(-1)).toEqual({ action: 'session.begin', staff: id, detail: { session: who?.sessionId, method: 'totp', secondFactor: true } })
})

test('a code is taken once: not again, not in another browser, not the one that set it up', async () => {
  const { email, secret, spent } = await withTotp('replayed')
  const first = await asked(email)
  expect((await first.post(VERIFY, { code: spent })).status).toBe(401)
  const code = totp(secret, 1)
  expect((await first.post(VERIFY, { code })).status).toBe(200)
  const second = await asked(email)
  const again = await second.post(VERIFY, { code })
  expect([again.status, await again.json(), await second.who()]).toEqual([401, { code: 'INVALID_CODE', message: 'Invalid code' }, null])
})

test('of requests with the same code at the same moment, one gets in', async () => {
  const { email, secret } = await withTotp('at-once')
  const browsers = await Promise.all(Array.from({ length: 6 }, () => asked(email)))
  const code = totp(secret, 1)
  const answers = await Promise.all(browsers.map((browser) => browser.post(VERIFY, { code })))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401, 401, 401, 401, 401])
})

test('after five wrong codes the sign-in begins anew, also with a right one', async () => {
  const { id, email, secret } = await withTotp('guessing')
  const browser = await asked(email)
  const right = [-1, 0, 1].map((step) => totp(secret, step))
  const wrong = ['000000', '111111', '222222', '333333', '444444', '555555', '666666', '777777'].filter((code) => !right.includes(code)).slice(0, 5)
  for (const code of wrong) expect((await browser.post(VERIFY, { code })).status).toBe(401)
  expect((await browser.post(VERIFY, { code: totp(secret, 1) })).status).toBe(400)
  expect(await browser.who()).toBeNull()
  expect(door.events.filter(({ staff, action }) => staff === id && action === 'session.refused')).toHaveLength(6)
})

test('in a session a code cannot be guessed either: after ten tries one has to wait', async () => {
  const { email, browser } = await door.person('inside')
  await browser.signIn(email)
  await browser.post('/api/auth/two-factor/enable', { password: PASSWORD })
  const statuses: number[] = []
  for (let guess = 0; guess < 11; guess++) statuses.push((await browser.post(VERIFY, { code: String(guess).padStart(6, '0') })).status)
  expect(statuses.slice(0, 10).filter((status) => status !== 401)).toEqual([])
  expect(statuses[10]).toBe(429)
})

test('a backup code opens once, also when two use it at the same moment', async () => {
  const { id, email, backupCodes } = await withTotp('backup')
  const [code = '', other = ''] = backupCodes
  const [first, second] = [await asked(email), await asked(email)]
  const answers = await Promise.all([first, second].map((browser) => browser.post(BACKUP, { code })))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect((await (await asked(email)).post(BACKUP, { code })).status).toBe(401)
  const third = await asked(email)
  expect((await third.post(BACKUP, { code: other })).status).toBe(200)
  expect(await third.who()).toMatchObject({ id, secondFactor: true })
})

test('no device is trusted for later, and no code is spent without a session', async () => {
  const { email, secret, backupCodes: [code] } = await withTotp('trusting')
  const browser = await asked(email)
  expect((await browser.post(VERIFY, { code: totp(secret, 1), trustDevice: true })).status).toBe(400)
  expect((await browser.post(BACKUP, { code, disableSession: true })).status).toBe(400)
  expect((await browser.post(VERIFY, { code: totp(secret, 1) })).status).toBe(200)
  await asked(email)
})

test('removing it needs the password and is told; what was used is forgotten after a day', async () => {
  const { id, browser } = await withTotp('removing')
  expect((await browser.post('/api/auth/two-factor/disable', { password: 'not the password' })).status).toBe(400)
  await door.db.prisma.staffUsedCode.create({ data: { digest: 'old', at: new Date(Date.now() - 25 * 3_600_000) } })
  expect((await browser.post('/api/auth/two-factor/disable', { password: PASSWORD })).status).toBe(200)
  expect(await browser.who()).toMatchObject({ id, hasSecondFactor: false })
  expect(door.events.at(-1)).toEqual({ action: 'factor.removed', staff: id, detail: { factor: 'totp' } })
  await enableTotp(browser)
  expect(await door.db.prisma.staffUsedCode.findUnique({ where: { digest: 'old' } })).toBeNull()
})

test('a session from before the second factor cannot replace it; the code raises it to a new session', async () => {
  const { id, email, browser } = await door.person('raising')
  const older = door.browser()
  for (const one of [browser, older]) await one.signIn(email)
  const { secret } = await enableTotp(browser)
  const before = await older.who()
  expect(before).toMatchObject({ id, secondFactor: false, hasSecondFactor: true })
  const tries = [['two-factor/disable', { password: PASSWORD }], ['two-factor/enable', { password: PASSWORD }], ['two-factor/generate-backup-codes', { password: PASSWORD }],
    ['change-password', { currentPassword: PASSWORD, newPassword: 'another long password' }]] as const
  for (const [path, body] of tries) expect([path, (await older.post(`/api/auth/${path}`, body)).status]).toEqual([path, 403])
  expect((await older.get('/api/auth/passkey/generate-register-options')).status).toBe(403)
  const planted = door.browser()
  planted.cookies.set(SESSION, older.cookies.get(SESSION) ?? '')
  expect((await older.post(VERIFY, { code: totp(secret, 1) })).status).toBe(200)
  const raised = await older.who()
  expect([raised?.secondFactor, raised?.sessionId === before?.sessionId, await planted.who()]).toEqual([true, false, null])
})

test('a disabled account does not get in with a code it was asked for before', async () => {
  const { id, email, secret } = await withTotp('disabled')
  const browser = await asked(email)
  await door.db.prisma.staff.update({ where: { id }, data: { disabledAt: new Date() } })
  expect((await browser.post(VERIFY, { code: totp(secret, 1) })).status).toBe(401)
  expect(await browser.who()).toBeNull()
})
