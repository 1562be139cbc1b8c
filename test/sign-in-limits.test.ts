// Guessing passwords: who is wrong too often waits, without anybody learning who exists, and the rest of the office goes on.
import { expect, test } from 'vitest'
import { createLimits } from '../src/server/auth/limits.ts'
import { networkOf } from '../src/server/network.ts'
import type { Limits } from '../src/server/auth/limits.ts'
import { openDoor } from './sign-in.ts'

const OFFICE = '203.0.113.7'
const WRONG = 'not the password'

/** How many wrong passwords pass. */
async function passing(limits: Limits, tries: readonly (readonly [string, string])[]): Promise<number> {
  let passed = 0
  for (const [email, address] of tries) if ((await limits.password(email, address)).free) passed++
  return passed
}
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index))

test('ten wrong passwords of one address for one account, then one waits; a colleague behind the same address does not', async () => {
  const door = await openDoor()
  const [target, colleague] = [await door.person('target'), await door.person('colleague')]
  const attacker = door.browser(OFFICE)
  for (let guess = 0; guess < 10; guess++) expect((await attacker.signIn(target.email, WRONG)).status).toBe(401)
  const held = await attacker.signIn(target.email.toUpperCase())
  const wait = Number(held.headers.get('retry-after'))
  expect([held.status, wait > 0 && wait <= 900]).toEqual([429, true])
  expect((await attacker.signIn(target.email)).status).toBe(429)
  expect((await door.browser(OFFICE).signIn(colleague.email)).status).toBe(200)
  expect((await door.browser('198.51.100.1').signIn(target.email)).status).toBe(200)
  expect(door.events.filter(({ detail }) => detail['reason'] === 'limit')).toEqual([{ action: 'session.refused', staff: target.id, detail: { reason: 'limit' } }])
  await door.close()
})

test('an unknown account is held back after as many tries and in the same words', async () => {
  const door = await openDoor()
  const { email } = await door.person('known')
  const answers = async (address: string) => {
    const browser = door.browser(OFFICE)
    const all: string[] = []
    for (let guess = 0; guess < 11; guess++) {
      const answer = await browser.signIn(address, WRONG)
      all.push(`${answer.status} ${await answer.text()}`)
    }
    return all
  }
  expect(await answers('nobody@example.org')).toEqual(await answers(email))
  await door.close()
})

test('a right password is not counted, and an address that is only claimed is not believed', async () => {
  const door = await openDoor()
  const { email } = await door.person('often')
  const browser = door.browser(OFFICE)
  for (let round = 0; round < 12; round++) expect((await browser.signIn(email)).status).toBe(200)
  const liar = door.browser(OFFICE)
  const guess = (claimed: string) => liar.post('/api/auth/sign-in/email', { email, password: WRONG }, { 'x-madoguchi-address': claimed })
  const statuses: number[] = []
  for (let round = 0; round < 11; round++) statuses.push((await guess(`192.0.2.${round}`)).status)
  expect(statuses).toEqual([...times(10, () => 401), 429])
  await door.close()
})

test('addresses of one IPv6 network count as one, others do not', () => {
  expect(['2001:db8:1:2::1', '2001:DB8:1:2:ffff::9', '2001:db8:1:2:3:4:5:6%eth0'].map(networkOf)).toEqual(times(3, () => '2001:db8:1:2'))
  expect(['2001:db8::1', '2001:db8:1::', '::1', '::ffff:192.0.2.1', '192.0.2.1', ''].map(networkOf)).toEqual(['2001:db8:0:0', '2001:db8:1:0', '0:0:0:0', '192.0.2.1', '192.0.2.1', ''])
})

test('a burst at the same moment is counted like a row of tries', async () => {
  const limits = createLimits()
  const tries = await Promise.all(times(40, () => limits.password('a@example.org', OFFICE)))
  expect(tries.filter(({ free }) => free)).toHaveLength(10)
  expect(tries.filter((one) => !one.free && one.first)).toHaveLength(1)
})

test('an account stands 50 wrong passwords an hour from everywhere, an address 300 in a quarter of an hour for everybody', async () => {
  expect(await passing(createLimits(), times(80, (index) => ['a@example.org', `192.0.2.${index}`]))).toBe(50)
  expect(await passing(createLimits(), times(400, (index) => [`${index}@example.org`, OFFICE]))).toBe(300)
})

test('tries that are refused for one account use up nothing of the office', async () => {
  const limits = createLimits()
  await passing(limits, times(2_000, () => ['a@example.org', OFFICE]))
  expect(await passing(limits, times(400, (index) => [`${index}@example.org`, OFFICE]))).toBe(290)
})

test('what was right is given back to every count', async () => {
  const limits = createLimits()
  for (let round = 0; round < 1_000; round++) {
    const one = await limits.password('a@example.org', OFFICE)
    if (!one.free) throw new Error('held back')
    await one.giveBack()
  }
  expect(await passing(limits, times(20, () => ['a@example.org', OFFICE]))).toBe(10)
})
