// What colleagues and members of the board of the demonstration do by the pages' own requests: nothing is written past the desk.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { readYaml } from '../../gateway/yaml.ts'
import { DAY_MS, dayInJapan } from '../../hours/timetable.ts'
import { LANGUAGES } from '../../knowledge/languages.ts'
import { COLLEAGUES, emailOf, PASSWORD } from './colleagues.ts'

const When = z.enum(['before', 'after'])
const Act = z.strictObject({ when: When, as: z.string(), post: z.string(), keep: z.string().optional(), body: z.record(z.string(), z.unknown()) })
const Post = z.strictObject({ kind: z.string(), category: z.string(), title: z.string(), text: z.string(), place: z.string(), inDays: z.int().optional() })
const Neighbour = z.strictObject({ member: z.string(), language: z.enum(LANGUAGES), posts: z.array(Post) })

const read = <T extends z.ZodType>(file: string, of: T) => readYaml(join(import.meta.dirname, file), z.array(of))
export const readActs = () => read('acts.yaml', Act)
export const readNeighbours = () => read('neighbours.yaml', Neighbour)

/** Answers by the name under which they are kept: `{ LOT7: { id, code } }`. */
export type Kept = Map<string, unknown>

export function openPages(url: string) {
  const cookies = new Map<string, string>()
  const kept: Kept = new Map()
  const ask = async (path: string, cookie: string, body: object): Promise<unknown> => {
    const response = await fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json', origin: url, cookie }, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`the demonstration stopped at ${path}: ${response.status} ${await response.text()}`)
    return response.status === 204 ? null : response.json().catch(() => null)
  }
  const cookieOf = async (key: string): Promise<string> => {
    const known = cookies.get(key)
    if (known !== undefined) return known
    const colleague = COLLEAGUES.find((one) => one.key === key)
    if (!colleague) throw new Error(`the demonstration has no colleague ${key}`)
    const response = await fetch(`${url}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json', origin: url }, body: JSON.stringify({ email: emailOf(colleague), password: PASSWORD }) })
    const cookie = response.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ')
    cookies.set(key, cookie)
    return cookie
  }
  return {
    kept,
    async play(when: z.infer<typeof When>): Promise<void> {
      for (const { as, post, keep, body } of readActs().filter((act) => act.when === when)) {
        const answer = await ask(String(put(post, kept)), await cookieOf(as), z.looseObject({}).parse(put(body, kept)))
        if (keep !== undefined) kept.set(keep, answer)
      }
    },
    async neighbours(now: Date): Promise<void> {
      const all = readNeighbours()
      for (const { member, language, posts } of all) {
        const write = await joinBoard(url, member, language)
        for (const { inDays, ...post } of posts) {
          const id = randomUUID()
          await write('/board/posts', { id, days: '30', ...post, ...(inDays !== undefined && { starts: `${dayInJapan(new Date(now.getTime() + inDays * DAY_MS))} 14:00` }) })
          // The last one still waits for somebody to look at it.
          if (member !== all.at(-1)?.member) await ask(`/api/board/${id}/decision`, await cookieOf('sato'), { revision: 1, decision: 'publish' })
        }
      }
    },
  }
}

/** A member as a browser without scripts: a cookie and forms. */
async function joinBoard(url: string, nickname: string, language: string) {
  let cookie = ''
  const write = async (path: string, fields: Record<string, string>): Promise<void> => {
    const response = await fetch(url + path, { method: 'POST', redirect: 'manual', headers: { cookie, origin: url, 'accept-language': language }, body: new URLSearchParams({ lang: language, ...fields }) })
    if (response.status >= 400) throw new Error(`the demonstration stopped at ${path}: ${response.status}`)
    for (const one of response.headers.getSetCookie()) cookie = one.split(';')[0] ?? ''
    await response.arrayBuffer()
  }
  await write('/board/join', { form: randomUUID().replaceAll('-', ''), nickname, adult: '1', accept: '1' })
  return write
}

/** `$LOT7.id` in any text of `value` becomes what was kept. */
function put(value: unknown, kept: Kept): unknown {
  if (typeof value === 'string') return value.replace(/\$([\w-]+)\.(\w+)/g, (_whole, name: string, field: string) => keptField(kept, name, field))
  if (Array.isArray(value)) return value.map((one) => put(one, kept))
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, put(one, kept)])) : value
}

export function keptField(kept: Kept, name: string, field: string): string {
  const answer = z.record(z.string(), z.unknown()).safeParse(kept.get(name)).data?.[field]
  if (typeof answer !== 'string') throw new Error(`the demonstration has kept no ${name}.${field}`)
  return answer
}
