// Invitations: a link that makes one account, once, for a week; and nobody makes an administrator alone.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NeedsSecondPerson } from '../src/server/session.ts'
import { openDoor, PASSWORD } from './sign-in.ts'
import type { TestDoor } from './sign-in.ts'
import { named } from '../src/store/sealing/marks.ts'

let door: TestDoor
beforeAll(async () => { door = await openDoor() })
afterAll(() => door.close())

const offer = (name: string, more = {}) => door.sessions.invite({ name, email: `${name}@Example.org`, roles: ['counsellor'], languages: ['ja', 'vi'], createdBy: 'an administrator', ...more })
const accept = (token: string, name = '山田') => door.sessions.acceptInvitation(token, { name, password: PASSWORD })

test('an invitation makes the account it describes, and of its link only the digest is kept', async () => {
  const { id, token } = await offer('yamada')
  expect(await door.sessions.invited(token)).toEqual({ name: 'yamada', email: 'yamada@example.org' })
  const row = await door.db.prisma.invitation.findUniqueOrThrow({ where: { id } })
  expect([row.digest, JSON.stringify(row).includes(token)]).toEqual([createHash('sha256').update(token).digest('hex'), false])
  expect(await accept(token)).toBe('done')
  const browser = door.browser()
  expect((await browser.signIn('yamada@example.org')).status).toBe(200)
  expect(await browser.who()).toMatchObject({ name: '山田', roles: ['counsellor'] })
  expect(await door.db.prisma.staff.findFirstOrThrow({ where: { email: named('yamada@example.org') } })).toMatchObject({ languages: ['ja', 'vi'], emailVerified: true })
})

test('a password that is tried first is refused, also at a change, and the link can still be used', async () => {
  const { token } = await offer('guessable')
  const choose = (password: string) => door.sessions.acceptInvitation(token, { name: 'Nguyen Van An', password })
  for (const password of ['password1234', 'qwertyuiop12', 'P@ssw0rd1234', 'abababababab', '123456789012', 'madoguchi123', 'nguyenvanan1', 'guessable@example.org', 'a1'.repeat(64)]) {
    expect([password, await choose(password)]).toEqual([password, 'guessable'])
  }
  expect(await choose(PASSWORD)).toBe('done')
  const browser = door.browser()
  await browser.signIn('guessable@example.org')
  const refused = await browser.post('/api/auth/change-password', { currentPassword: PASSWORD, newPassword: 'passwordpassword' })
  expect([refused.status, await refused.json()]).toMatchObject([400, { code: 'PASSWORD_GUESSABLE' }])
  expect((await browser.post('/api/auth/change-password', { currentPassword: PASSWORD, newPassword: '給料日はいつも金曜日' })).status).toBe(400)
  expect((await browser.post('/api/auth/change-password', { currentPassword: PASSWORD, newPassword: '給料日はいつも雨の金曜日です' })).status).toBe(200)
})

test('it is used once, also by many at the same moment', async () => {
  const { token } = await offer('once')
  const answers = await Promise.all(Array.from({ length: 5 }, () => accept(token)))
  expect(answers.toSorted()).toEqual(['done', 'used', 'used', 'used', 'used'])
  expect([await accept(token), await door.sessions.invited(token)]).toEqual(['used', null])
  expect(await door.db.prisma.staff.count({ where: { email: named('once@example.org') } })).toBe(1)
  expect(await door.db.prisma.staffCredential.count({ where: { user: { email: named('once@example.org') } } })).toBe(1)
})

test('two invitations for one address make one account, also at the same moment', async () => {
  const [first, second] = [await offer('twice'), await offer('twice')]
  expect((await Promise.all([accept(first.token), accept(second.token)])).toSorted()).toEqual(['done', 'exists'])
  expect(await door.db.prisma.staff.count({ where: { email: named('twice@example.org') } })).toBe(1)
})

test('it does not touch an account that is there', async () => {
  const { id, email, browser } = await door.person('there')
  const { token } = await door.sessions.invite({ name: 'thief', email: email.toUpperCase(), roles: ['supervisor'], languages: [], createdBy: 'x' })
  expect(await door.sessions.acceptInvitation(token, { name: 'thief', password: 'the password of a thief' })).toBe('exists')
  expect((await browser.signIn(email)).status).toBe(200)
  expect(await browser.who()).toMatchObject({ id, name: 'there', roles: ['counsellor'] })
})

test('after a week, once withdrawn, or with a made-up token it makes nothing', async () => {
  const [old, withdrawn] = [await offer('old'), await offer('withdrawn')]
  expect(await door.sessions.withdrawInvitation(withdrawn.id)).toBe(true)
  expect(await door.sessions.withdrawInvitation(withdrawn.id)).toBe(false)
  expect([await accept(withdrawn.token), await accept('made-up'), await accept('')]).toEqual(['used', 'used', 'used'])
  door.later(7 * 86_400_000 - 60_000)
  expect(await door.sessions.invited(old.token)).not.toBeNull()
  door.later(120_000)
  expect([await door.sessions.invited(old.token), await accept(old.token)]).toEqual([null, 'used'])
})

test('the list tells what became of each, and no digest', async () => {
  const { id, token } = await offer('listed')
  const found = async () => (await door.sessions.invitations()).find((one) => one.id === id)
  expect(await found()).toMatchObject({ name: 'listed', email: 'listed@example.org', roles: ['counsellor'], createdBy: 'an administrator', usedAt: null })
  await accept(token)
  expect((await found())?.usedAt).toBeInstanceOf(Date)
  expect(JSON.stringify(await found())).not.toContain(createHash('sha256').update(token).digest('hex'))
  expect(await door.sessions.withdrawInvitation(id)).toBe(false)
})

test('an administrator is not made by one person', async () => {
  const before = await door.db.prisma.invitation.count()
  await expect(offer('admin', { roles: ['counsellor', 'administrator'] })).rejects.toThrow(NeedsSecondPerson)
  await expect(offer('admin', { roles: ['administrator'] })).rejects.toThrow('needs a second person')
  expect(await door.db.prisma.invitation.count()).toBe(before)
})
