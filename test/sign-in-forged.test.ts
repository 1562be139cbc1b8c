// Returns from a provider that says what it likes: only a token signed by its own key, for this desk and this request, is believed.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isStrong } from '../src/server/auth/single-sign-on.ts'
import { CLIENT, startForger } from './platforms/oidc.ts'
import type { Forgery, ForgingServer } from './platforms/oidc.ts'
import { openDoor } from './sign-in.ts'
import type { Browser, TestDoor } from './sign-in.ts'

const EMAIL = 'target@example.org'
let door: TestDoor
let forger: ForgingServer
let id: string
beforeAll(async () => {
  forger = await startForger({ sub: 's-1', email: EMAIL, email_verified: true })
  door = await openDoor({ oidc: { issuer: forger.issuer, ...CLIENT, name: 'The office' } })
  id = (await door.person('target')).id
})
afterAll(async () => {
  await door.close()
  await forger.close()
})

/** Comes back with a code for which the provider answers `next`; where the desk sends the browser then. */
async function enter(browser: Browser, next: Forgery): Promise<string> {
  const answer = await browser.post('/api/auth/sign-in/social', { provider: 'oidc', callbackURL: '/desk', errorCallbackURL: '/desk' })
  const { url }: { url: string } = JSON.parse(await answer.text())
  const asked = new URL(url).searchParams
  forger.nonce = asked.get('nonce') ?? ''
  forger.next = next
  return (await browser.get(`/api/auth/callback/oidc?code=a-code&state=${asked.get('state')}`)).headers.get('location') ?? ''
}

test('the request carries state, nonce and PKCE, and the exchange its verifier', async () => {
  const browser = door.browser()
  const answer = await browser.post('/api/auth/sign-in/social', { provider: 'oidc', callbackURL: '/desk' })
  const { searchParams: asked } = new URL(JSON.parse(await answer.text()).url)
  expect(Object.fromEntries(asked)).toMatchObject({ client_id: CLIENT.clientId, response_type: 'code', code_challenge_method: 'S256', redirect_uri: `${door.url}/api/auth/callback/oidc` })
  for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThan(20)
  await enter(browser, {})
  expect(forger.exchanges.at(-1)?.get('code_verifier')?.length).toBeGreaterThan(42)
})

test('what the provider says in order is believed', async () => {
  const browser = door.browser()
  expect(await enter(browser, {})).toMatch(/\/desk$/)
  expect(await browser.who()).toMatchObject({ id, secondFactor: false })
})

test('an ID token without the address sends the desk to the userinfo endpoint', async () => {
  const browser = door.browser()
  await enter(browser, { claims: { email: undefined, email_verified: undefined } })
  expect(await browser.who()).toMatchObject({ id })
  const other = door.browser()
  await enter(other, { claims: { sub: 's-2', email: undefined, email_verified: undefined } })
  expect(await other.who()).toBeNull()
})

const HOUR = 3600
const now = () => Math.floor(Date.now() / 1000)
const FORGED: readonly (readonly [string, () => Forgery])[] = [
  ['signed by another key', () => ({ key: 'foreign' })],
  ['not signed at all', () => ({ key: 'none' })],
  ['for another audience', () => ({ claims: { aud: 'another-program' } })],
  ['of another issuer', () => ({ claims: { iss: 'https://accounts.example.org' } })],
  ['for another request', () => ({ claims: { nonce: 'of-another-request' } })],
  ['for no request', () => ({ claims: { nonce: undefined } })],
  ['from yesterday', () => ({ claims: { iat: now() - 25 * HOUR, exp: now() - 24 * HOUR } })],
  ['absent, though the userinfo endpoint would answer', () => null],
  ['with an address nobody verified', () => ({ claims: { email_verified: false } })],
  ['with an address verified in words', () => ({ claims: { email_verified: 'true' } })],
  ['of an unknown person', () => ({ claims: { sub: 's-3', email: 'somebody@example.org' } })],
]
for (const [what, next] of FORGED) {
  test(`an ID token ${what} opens nothing`, async () => {
    const browser = door.browser()
    expect(await enter(browser, next())).toMatch(/\/desk\?error=/)
    expect(await browser.who()).toBeNull()
    expect(door.events.at(-1)).toEqual({ action: 'session.refused', staff: null, detail: {} })
  })
}

test('a token that was handed in past the provider, or a return to another site, is refused', async () => {
  const browser = door.browser()
  const body = { provider: 'oidc', callbackURL: '/desk' }
  for (const more of [{ idToken: { token: 'x' } }, { requestSignUp: true }, { callbackURL: 'https://evil.example/' }, { callbackURL: '//evil.example/' }, { errorCallbackURL: '/\\evil.example' }]) {
    expect([400, 403], JSON.stringify(more)).toContain((await browser.post('/api/auth/sign-in/social', { ...body, ...more })).status)
  }
})

test('a second factor counts where the provider says it asked for one', async () => {
  const cases: readonly (readonly [Record<string, unknown>, boolean])[] = [
    [{ amr: ['mfa'] }, true], [{ amr: ['pwd', 'otp'] }, true], [{ amr: ['pwd', 'hwk'] }, true], [{ acr: 'https://refeds.org/profile/mfa' }, true],
    [{}, false], [{ amr: ['pwd'] }, false], [{ amr: ['otp'] }, false], [{ amr: [] }, false], [{ acr: '1' }, false], [{ acr: 'mfa?' }, false],
  ]
  for (const [claims, strong] of cases) {
    expect([claims, isStrong(claims)]).toEqual([claims, strong])
    const browser = door.browser()
    await enter(browser, { claims })
    expect([claims, (await browser.who())?.secondFactor]).toEqual([claims, strong])
  }
})

test('the organisation`s sign-in does not stand in for the second factor of the account', async () => {
  await door.db.prisma.staff.update({ where: { id }, data: { twoFactorEnabled: true } })
  const browser = door.browser()
  await enter(browser, {})
  expect(await browser.who()).toMatchObject({ secondFactor: false, hasSecondFactor: true })
  expect((await browser.get('/api/auth/passkey/generate-register-options')).status).toBe(403)
})
