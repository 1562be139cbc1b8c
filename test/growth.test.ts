// Nothing the desk asks of its database reads a whole table that grows: every route and every sweep, with the plans PostgreSQL made for them.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROLES } from '../src/permissions.ts'
import { ROUTE_NAMES } from '../src/routes.ts'
import { freshDatabase, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { growthOf, pretendMany, relayPlans, wholeReads } from './plans.ts'
import type { PlanRelay } from './plans.ts'
import { startLine } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'
import { openRoutes, SECRET } from './route-desk.ts'

let db: pg.Client
let desk: TestDesk
let line: LineStandIn
let relay: PlanRelay

beforeAll(async () => {
  const databaseUrl = await freshDatabase()
  db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  // On so few rows PostgreSQL would read a table whole although there is an index: only where there is none it still does.
  await db.query(`ALTER DATABASE ${new URL(databaseUrl).pathname.slice(1)} SET enable_seqscan = off`)
  relay = await relayPlans(databaseUrl, { once: true })
  line = await startLine()
  desk = await openDesk({ DATABASE_URL: relay.url, LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
}, 60_000)
afterAll(async () => {
  await desk.stop()
  await relay.close()
  await line.close()
  await db.end()
})

test('no route and no sweep reads a whole table that grows, nor a whole index of it', async () => {
  const counsellor = await signIn(desk)
  const routes = await openRoutes(desk, line, db, counsellor)
  await db.query('UPDATE staff SET roles = $1', [ROLES])
  const { growing, partial } = await growthOf(db)
  await pretendMany(db)
  relay.taken()
  const found = new Map<string, Set<string>>()
  const look = (asked: string) => {
    for (const { statement, plan } of relay.taken()) {
      for (const read of wholeReads(plan, growing, partial)) {
        const key = `${read}: ${statement.replace(/\s+/g, ' ').trim().slice(0, 160)}`
        found.set(key, (found.get(key) ?? new Set()).add(asked))
      }
    }
  }
  for (const name of ROUTE_NAMES) {
    await routes.ask(name)
    look(name)
  }
  expect([...found].map(([key, asked]) => `${key} <- ${[...asked].join(', ')}`)).toEqual([])
}, 60_000)
