// A desk at night for a test: closed, with a rota, people on call in every way, and a clock that can be put forward.
import pg from 'pg'
import { eventually, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { lineUser, startLine } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'
import { startStaffMail } from './platforms/staff-mail.ts'
import type { StaffMail } from './platforms/staff-mail.ts'
import { nameSeal } from './store.ts'

export const SECRET = 'a-channel-secret'
export const DANGER_VI = 'Tôi muốn chết, tôi không muốn sống nữa'

export interface Night {
  readonly desk: TestDesk
  readonly line: LineStandIn
  readonly mail: StaffMail
  readonly db: pg.Client
  readonly env: Record<string, string>
  /** The founder, who is a supervisor and on call too. */
  readonly staff: Awaited<ReturnType<typeof signIn>>
  /** Somebody else on the staff, with ways that work. `on`: from an hour ago for so many hours, in this line. */
  colleague(id: string, ways: readonly { medium: string; address: string; secrets?: object }[], on?: { line: number; hours: number; after?: number }, roles?: readonly string[]): Promise<void>
  worker(name: string, text: string): Promise<void>
  /** As if so many minutes had passed for every alarm. */
  pass(minutes: number): Promise<void>
  close(): Promise<void>
}

export async function openNight(env: Record<string, string> = {}): Promise<Night> {
  const [line, mail] = [await startLine(), await startStaffMail()]
  const settings = {
    LINE_CHANNEL_SECRET: SECRET, LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url, EMAIL_ADDRESS: 'desk@example.org', EMAIL_SMTP_URL: mail.url,
    ON_CALL_INNER_WEBHOOKS: 'yes', PUBLIC_URL: 'http://desk.example', AUDIT_KEY: 'of this test', ...env,
  }
  const desk = await openDesk(settings)
  const staff = await signIn(desk)
  await staff('/api/hours', { usual: {}, languages: {} }, {}, 'PATCH')
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  return {
    desk, line, mail, db, staff, env: settings,
    async colleague(id, ways, on, roles = ['on-call']) {
      await db.query('INSERT INTO staff (id, name, email, roles) VALUES ($1, $1, $2, $3)', [id, nameSeal(`${id}@example.org`), roles])
      for (const { medium, address, secrets = {} } of ways) {
        await db.query('INSERT INTO on_call_way (id, staff_id, medium, address, secrets, verified_at) VALUES (gen_random_uuid(), $1, $2, $3, $4, now())', [id, medium, nameSeal(address), secrets])
      }
      if (on) {
        await db.query(`INSERT INTO on_call_shift (id, staff_id, line, starts_at, ends_at, created_by)
          VALUES (gen_random_uuid(), $1, $2, now() - interval '1 day' + make_interval(secs => $4), now() + make_interval(hours => $3), 'test')`, [id, on.line, on.hours, on.after ?? 0])
      }
    },
    async worker(name, text) {
      await line.deliver(`${desk.url}/webhooks/line`, [line.textEvent({ user: lineUser(name), text })], { secret: SECRET })
    },
    async pass(minutes) {
      await db.query(`
        WITH a AS (UPDATE alarm SET raised_at = raised_at - make_interval(mins => $1), due_at = due_at - make_interval(mins => $1), acknowledged_at = acknowledged_at - make_interval(mins => $1))
        UPDATE page SET asked_at = asked_at - make_interval(mins => $1), due_at = due_at - make_interval(mins => $1)`, [minutes])
    },
    async close() {
      await db.end()
      await desk.stop()
      await mail.close()
      await line.close()
    },
  }
}

/** The page's link in a text, on the desk as it really listens. */
export function linkIn(text: string, desk: { readonly url: string }): string {
  const path = /http:\/\/desk\.example(\/ack\/[\w-]+)/.exec(text)?.[1]
  if (path === undefined) throw new Error('no link')
  return desk.url + path
}

export const mailTo = (night: Night, who: string) => eventually(() => night.mail.mails.find(({ to }) => to === `${who}@example.org`))
/** No call is still to go out, or to be noted as out. */
export const allCalled = ({ db }: Pick<Night, 'db'>) => eventually(async () => (await db.query('SELECT 1 FROM page WHERE due_at IS NOT NULL')).rowCount === 0)
export const tap = (link: string) => fetch(link, { method: 'POST' })
