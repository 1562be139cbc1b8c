// A colleague for a test: invited by link, signed in, asking the desk as a browser would.
import type { InvitationMade } from '../src/server/api/staff.ts'
import type { TestDesk } from './desk.ts'

export type Asking = (path: string, body?: unknown, headers?: Record<string, string>, method?: string) => Promise<Response>

export async function colleague(desk: TestDesk, founder: Asking, name: string, roles: readonly string[]): Promise<Asking> {
  const [email, password] = [`${name.toLowerCase()}@example.org`, 'another long password']
  const { link } = await (await founder('/api/invitations', { name, email, roles, languages: [] })).json() as InvitationMade
  const headers = { 'content-type': 'application/json', origin: desk.url }
  const post = (path: string, body: object) => fetch(desk.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  await post(`/api/invited/${new URL(link).searchParams.get('token')}`, { name, password })
  const signedIn = await post('/api/auth/sign-in/email', { email, password })
  if (!signedIn.ok) throw new Error(`sign-in of ${name}: ${signedIn.status}`)
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ')
  return (path, body, more = {}, method = 'POST') => fetch(desk.url + path, body === undefined
    ? { headers: { ...more, cookie } } : { method, headers: { ...headers, ...more, cookie }, body: JSON.stringify(body) })
}
