// A desk over a filled database, with somebody signed in who may do everything.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { ROLES } from '../../src/permissions.ts'
import { openDesk, signIn } from '../desk.ts'
import type { TestDesk } from '../desk.ts'
import type { Asking } from '../colleague.ts'
import { startLine } from '../platforms/line.ts'
import type { LineStandIn } from '../platforms/line.ts'
import { openRoutes, SECRET } from '../route-desk.ts'
import type { Routes } from '../route-desk.ts'
import { AUDIT_KEY, writeStaff } from './fill.ts'
import { nameSeal } from '../store.ts'

export interface ScaleDesk {
  readonly desk: TestDesk
  readonly line: LineStandIn
  readonly db: pg.Client
  readonly asking: Asking
  readonly routes: Routes
  stop(): Promise<void>
}

/** `through`: an address of the same database by which the desk goes there. */
export async function openScaleDesk(url: string, through = url): Promise<ScaleDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-scale-desk-'))
  const line = await startLine()
  const desk = await openDesk({ DATABASE_URL: through, DATA_DIR: folder, AUDIT_KEY, LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  const asking = await signIn(desk)
  const db = new pg.Client({ connectionString: url })
  await db.connect()
  // What takes longer is as good as never answered.
  await db.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET statement_timeout = '30s'`)
  await writeStaff(db)
  await forgetRoutes(db)
  await db.query(`UPDATE staff SET roles = $1 WHERE email = $2`, [ROLES, nameSeal('sato@example.org')])
  const routes = await openRoutes(desk, line, db, asking)
  return {
    desk, line, db, asking, routes,
    async stop() {
      await db.end()
      await desk.stop()
      await line.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What an earlier look left of the things that there can be one of. */
async function forgetRoutes(db: pg.Client): Promise<void> {
  const left = [`questionnaire_version WHERE key = 'sample'`, `answer_sheet WHERE key = 'sample'`, `questionnaire WHERE key IN ('sample', 'another')`, `figure_release WHERE period_from = '2020-01-01'`, `staff WHERE id = 'other'`,
    `board_post WHERE member_id IN (SELECT id FROM board_member WHERE address = 'none')`, `board_member WHERE address = 'none'`, `body_submission WHERE digest = 'x'`, 'privacy_request', 'legal_hold']
  await db.query(['SET session_replication_role = replica', ...left.map((rows) => `DELETE FROM ${rows}`), 'SET session_replication_role = DEFAULT'].join(';'))
}
