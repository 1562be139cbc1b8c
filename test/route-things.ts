// One of everything that a route names, and the addresses that name them.
import type pg from 'pg'
import { EVERYBODY } from '../src/outreach/segment.ts'
import type { RouteName } from '../src/routes.ts'
import type { Asking } from './colleague.ts'
import { eventually } from './desk.ts'
import { insertSheets } from './feedback-sheets.ts'
import { ALONE } from './report-example.ts'
import { BODY, DRAFT, INCIDENT, NOBODY, PACK, PARTNER, STUDY } from './route-samples.ts'

export interface Things {
  readonly study: string
  readonly partnerId: string
  readonly company: { readonly id: string; readonly code: string }
  readonly bodyId: string
  readonly pieceId: string
  readonly submission: string
  readonly outreach: string
  readonly board: { readonly member: string; readonly post: string }
  readonly pack: string
  readonly report: string
  readonly wish: string
  readonly incident: string
}
interface Around { readonly me: string; readonly caseId: string; readonly personId: string }

export async function makeThings(db: pg.Client, asking: Asking, { me, caseId, personId }: Around): Promise<Things> {
  const inserted = async (statement: string, values: unknown[]) => (await db.query(`${statement} RETURNING id`, values)).rows[0].id as string
  const made = async <T>(path: string, body: object) => await (await asking(path, body)).json() as T
  const company = await made<Things['company']>('/api/companies', { entry: { name: 'みほん食品' } })
  await db.query('UPDATE staff SET company_id = $1', [company.id])
  await db.query(`INSERT INTO questionnaire (key, kind, created_by) VALUES ('sample', 'selfCheck', $1)`, [me])
  await db.query(`INSERT INTO questionnaire_version (key, number, content, saved_by) VALUES ('sample', 1, $1, $2)`, [DRAFT, me])
  await db.query(`INSERT INTO answer_sheet (id, key, version, person_id, channel, language, begun_at, seen_at, finished_at) VALUES ($1, 'sample', 1, $2, 'line', 'vi', now(), now(), now())`, [NOBODY, personId])
  await insertSheets(db, { at: new Date(), people: 1, answers: {} })
  const member = await inserted(`INSERT INTO board_member (id, address, nickname, nickname_key, language, joined_at) VALUES (gen_random_uuid(), 'none', 'Hana', 'hana', 'ja', now())`, [])
  return {
    company,
    study: await inserted(`INSERT INTO case_study (id, case_id, state, content, stage, outcome, saved_at) VALUES (gen_random_uuid(), $1, 'published', $2, 'desk', 'solved', now())`, [caseId, STUDY]),
    partnerId: (await made<{ id: string }>('/api/partners', { entry: PARTNER, independent: true })).id,
    bodyId: (await made<{ id: string }>('/api/bodies', { entry: BODY })).id,
    pieceId: await eventually(async () => (await db.query('SELECT id FROM feedback')).rows[0]?.id as string),
    submission: await inserted(`INSERT INTO body_submission (id, digest, content, state, created_at) VALUES (gen_random_uuid(), 'x', $1, 'waiting', now())`, [{ entry: BODY, listing: {} }]),
    board: { member, post: await inserted(`INSERT INTO board_post (id, member_id, kind, category, title, text, language, expires_at, state, created_at) VALUES (gen_random_uuid(), $1, 'offer', 'life', 'a', 'b', 'ja', now(), 'waiting', now())`, [member]) },
    outreach: await inserted(`INSERT INTO outreach (id, kind, state, segment, message, created_at, saved_at) VALUES (gen_random_uuid(), 'free', 'done', $1, '{"texts":{},"buttons":[]}', now(), now())`, [EVERYBODY]),
    pack: await inserted(`INSERT INTO figure_release (id, kind, period_from, period_to, number, state, content, made_at) VALUES (gen_random_uuid(), 'committee', '2020-01-01', '2020-03-31', 1, 'released', $1, now())`, [PACK]),
    wish: await inserted(`INSERT INTO privacy_request (id, kind, person_id, asked_by, asked_at) VALUES (gen_random_uuid(), 'erasure', $1, 'worker', now())`, [personId]),
    incident: await inserted(`INSERT INTO incident (id, known_at, facts, made_by, made_at) VALUES (gen_random_uuid(), now(), $1, $2, now())`, [INCIDENT, me]),
    report: await inserted(`INSERT INTO report (id, company_id, quarter, members, months, state, content, saved_at, released_at) VALUES (gen_random_uuid(), $1::uuid, '2026-Q1', ARRAY[$1::uuid], '{}', 'released', $2, now(), now())`, [company.id, ALONE]),
  }
}

interface Named extends Things { readonly conversation: string; readonly media: string; readonly caseId: string; readonly personId: string; readonly shift: string; readonly entry: string; readonly note: string }

/** What stands in the path of a route -> what it is of, tried in this order. */
export function filledOf(name: RouteName, of: Named): readonly (readonly [string | RegExp, string])[] {
  return [
    ['/conversations/:id', `/conversations/${of.conversation}`], ['/media/:id', `/media/${of.media}`], ['/cases/:id', `/cases/${of.caseId}`], ['/people/:id', `/people/${of.personId}`],
    ['/library/:id', `/library/${of.study}`], ['/partners/:id', `/partners/${of.partnerId}`], ['/companies/:id', `/companies/${of.company.id}`], ['/codes/:code', `/codes/${of.company.code}`],
    ['/feedback/:id', `/feedback/${of.pieceId}`], ['/bodies/:id', `/bodies/${of.bodyId}`], ['/directory/bodies/:id', `/directory/bodies/${of.bodyId}`], ['/directory/:id', `/directory/${of.submission}`], ['/committee/:id', `/committee/${of.pack}`], ['/outreach/:id', `/outreach/${of.outreach}`], ['/board/members/:id', `/board/members/${of.board.member}`], ['/board/:id', `/board/${of.board.post}`],
    ['/privacy/rules/:id/preview', '/privacy/rules/media/preview?days=30'], ['/privacy/rules/:id', '/privacy/rules/media'], ['/privacy/requests/:id', `/privacy/requests/${of.wish}`], ['/incidents/:id', `/incidents/${of.incident}`],
    ['reports/:id', `reports/${of.report}`], [':format', 'csv'], ['/questionnaires/:id', '/questionnaires/sample'], [':sheet', NOBODY], [':question', 'q1'],
    [/\/(flyer|preview|qr)$/, '$&?language=en&layout=card&account=webchat&type=svg'],
    [/\/cases\/[^/]+\/partners$/, `$&?kind=accompany&prefecture=${encodeURIComponent('東京都')}`],
    ['/people', of.personId && name === 'GET /api/people' ? `/people?name=0000&beside=${of.personId}` : '/people'],
    ['/facts/:field/:entry', `/facts/work/${of.entry}`], ['/notes/:note', `/notes/${of.note}`], ['/staff/:id', '/staff/other'],
    [/shifts\/:id(\/offer)?$/, name.startsWith('DELETE') ? `shifts/${NOBODY}` : `shifts/${of.shift}$1`], ['/articles/:id', '/articles/tax.pension'],
    ['/connections/:id', '/connections/messenger'], [':number', '0'], [':seq', '1'], [/:(id|session|conflict|held|message|note|request|tie|release|reply)/, NOBODY], [':file', NOBODY],
  ]
}
