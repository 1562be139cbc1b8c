// Passkeys, with an authenticator made of node:crypto: made and shown for this desk alone, each answer once, and as both factors.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAuthenticator } from './platforms/authenticator.ts'
import type { Authenticator } from './platforms/authenticator.ts'
import { openDoor, PASSWORD } from './sign-in.ts'
import type { Browser, TestDoor } from './sign-in.ts'

let door: TestDoor
beforeAll(async () => { door = await openDoor() })
afterAll(() => door.close())

const optionsOf = async (browser: Browser, what: 'register' | 'authenticate'): Promise<{ challenge: string; rp?: unknown; rpId?: string }> =>
  JSON.parse(await (await browser.get(`/api/auth/passkey/generate-${what}-options`)).text())

async function register(browser: Browser, key: Authenticator, change = {}): Promise<Response> {
  const { challenge } = await optionsOf(browser, 'register')
  return browser.post('/api/auth/passkey/verify-registration', { response: key.attest({ challenge, origin: door.url, ...change }), name: 'a key' })
}

async function enter(browser: Browser, key: Authenticator, change = {}): Promise<Response> {
  const { challenge } = await optionsOf(browser, 'authenticate')
  return browser.post('/api/auth/passkey/verify-authentication', { response: key.assert({ challenge, origin: door.url, ...change }) })
}

async function withPasskey(name: string) {
  const person = await door.person(name)
  await person.browser.signIn(person.email)
  const key = createAuthenticator()
  const made = await register(person.browser, key)
  if (!made.ok) throw new Error(`registering: ${made.status} ${await made.text()}`)
  return { ...person, key }
}

test('a passkey is made in a session, which then has proved it, and opens a session of both factors', async () => {
  const { id, browser, key } = await withPasskey('both')
  expect(await browser.who()).toMatchObject({ id, secondFactor: true, hasSecondFactor: true })
  expect(door.events.at(-1)).toEqual({ action: 'factor.added', staff: id, detail: { factor: 'passkey' } })
  const fresh = door.browser()
  expect((await enter(fresh, key)).status).toBe(200)
  const who = await fresh.who()
  expect(who).toMatchObject({ id, secondFactor: true })
  expect(door.events.at(-1)).toEqual({ action: 'session.begin', staff: id, detail: { session: who?.sessionId, method: 'passkey', secondFactor: true } })
})

test('the options name this desk and ask for the owner', async () => {
  const { browser } = await withPasskey('options')
  const options = await optionsOf(browser, 'register')
  expect(options).toMatchObject({ rp: { name: 'Madoguchi', id: 'localhost' }, authenticatorSelection: { userVerification: 'required', residentKey: 'required' } })
  expect((await optionsOf(door.browser(), 'authenticate')).rpId).toBe('localhost')
})

test('an answer for another origin, another desk, another challenge or with a wrong signature is refused', async () => {
  const { id, key } = await withPasskey('foreign')
  const foreign = [
    { origin: 'https://madoguchi.example' }, { origin: `${door.url}.example` }, { rpId: 'example.org' },
    { challenge: Buffer.from('another challenge').toString('base64url') }, { spoil: true }, { type: 'webauthn.create' },
  ]
  for (const change of foreign) {
    const browser = door.browser()
    expect([change, (await enter(browser, key, change)).ok]).toEqual([change, false])
    expect(await browser.who()).toBeNull()
  }
  expect(door.events.at(-1)).toEqual({ action: 'session.refused', staff: id, detail: { method: 'passkey' } })
  expect((await enter(door.browser(), key)).status).toBe(200)
})

test('a passkey cannot be made for another origin, nor by a key that does not know its owner', async () => {
  const { browser, email } = await door.person('making')
  await browser.signIn(email)
  expect((await register(browser, createAuthenticator(), { origin: 'https://madoguchi.example' })).ok).toBe(false)
  expect((await register(browser, createAuthenticator(), { userVerified: false })).status).toBe(401)
  expect((await browser.who())?.hasSecondFactor).toBe(false)
})

test('a key that was only touched, and not told who touches it, opens nothing', async () => {
  const { key } = await withPasskey('touched')
  const browser = door.browser()
  expect((await enter(browser, key, { userVerified: false })).status).toBe(401)
  expect(await browser.who()).toBeNull()
})

test('an answer is taken once, and a copied key is noticed by its counter', async () => {
  const { key } = await withPasskey('copied')
  const browser = door.browser()
  const { challenge } = await optionsOf(browser, 'authenticate')
  const kept = new Map(browser.cookies)
  const response = key.assert({ challenge, origin: door.url })
  expect((await browser.post('/api/auth/passkey/verify-authentication', { response })).status).toBe(200)
  const thief = door.browser()
  for (const [name, value] of kept) thief.cookies.set(name, value)
  expect((await thief.post('/api/auth/passkey/verify-authentication', { response })).status).toBe(400)
  expect((await enter(door.browser(), key, { counter: 1 })).status).toBe(400)
})

test('an unknown passkey is refused, and the record learns nothing of it', async () => {
  const browser = door.browser()
  expect((await enter(browser, createAuthenticator())).status).toBe(401)
  expect(door.events.at(-1)).toEqual({ action: 'session.refused', staff: null, detail: {} })
})

test('making one needs a sign-in of the last minutes, removing one too', async () => {
  const late = await openDoor()
  const { email, browser } = await late.person('late')
  await browser.signIn(email)
  late.later(16 * 60_000)
  expect((await browser.get('/api/auth/passkey/generate-register-options')).status).toBe(403)
  expect((await browser.post('/api/auth/passkey/delete-passkey', { id: 'any' })).status).toBe(403)
  expect((await browser.who())?.email).toBe(email)
  await late.close()
})

test('the password alone does not reach the factors of an account with a passkey', async () => {
  const { email } = await withPasskey('password-only')
  const browser = door.browser()
  await browser.signIn(email)
  expect(await browser.who()).toMatchObject({ secondFactor: false, hasSecondFactor: true })
  expect((await browser.post('/api/auth/two-factor/enable', { password: PASSWORD })).status).toBe(403)
  expect((await browser.get('/api/auth/passkey/generate-register-options')).status).toBe(403)
})

test('one is removed by its owner alone, and a disabled account does not enter by it', async () => {
  const [mine, theirs] = [await withPasskey('mine'), await withPasskey('theirs')]
  const { id: passkey } = await door.db.prisma.staffPasskey.findFirstOrThrow({ where: { userId: mine.id } })
  expect((await theirs.browser.post('/api/auth/passkey/delete-passkey', { id: passkey })).ok).toBe(false)
  expect((await mine.browser.post('/api/auth/passkey/delete-passkey', { id: passkey })).status).toBe(200)
  expect(door.events.at(-1)).toEqual({ action: 'factor.removed', staff: mine.id, detail: { factor: 'passkey' } })
  expect((await enter(door.browser(), mine.key)).status).toBe(401)
  await door.db.prisma.staff.update({ where: { id: theirs.id }, data: { disabledAt: new Date() } })
  expect((await enter(door.browser(), theirs.key)).status).toBe(401)
})
