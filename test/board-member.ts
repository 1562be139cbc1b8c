// A member of the mutual help board as a browser without scripts: a cookie, forms, and what the pages say.
import type { TestDesk } from './desk.ts'

export interface Seen { readonly status: number; readonly html: string; readonly location: string }

export interface Member {
  get(path: string): Promise<Seen>
  /** Follows where the answer leads. */
  post(path: string, fields: Record<string, string>): Promise<Seen>
  /** As it was shown once. */
  readonly code: string
}

/** Somebody who is no member yet, or comes back in a new browser. */
export function visitor(desk: TestDesk, language: string): Member & { code: string } {
  let cookie = ''
  const ask = async (path: string, fields?: Record<string, string>): Promise<Seen> => {
    const response = await fetch(desk.url + path, { redirect: 'manual', headers: { cookie, 'accept-language': language }, ...(fields && { method: 'POST', body: new URLSearchParams({ lang: language, ...fields }) }) })
    for (const one of response.headers.getSetCookie()) cookie = one.split(';')[0] ?? ''
    const location = response.headers.get('location') ?? ''
    if (response.status === 303 && location.startsWith('/')) return { ...await ask(location), location }
    return { status: response.status, html: await response.text(), location }
  }
  return { get: (path) => ask(path), post: (path, fields) => ask(path, fields), code: '' }
}

export async function join(desk: TestDesk, language: string, nickname: string): Promise<Member> {
  const member = visitor(desk, language)
  const seen = await member.post('/board/join', { form: crypto.randomUUID().replaceAll('-', ''), nickname, adult: '1', accept: '1' })
  return { ...member, code: /class="spelled"[^>]*>([^<]+)</.exec(seen.html)?.[1] ?? '' }
}

export interface Wish { readonly kind?: string; readonly category?: string; readonly title?: string; readonly text?: string; readonly place?: string; readonly starts?: string }

/** @returns the page after the form, and the post's id */
export async function write(member: Member, wish: Wish): Promise<Seen & { id: string }> {
  const id = crypto.randomUUID()
  return { ...await member.post('/board/posts', { id, kind: 'offer', category: 'life', title: 'A title', text: 'Some words about it', place: '', days: '30', ...wish }), id }
}
