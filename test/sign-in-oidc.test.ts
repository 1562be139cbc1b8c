// The organisation's own sign-in, against a real OpenID provider: who has an account or an invitation enters, nobody else.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from './desk.ts'
import { CLIENT, OTHER_CLIENT, startProvider } from './platforms/oidc.ts'
import type { Identity, OidcServer } from './platforms/oidc.ts'
import { openBrowser, openDoor, SESSION } from './sign-in.ts'
import type { Browser, TestDoor } from './sign-in.ts'
import { named } from '../src/store/sealing/marks.ts'

let door: TestDoor
let provider: OidcServer
beforeAll(async () => {
  // The desk starts while the provider is away, and finds it later.
  const port = await freePort()
  door = await openDoor({ oidc: { issuer: `http://localhost:${port}`, ...CLIENT, name: 'The office' } })
  provider = await startProvider(port, [`${door.url}/api/auth/callback/oidc`])
})
afterAll(async () => {
  await door.close()
  await provider.close()
})

async function begin(browser: Browser): Promise<URL> {
  const answer = await browser.post('/api/auth/sign-in/social', { provider: 'oidc', callbackURL: '/desk', errorCallbackURL: '/desk' })
  const { url }: { url: string } = JSON.parse(await answer.text())
  return new URL(url)
}

/** Goes through the provider as a browser does, up to the address that leads back. */
async function back(start: URL): Promise<URL> {
  const browser = openBrowser(provider.issuer)
  let at = start
  for (let hop = 0; hop < 10 && at.origin === provider.issuer; hop++) {
    const response = await browser.get(at.href)
    const location = response.headers.get('location')
    if (location === null) throw new Error(`the provider stopped: ${response.status} ${await response.text()}`)
    at = new URL(location, at)
  }
  return at
}

/** Where the desk sends the browser in the end. */
async function enter(browser: Browser, identity: Identity): Promise<string> {
  provider.identity = identity
  const returned = await back(await begin(browser))
  return (await browser.get(returned.href)).headers.get('location') ?? ''
}

test('somebody with an account enters by a verified address, without a second factor unless the provider says so', async () => {
  const { id, email } = await door.person('kobayashi')
  const browser = door.browser()
  expect(await enter(browser, { sub: 'k-1', email: email.toUpperCase(), email_verified: true, amr: ['pwd'] })).toMatch(/\/desk$/)
  const who = await browser.who()
  expect(who).toMatchObject({ id, email, secondFactor: false })
  expect(door.events.at(-1)).toEqual({ action: 'session.begin', staff: id, detail: { session: who?.sessionId, method: 'oidc', secondFactor: false } })
  const again = door.browser()
  await enter(again, { sub: 'k-1', email, email_verified: true, amr: ['pwd', 'otp'] })
  expect(await again.who()).toMatchObject({ id, secondFactor: true })
  const kept = await door.db.prisma.staffCredential.findMany({ where: { userId: id, providerId: 'oidc' } })
  expect(kept).toMatchObject([{ accountId: 'k-1', accessToken: null, refreshToken: null, idToken: null }])
})

test('somebody who was invited enters with the roles of the invitation; the link is used up', async () => {
  const { token } = await door.sessions.invite({ name: '山田', email: 'Yamada@example.org', roles: ['counsellor', 'editor'], languages: ['ja', 'vi'], createdBy: 'test' })
  const browser = door.browser()
  await enter(browser, { sub: 'y-1', email: 'yamada@example.org', email_verified: true, amr: ['mfa'] })
  expect(await browser.who()).toMatchObject({ name: '山田', email: 'yamada@example.org', roles: ['counsellor', 'editor'], secondFactor: true })
  expect(await door.sessions.invited(token)).toBeNull()
})

test('an unknown address makes no account', async () => {
  const browser = door.browser()
  expect(await enter(browser, { sub: 'u-1', email: 'unknown@example.org', email_verified: true })).toMatch(/\/desk\?error=/)
  expect([await browser.who(), await door.db.prisma.staff.count({ where: { email: named('unknown@example.org') } })]).toEqual([null, 0])
  expect(door.events.at(-1)).toEqual({ action: 'session.refused', staff: null, detail: {} })
})

test('an address the provider did not verify opens nothing: neither an account nor an invitation', async () => {
  const { email } = await door.person('unverified')
  await door.sessions.invite({ name: 'x', email: 'invited-unverified@example.org', roles: [], languages: [], createdBy: 'test' })
  for (const identity of [{ sub: 'v-1', email }, { sub: 'v-1', email, email_verified: false }, { sub: 'v-2', email: 'invited-unverified@example.org', email_verified: false }]) {
    const browser = door.browser()
    expect(await enter(browser, identity)).toMatch(/\/desk\?error=/)
    expect(await browser.who()).toBeNull()
  }
  expect(await door.db.prisma.staff.count({ where: { email: named('invited-unverified@example.org') } })).toBe(0)
})

test('a disabled account does not enter, also where it is linked', async () => {
  const { id, email } = await door.person('disabled')
  await enter(door.browser(), { sub: 'd-1', email, email_verified: true })
  await door.db.prisma.staff.update({ where: { id }, data: { disabledAt: new Date() } })
  const browser = door.browser()
  expect(await enter(browser, { sub: 'd-1', email, email_verified: true })).toMatch(/\/desk\?error=/)
  expect(await browser.who()).toBeNull()
})

test('a return that this browser did not begin is refused, and one is taken once', async () => {
  const { email } = await door.person('returning')
  provider.identity = { sub: 'r-1', email, email_verified: true }
  const [mine, theirs] = [door.browser(), door.browser()]
  const returned = await back(await begin(mine))
  expect((await theirs.get(returned.href)).headers.get('location')).toContain('error=state_mismatch')
  const wrong = new URL(returned)
  wrong.searchParams.set('state', 'A'.repeat(32))
  expect((await mine.get(wrong.href)).headers.get('location')).toContain('error=')
  const stateless = new URL(returned)
  stateless.searchParams.delete('state')
  expect((await mine.get(stateless.href)).headers.get('location')).toContain('error=')
  expect([await mine.who(), await theirs.who()]).toEqual([null, null])
  const fresh = await back(await begin(mine))
  await mine.get(fresh.href)
  const first = mine.cookies.get(SESSION)
  expect((await mine.who())?.email).toBe(email)
  expect((await mine.get(fresh.href)).headers.get('location')).toContain('error=')
  expect(mine.cookies.get(SESSION)).toBe(first)
})

test('a code that was made for another program is worth nothing here', async () => {
  const { email } = await door.person('injected')
  provider.identity = { sub: 'i-1', email, email_verified: true }
  const browser = door.browser()
  const start = await begin(browser)
  const foreign = new URL(start)
  foreign.searchParams.set('client_id', OTHER_CLIENT.clientId)
  const returned = await back(foreign)
  expect(returned.searchParams.get('code')).not.toBeNull()
  expect((await browser.get(returned.href)).headers.get('location')).toContain('error=')
  expect(await browser.who()).toBeNull()
})
