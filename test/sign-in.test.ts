// Signing in with a password: sessions that begin, end, and cannot be planted; accounts that are disabled; what the record hears.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk, signIn } from './desk.ts'
import { openDoor, PASSWORD, SESSION } from './sign-in.ts'
import type { TestDoor } from './sign-in.ts'

let door: TestDoor
beforeAll(async () => { door = await openDoor() })
afterAll(() => door.close())

const eventsOf = (staff: string) => door.events.filter((event) => event.staff === staff)
const HOUR = 3_600_000

test('the first account is made by the one-time link and may do everything a small desk needs', async () => {
  const first = await openDoor()
  const token = await first.sessions.offerSetup() ?? ''
  const made = { token, name: '佐藤', email: 'Sato@example.org', password: PASSWORD }
  expect(await Promise.all([first.sessions.setUp(made), first.sessions.setUp(made)])).toEqual(expect.arrayContaining(['done', 'used']))
  const browser = first.browser()
  expect((await browser.signIn('sato@example.org')).status).toBe(200)
  const who = await browser.who()
  expect(who).toMatchObject({ name: '佐藤', email: 'sato@example.org', secondFactor: false, hasSecondFactor: false })
  expect(who?.roles).toContain('administrator')
  expect(await first.sessions.offerSetup()).toBeNull()
  await first.close()
})

test('a right password begins a session, and the record hears of it without any secret', async () => {
  const { id, email, browser } = await door.person('right')
  expect(await browser.who()).toBeNull()
  expect((await browser.signIn(email.toUpperCase())).status).toBe(200)
  const who = await browser.who()
  expect(who).toMatchObject({ id, email, roles: ['counsellor'], secondFactor: false, hasSecondFactor: false })
  expect(eventsOf(id)).toEqual([{ action: 'session.begin', staff: id, detail: { session: who?.sessionId, method: 'password', secondFactor: false } }])
  expect((await door.db.prisma.staff.findUniqueOrThrow({ where: { id } })).seenAt).not.toBeNull()
})

test('a wrong password, an unknown address and a disabled account are answered alike', async () => {
  const { id, email, browser } = await door.person('alike')
  const gone = await door.person('gone')
  await door.db.prisma.staff.update({ where: { id: gone.id }, data: { disabledAt: new Date() } })
  const before = door.events.length
  const answers = [await browser.signIn(email, 'wrong password!'), await browser.signIn('nobody@example.org'), await browser.signIn(gone.email)]
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
  const [wrong, ...others] = await Promise.all(answers.map((answer) => answer.text()))
  expect(others).toEqual([wrong, wrong])
  expect(answers.flatMap(({ headers }) => headers.getSetCookie()).filter((cookie) => cookie.startsWith(SESSION))).toEqual([])
  expect(door.events.slice(before)).toEqual([
    { action: 'session.refused', staff: id, detail: { method: 'password' } },
    { action: 'session.refused', staff: null, detail: {} },
    { action: 'session.refused', staff: gone.id, detail: { method: 'password' } },
  ])
})

test('a planted cookie is never adopted: the session is a new one, and the planted one stays worthless', async () => {
  const { email, browser } = await door.person('fixed')
  browser.cookies.set(SESSION, 'planted.c2lnbmF0dXJl')
  await browser.signIn(email)
  expect(browser.cookies.get(SESSION)).not.toContain('planted')
  const first = { cookie: browser.cookies.get(SESSION) ?? '', id: (await browser.who())?.sessionId }
  await browser.signIn(email)
  expect((await browser.who())?.sessionId).not.toBe(first.id)
  const thief = door.browser()
  thief.cookies.set(SESSION, 'planted.c2lnbmF0dXJl')
  expect(await thief.who()).toBeNull()
  thief.cookies.set(SESSION, first.cookie.replace(/\..*/, '.AAAA'))
  expect(await thief.who()).toBeNull()
})

test('an ended session is over with the next request: by its owner, by an administrator, one or all', async () => {
  const { id, email, browser } = await door.person('ended')
  const [other, third] = [door.browser(), door.browser()]
  for (const one of [browser, other, third]) await one.signIn(email)
  const [list, own] = [await door.sessions.sessionsOf(id), await other.who()]
  expect(list).toHaveLength(3)
  expect(await door.sessions.endSession('somebody else', own?.sessionId ?? '')).toBe(false)
  expect(await other.who()).not.toBeNull()
  expect(await door.sessions.endSession(id, own?.sessionId ?? '')).toBe(true)
  expect([await other.who(), (await browser.who())?.id]).toEqual([null, id])
  await third.post('/api/auth/sign-out', {})
  expect(await third.who()).toBeNull()
  await door.sessions.endSessions(id)
  expect(await browser.who()).toBeNull()
  expect(eventsOf(id).filter(({ action }) => action === 'session.end')).toHaveLength(3)
})

test('a disabled account is nobody at once, also where better-auth answers itself', async () => {
  const { id, email, browser } = await door.person('disabled')
  await browser.signIn(email)
  await door.db.prisma.staff.update({ where: { id }, data: { disabledAt: new Date() } })
  expect((await browser.post('/api/auth/change-password', { currentPassword: PASSWORD, newPassword: 'another long password' })).status).toBe(401)
  expect(await browser.who()).toBeNull()
})

test('a session ends when nobody uses it for 12 hours, and a week after its sign-in in any case', async () => {
  const clock = await openDoor()
  const { id, email, browser } = await clock.person('idle')
  await browser.signIn(email)
  for (const hours of [11, 11]) {
    clock.later(hours * HOUR)
    expect((await browser.who())?.id).toBe(id)
  }
  clock.later(13 * HOUR)
  expect(await browser.who()).toBeNull()
  expect(await clock.sessions.sessionsOf(id)).toEqual([])
  const again = await browser.signIn(email)
  expect(again.headers.getSetCookie().find((cookie) => cookie.startsWith(SESSION))).toMatch(/Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax/)
  await clock.db.prisma.staffSession.updateMany({ data: { expiresAt: new Date() } })
  expect(await browser.who()).toBeNull()
  await clock.close()
})

test('a new password ends the other sessions and asks for the old one', async () => {
  const { id, email, browser } = await door.person('changing')
  const other = door.browser()
  for (const one of [browser, other]) await one.signIn(email)
  const change = (currentPassword: string, newPassword: string) => browser.post('/api/auth/change-password', { currentPassword, newPassword })
  expect((await change('not the password', 'another long password')).status).toBe(400)
  expect((await change(PASSWORD, 'short')).status).toBe(400)
  expect((await other.who())?.id).toBe(id)
  expect((await change(PASSWORD, 'another long password')).status).toBe(200)
  expect([await other.who(), (await browser.who())?.id]).toEqual([null, id])
  expect([(await other.signIn(email)).status, (await other.signIn(email, 'another long password')).status]).toEqual([401, 200])
  expect(eventsOf(id).map(({ action }) => action)).toContain('password.changed')
})

test('when somebody was last here is noted once a minute', async () => {
  const clock = await openDoor()
  const { id, email, browser } = await clock.person('seen')
  const seen = async () => {
    await browser.who()
    return (await clock.db.prisma.staff.findUniqueOrThrow({ where: { id } })).seenAt?.getTime() ?? 0
  }
  await browser.signIn(email)
  const first = await seen()
  clock.later(1_000)
  expect(await seen()).toBe(first)
  clock.later(61_000)
  expect(await seen()).toBeGreaterThanOrEqual(first + 60_000)
  await clock.close()
})

test('the record holds no address, no password and no cookie', () => {
  expect(door.events.length).toBeGreaterThan(20)
  expect(JSON.stringify(door.events)).not.toMatch(/@|password here|long password|planted/)
})

test('a page of another site can do nothing in a session, nor begin one', async () => {
  const { email, browser } = await door.person('framed')
  await browser.signIn(email)
  for (const origin of ['https://evil.example', 'null', `${door.url}.evil.example`]) {
    expect((await browser.post('/api/auth/sign-out', {}, { origin })).status).toBe(403)
    expect((await browser.post('/api/auth/sign-in/email', { email, password: PASSWORD }, { origin, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  }
  expect((await browser.who())?.email).toBe(email)
})

test('what the desk does not use of better-auth is not there', async () => {
  const { email, browser } = await door.person('curious')
  await browser.signIn(email)
  for (const path of ['sign-up/email', 'update-user', 'delete-user', 'change-email', 'link-social', 'two-factor/send-otp', 'request-password-reset', 'error']) {
    expect([path, (await browser.post(`/api/auth/${path}`, { email })).status]).toEqual([path, 404])
  }
  expect((await browser.post('/api/auth/sign-in/email', { email, password: PASSWORD, callbackURL: 'https://evil.example' })).status).toBe(403)
  expect((await browser.post('/api/auth/sign-in/email', { email, password: PASSWORD, remember: true })).status).toBe(400)
})

test('plain http asks for no second factor; TLS does, and its cookies are for TLS alone', async () => {
  expect(door.sessions.requiresSecondFactor).toBe(false)
  const secure = await openDoor({ publicUrl: 'https://desk.example.org' })
  expect(secure.sessions.requiresSecondFactor).toBe(true)
  const { email, browser } = await secure.person('secure')
  const signedIn = await browser.signIn(email)
  expect(signedIn.headers.getSetCookie().find((cookie) => cookie.startsWith(`__Host-${SESSION}=`))).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  await secure.close()
})

test('the whole desk signs in through this door', async () => {
  const desk = await openDesk()
  const counsellor = await signIn(desk)
  expect(await (await counsellor('/api/session')).json()).toMatchObject({ user: { email: 'sato@example.org' } })
  expect((await counsellor('/api/conversations')).status).toBe(200)
  expect((await fetch(`${desk.url}/api/conversations`)).status).toBe(401)
  await desk.stop()
})
