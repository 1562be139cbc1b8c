// A colleague for a test: invited by link, signed in, asking the desk as a browser would.
import type { InvitationMade } from '../src/server/api/staff.ts'
import { asking, sessionOf } from './desk.ts'
import type { TestDesk } from './desk.ts'

export type Asking = (path: string, body?: unknown, headers?: Record<string, string>, method?: string) => Promise<Response>

export async function colleague(desk: TestDesk, founder: Asking, name: string, roles: readonly string[]): Promise<Asking> {
  const [email, password] = [`${name.toLowerCase()}@example.org`, 'another long password']
  const { link } = await (await founder('/api/invitations', { name, email, roles, languages: [] })).json() as InvitationMade
  await fetch(`${desk.url}/api/invited/${new URL(link).searchParams.get('token')}`, {
    method: 'POST', headers: { 'content-type': 'application/json', origin: desk.url }, body: JSON.stringify({ name, password }),
  })
  return asking(desk, await sessionOf(desk, email, password))
}
