// The directory: what bodies write of themselves, looked at by two people, and nothing of it that endangers a worker. Refusals first.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BodyEntry } from '../src/feedback/entry.ts'
import { isStale, Listing } from '../src/feedback/listing.ts'
import { decideSubmission, SUBMISSION_ACTS, SUBMISSION_STATES } from '../src/feedback/decide-submission.ts'
import { entryAfter } from '../src/feedback/submission.ts'
import type { DirectoryList, SubmissionView } from '../src/server/api/directory.ts'
import { fieldsOf, readFields, submissionIn } from '../src/server/entry/fields.ts'
import { colleague } from './colleague.ts'
import type { Asking } from './colleague.ts'
import { openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { ask } from './inquiry-client.ts'
import { plainly } from './tables.ts'

const FORM = {
  kind: 'sending', name: 'Thăng Long Manpower', otherNames: 'タンロン', country: 'vn', prefecture: '東京都', registration: 'No. 123/LĐTBXH', since: '2019-04', feeWhat1: 'Service fee', feeAmount1: '90,000,000', feeCurrency1: 'VND',
  feeText: 'No deposit.', record: '500 people since 2019', declared: 'none', page: 'https://thanglong.example.com/', link1: 'http://jobs.thanglong.example.com/ja', contact: 'office@thanglong.example.com',
}
const sent = (change: object = {}) => submissionIn(readFields({ ...FORM, languages: ['vi', 'ja'], ...change }))

describe('the form', () => {
  test('refuses what is missing, too long, no number, and every address that is no page of the web', () => {
    const wrong = (change: object) => {
      const found = sent(change)
      return 'wrong' in found ? found.wrong : []
    }
    expect(wrong({ name: ' ', kind: 'palace', contact: '' })).toEqual(['kind', 'name', 'contact'])
    expect([wrong({ since: 'long ago' }), wrong({ feeAmount1: 'much' }), wrong({ feeWhat1: '' }), wrong({ languages: ['xx'] }), wrong({ prefecture: 'Tokyo' }), wrong({ record: 'x'.repeat(1_001) })])
      .toEqual([['since'], ['fees'], ['fees'], ['languages'], ['prefecture'], ['record']])
    for (const link of ['javascript:alert(1)', 'ftp://a.example.com/', 'http://localhost/', 'http://127.0.0.1/', 'http://[::1]/', 'https://office:secret@a.example.com/', 'http://intranet/', 'thanglong']) expect([link, wrong({ link2: link })]).toEqual([link, ['links']])
    expect(wrong({ page: 'http://thanglong.example.com/' })).toEqual(['page'])
  })

  test('takes amounts as people write them, and gives back what it took', () => {
    const found = sent({ feeAmount1: '９０，０００ ０００' })
    if ('wrong' in found) throw new Error(found.wrong.join())
    expect(found.listing.fees).toEqual([{ what: 'Service fee', amount: 90_000_000, currency: 'VND' }])
    expect(submissionIn(fieldsOf(found))).toEqual(found)
    expect(found.entry.companyId).toBe(null)
  })
})

describe('a decision', () => {
  test('is never one person\'s alone, never on what has moved on, and never a no without a reason', () => {
    for (const state of SUBMISSION_STATES) {
      for (const act of SUBMISSION_ACTS) {
        const decided = decideSubmission({ state, checkedBy: 'a' }, act, 'a', '')
        expect([state, act, typeof decided === 'string' || (act === 'check' && state === 'waiting')]).toEqual([state, act, true])
      }
    }
    expect(decideSubmission({ state: 'checked', checkedBy: 'a' }, 'approve', 'b', '')).toEqual({ state: 'approved' })
    expect(decideSubmission({ state: 'waiting', checkedBy: null }, 'approve', 'b', '')).toBe('moved_on')
  })

  test('leaves a known body its kind, country and company: they say how many voices it takes before anything is shown', () => {
    const before = BodyEntry.parse({ kind: 'employer', name: 'みほん食品', otherNames: ['Mihon'], country: 'jp', companyId: '018f0000-0000-7000-8000-000000000001' })
    const after = entryAfter(before, { entry: BodyEntry.parse({ kind: 'school', name: 'みほんフーズ', country: 'vn', record: 'new' }), listing: Listing.parse({}) })
    expect(after).toMatchObject({ kind: 'employer', country: 'jp', companyId: before.companyId, name: 'みほんフーズ', otherNames: ['Mihon', 'みほん食品'], record: 'new' })
  })

  test('of a year and more ago is old, and so is none', () => {
    expect([isStale(null, '2026-11-22'), isStale('2025-11-22', '2026-11-22'), isStale('2025-11-21', '2026-11-22')]).toEqual([true, false, true])
  })
})

describe('a desk', () => {
  let desk: TestDesk
  let db: pg.Client
  let first: Asking
  let second: Asking
  let counsellor: Asking
  beforeAll(async () => {
    desk = await openDesk()
    first = await signIn(desk)
    second = await colleague(desk, first, 'Tanaka', ['supervisor'])
    counsellor = await colleague(desk, first, 'Anh', ['counsellor'])
    db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
    await db.connect()
    await first('/api/feedback', { open: true }, {}, 'PATCH')
  })
  afterAll(async () => {
    await db.end()
    await desk.stop()
  })
  const list = async (asking: Asking, show: string) => (await (await asking(`/api/directory?show=${show}`)).json() as DirectoryList)
  const view = async (asking: Asking, id: string) => await (await asking(`/api/directory/${id}`)).json() as SubmissionView
  const decide = async (asking: Asking, id: string, act: string, more: object = {}) => {
    const { revision } = await view(first, id)
    return (await asking(`/api/directory/${id}/decision`, { revision, act, ...more })).status
  }
  const shown = async (path: string) => (await ask(desk, path)).html

  test('what a machine sends, or is wrong, is not taken, and nothing typed is lost', async () => {
    const bad = await ask(desk, '/entry', { ...FORM, link1: 'javascript:alert(1)' })
    expect([bad.status, bad.html.includes('value="Thăng Long Manpower"'), bad.html.includes('role="alert"')]).toEqual([400, true, true])
    expect((await ask(desk, '/entry', { ...FORM, website: 'x' })).status).toBe(400)
    expect((await ask(desk, '/entry/unknown')).status).toBe(404)
    expect((await db.query('SELECT 1 FROM body_submission')).rowCount).toBe(0)
  })

  test('an entry is checked by one, approved by another, changed by its own link, and looked at again', async () => {
    const done = await ask(desk, '/entry', { ...FORM, languages: 'vi' })
    const link = /\/entry\/[\w-]{43}/.exec(done.html)?.[0] ?? ''
    expect(JSON.stringify((await db.query('SELECT digest, content FROM body_submission')).rows)).not.toContain(link.split('/')[2])
    const id = (await list(counsellor, 'waiting')).submissions[0]?.id ?? ''
    expect(await decide(counsellor, id, 'check')).toBe(404)
    expect(await decide(first, id, 'approve')).toBe(409)
    expect(await decide(first, id, 'return')).toBe(409)
    expect(await decide(first, id, 'return', { note: 'Which licence?' })).toBe(200)
    expect(await shown(link)).toContain('Which licence?')
    expect(await shown('/bodies?lang=vi')).not.toContain('Thăng Long')
    await ask(desk, link, { ...FORM, languages: 'vi', registration: 'No. 456' })
    expect(await decide(first, id, 'check')).toBe(200)
    expect(await decide(first, id, 'approve')).toBe(409)
    expect(await shown('/bodies?lang=vi')).not.toContain('Thăng Long')
    expect(await decide(second, id, 'approve')).toBe(200)
    const found = await shown('/bodies?lang=vi&kind=sending&country=vn&prefecture=%E6%9D%B1%E4%BA%AC%E9%83%BD&speaks=vi&name=thang%20long')
    const body = /\/bodies\/([0-9a-f-]{36})/.exec(found)?.[1] ?? ''
    expect(await shown('/bodies?lang=vi&speaks=my')).not.toContain(body)
    const page = await shown(`/bodies/${body}?lang=en`)
    for (const part of ['No. 456', 'VND', '90,000,000', 'jobs.thanglong.example.com', 'We know of no published penalty']) expect([part, page.includes(part)]).toEqual([part, true])
    expect(page).not.toContain('office@thanglong.example.com')

    await ask(desk, link, { ...FORM, languages: 'vi', kind: 'school', feeAmount1: '1' })
    expect(await shown(`/bodies/${body}?lang=en`)).toContain('90,000,000')
    expect((await view(first, id)).before?.listing.fees[0]?.amount).toBe(90_000_000)
    expect([await decide(second, id, 'check'), await decide(first, id, 'approve')]).toEqual([200, 200])
    const changed = await shown(`/bodies/${body}?lang=en`)
    expect([changed.includes('90,000,000'), changed.includes('Sending organisation')]).toEqual([false, true])
    const { changes } = await (await first(`/api/bodies/${body}`)).json() as { changes: { by: string; change: Record<string, unknown> }[] }
    expect(changes.map(({ by, change }) => [by, 'fees' in change, 'checkedBy' in change])).toEqual([['佐藤', true, true], ['Tanaka', true, true]])
    expect(await decide(first, id, 'refuse', { note: 'x' })).toBe(409)
  })

  test('what staff know of a body stands beside its own words; what has grown old is listed and says so', async () => {
    const { id } = (await db.query(`UPDATE body SET confirmed_on = '2020-01-01' RETURNING id`)).rows[0] as { id: string }
    expect((await list(counsellor, 'waiting')).stale.map((one) => one.id)).toEqual([id])
    expect(await shown(`/bodies/${id}?lang=en`)).toContain('Nobody has confirmed this for more than a year')
    expect((await first(`/api/directory/bodies/${id}`, { act: 'sanctions', sanctions: { text: '2025-03: licence suspended', source: 'javascript:x' } })).status).toBe(400)
    expect((await counsellor(`/api/directory/bodies/${id}`, { act: 'confirm' })).status).toBe(404)
    for (const act of [{ act: 'sanctions', sanctions: { text: '2025-03: licence suspended', source: 'https://www.mhlw.example.jp/list' } }, { act: 'confirm' }]) expect((await first(`/api/directory/bodies/${id}`, act)).status).toBe(200)
    expect((await list(counsellor, 'waiting')).stale).toEqual([])
    expect(await shown(`/bodies/${id}?lang=en`)).toMatch(/licence suspended[\s\S]*mhlw\.example\.jp/)
    const { link } = await (await first(`/api/directory/bodies/${id}`, { act: 'link' })).json() as { link: string }
    expect(await shown(new URL(link).pathname)).toContain('value="Thăng Long Manpower"')
  })

  test('nobody looks after the entry of a company they are tied to, and too many are not taken', async () => {
    const { id: company, code } = await (await first('/api/companies', { entry: { name: 'みほん食品株式会社' } })).json() as { id: string; code: string }
    const { id: staff } = (await db.query(`SELECT id FROM staff WHERE name = 'Tanaka'`)).rows[0] as { id: string }
    await first(`/api/staff/${staff}/conflicts`, { kind: 'code', value: code })
    await ask(desk, '/entry', { ...FORM, kind: 'employer', name: '㈱みほん食品', country: 'jp' })
    const id = (await list(first, 'waiting')).submissions[0]?.id ?? ''
    expect((await db.query('SELECT company_id FROM body_submission WHERE id = $1', [id])).rows[0]).toEqual({ company_id: company })
    expect([(await list(second, 'waiting')).submissions, (await second(`/api/directory/${id}`)).status, await decide(second, id, 'check')]).toEqual([[], 404, 404])
    const statuses: number[] = []
    for (let i = 0; i < 10; i += 1) statuses.push((await ask(desk, '/entry', { ...FORM, name: `Agency ${i}` })).status)
    expect([statuses[0], statuses.at(-1)]).toEqual([200, 429])
  })
})
