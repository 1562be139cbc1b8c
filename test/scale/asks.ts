// What is measured: each thing people or platforms ask of the desk, again and again with other conversations, people and words.
import type pg from 'pg'
import { eventually } from '../desk.ts'
import type { LineStandIn } from '../platforms/line.ts'
import type { Asking } from '../colleague.ts'
import type { Routes } from '../route-desk.ts'
import { SECRET } from '../route-desk.ts'
import { ROUTE_NAMES } from '../../src/routes.ts'
import { CASE_LISTS } from '../../src/store/cases.ts'
import { pseudonymOf } from '../../src/store/pseudonym.ts'
import { testKeyring } from '../store.ts'

export interface Ask { readonly what: string; readonly times: number; ask(turn: number): Promise<unknown> }

interface Around { readonly desk: { readonly url: string }; readonly line: LineStandIn; readonly db: pg.Client; readonly asking: Asking; readonly routes: Routes }

export async function asksOf({ desk, line, db, asking, routes }: Around): Promise<Ask[]> {
  const values = async (statement: string) => (await db.query<{ value: string }>(statement)).rows.map(({ value }) => value)
  const any = (list: readonly string[], turn: number) => list[turn % list.length] ?? ''
  const conversations = await values(`SELECT id AS value FROM conversation TABLESAMPLE SYSTEM (1) WHERE last_seq BETWEEN 4 AND 30 LIMIT 60`)
  const long = await values('SELECT id AS value FROM conversation WHERE last_seq >= 150 LIMIT 20')
  const writers = (await values(`SELECT address AS value FROM conversation WHERE account_id = 'line' AND handling = 'bot' AND left_at IS NULL LIMIT 200`)).map((seal) => testKeyring.open(seal).text)
  const people = await values('SELECT id AS value FROM person WHERE root_id IS NULL LIMIT 60')
  const cases = await values('SELECT id AS value FROM case_file WHERE closed_at IS NULL LIMIT 60')
  const read = (path: string) => async () => { await taken(await asking(path)) }
  const turnOf = (user: (turn: number) => string, text: string) => async (turn: number) => {
    const [to, before] = [user(turn), line.sent.length]
    await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: to, text })], { secret: SECRET })
    await eventually(() => line.sent.slice(before).some((one) => one.to === to), 30_000)
  }
  const search = (text: string, days: number | null = null) => async () => { await taken(await asking('/api/conversations/search', { text, days })) }
  const list = (query: string) => ({ what: `list: ${query}`, times: 7, ask: read(`/api/conversations?${query}`) })
  let after = ''
  return [
    { what: 'turn: somebody who wrote before', times: 20, ask: turnOf((turn) => any(writers, turn), 'Tôi chưa được trả lương') },
    { what: 'turn: somebody new', times: 12, ask: turnOf((turn) => `U${(turn + Date.now()).toString(16).padStart(32, '0')}`, 'xin chào') },
    ...['show=open', 'show=open&owner=mine', 'show=open&owner=nobody', 'show=open&turn=ours', 'show=open&turn=theirs', 'show=open&language=vi', 'show=open&channel=line', 'show=open&theme=labour',
      'show=snoozed', 'show=bot', 'show=bot&language=es', 'show=all', 'show=all&owner=mine', 'show=all&turn=ours', 'show=all&language=pt', 'show=all&channel=email', 'show=all&theme=education'].map(list),
    { what: 'list: the next pages of show=all', times: 7, async ask() {
      const { conversations: rows } = await (await asking(`/api/conversations?show=all${after}`)).json() as { conversations: { id: string; place: number[] }[] }
      const last = rows.at(-1)
      after = last ? `&after=${[...last.place, last.id].join(',')}` : ''
    } },
    { what: 'counters of all views', times: 7, ask: read('/api/views') },
    { what: 'open a conversation', times: 20, ask: (turn) => read(`/api/conversations/${any(conversations, turn)}?last=50`)() },
    { what: 'open one of 150 lines', times: 8, ask: (turn) => read(`/api/conversations/${any(long, turn)}?last=50`)() },
    { what: 'search: a word of every tenth line', times: 4, ask: search('相談') },
    { what: 'search: a word of few lines', times: 4, ask: search('離婚') },
    { what: 'search: several words', times: 4, ask: search('tiền lương') },
    { what: 'search: nothing is found', times: 4, ask: search('ありえない文字列') },
    { what: 'search: the last week', times: 4, ask: search('相談', 7) },
    { what: 'search: a person\'s name', times: 4, ask: (turn) => search(pseudonymOf(any(people, turn)))() },
    { what: 'search: part of a name', times: 4, ask: search('カモ') },
    { what: 'a person\'s page', times: 12, ask: (turn) => read(`/api/people/${any(people, turn)}`)() },
    { what: 'find a person by number', times: 8, ask: (turn) => read(`/api/people?name=${String(turn * 37 + 1000)}&beside=${routes.there.personId}`)() },
    ...CASE_LISTS.map((name) => ({ what: `cases: ${name}`, times: 7, ask: read(`/api/cases?list=${name}`) })),
    { what: 'cases: next', times: 4, ask: async () => { await taken(await asking('/api/cases/next', {})) } },
    { what: 'open a case', times: 10, ask: (turn) => read(`/api/cases/${any(cases, turn)}`)() },
    ...['today', 'week', 'month'].map((period) => ({ what: `numbers: ${period}`, times: 5, ask: read(`/api/numbers?period=${period}`) })),
    ...ROUTE_NAMES.map((name) => ({ what: name, times: name.startsWith('GET') ? 3 : 1, ask: () => routes.ask(name) })),
  ]
}

async function taken(response: Response): Promise<void> {
  await response.arrayBuffer()
  if (response.status >= 500) throw new Error(`${response.status} of ${new URL(response.url).pathname}`)
}
