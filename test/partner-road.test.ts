// Partners on a whole desk: the directory, the search, a request that goes out as a real mail, and the page at its link. Refusals first.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseDetail, ConsentTextView } from '../src/server/api/cases.ts'
import type { QuestionDraft, LinkMade, PartnerDetail, PartnerList, PartnersFound, PartnersImported, PartnerSaved, RequestsView } from '../src/server/api/partners.ts'
import { colleague } from './colleague.ts'
import type { Asking } from './colleague.ts'
import { eventually, openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { linkIn, look, press, report } from './partner-page.ts'
import { startStaffMail } from './platforms/staff-mail.ts'
import type { StaffMail } from './platforms/staff-mail.ts'

let desk: TestDesk, mail: StaffMail, db: pg.Client, boss: Asking, counsellor: Asking
const ids: Record<string, string> = {}
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const NOTHING = '018f0000-0000-7000-8000-000000000001'
const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
const past = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10)
const valid = { agreementUntil: '2099-03-31', trainingUntil: '2099-03-31', prefectures: ['愛知県'], languages: ['vi', 'ja'] }

beforeAll(async () => {
  mail = await startStaffMail()
  desk = await openDesk({ EMAIL_ADDRESS: 'desk@example.org', EMAIL_SMTP_URL: mail.url, ON_CALL_INNER_WEBHOOKS: 'yes' })
  db = new pg.Client({ connectionString: desk.databaseUrl })
  await db.connect()
  boss = await signIn(desk)
  counsellor = await colleague(desk, boss, 'Tanaka', ['counsellor'])
  for (const [key, entry] of Object.entries({
    npo: { kind: 'npo', name: 'となりの会', contacts: [{ name: '林', email: 'hayashi@example.org', phone: '' }], ...valid },
    lawyer: { kind: 'lawyer', name: '青木弁護士', contacts: [{ name: '青木', email: 'aoki@example.org', phone: '' }], ...valid },
    scrivener: { kind: 'scrivener', name: '佐藤行政書士', ...valid },
    office: { kind: 'publicOffice', name: '名古屋市', ...valid },
    past: { kind: 'npo', name: '古い会', ...valid, agreementUntil: past },
    tied: { kind: 'npo', name: '縁のある会', ...valid },
  })) ids[key] = (await (await boss('/api/partners', { entry, independent: true })).json() as PartnerSaved).id
  await boss(`/api/partners/${ids['tied']}/ties`, { kind: 'code', value: 'kumiai' })
})
afterAll(async () => {
  await db.end()
  await desk.stop()
  await mail.close()
})

const json = async <T>(answer: Promise<Response>): Promise<T> => await (await answer).json() as T
const outcome = async (answer: Promise<Response>): Promise<string | number> => { const got = await answer; return got.ok ? got.status : ((await got.json()) as { error: string }).error }
const newCase = async (companies: readonly string[] = []) => (await json<{ id: string }>(counsellor('/api/cases', { conversation: null, language: 'vi', opening: { asker: { kind: 'worker' }, origin: 'counsellor', severity: 'S2', reason: 'wages', way: 'phone', here: true, companies, note: '私はグエンです。090-1234-5678。マルマル工業の社長が給料をくれない' } }))).id
const asked = (partner: string, more: object = {}) => ({ partner: ids[partner], kind: 'accompany', day: null, prefecture: '愛知県', language: 'vi', until, question: '', facts: [], mail: true, ...more })
const ask = (id: string, body: object) => counsellor(`/api/cases/${id}/requests`, body)
const detail = (id: string) => json<CaseDetail>(counsellor(`/api/cases/${id}`))
const find = (id: string, who: Asking = counsellor, kind = 'accompany') => json<PartnersFound>(who(`/api/cases/${id}/partners?kind=${kind}&prefecture=${encodeURIComponent('愛知県')}&language=vi`))
const act = (id: string, body: object) => outcome(counsellor(`/api/cases/${id}/acts`, body))
async function consent(id: string, party: object, items: readonly string[]) {
  const given = { party, items, until }
  const text = await json<ConsentTextView>(counsellor(`/api/cases/${id}/consent-text`, given))
  expect(await act(id, { type: 'giveConsent', ...given, given: 'spoken', text: text.text, language: text.language, version: text.version })).toBe(200)
}
const NPO = { type: 'partner', name: 'となりの会', publicEmployee: false }
const LAWYER = { type: 'lawyer', name: '青木弁護士', publicEmployee: false }
const linkTo = async (address: string, seen = 0) => linkIn(desk, (await eventually(() => mail.mails.filter(({ to }) => to === address)[seen])).text)

describe('the directory', () => {
  test('takes nobody of the employers\' side, and nothing that nobody checked', async () => {
    const entry = { kind: 'npo', name: 'アジア監理団体', ...valid }
    expect(await outcome(boss('/api/partners', { entry, independent: true }))).toBe('employer_side')
    expect(await outcome(boss('/api/partners', { entry: { ...entry, name: '会' } }))).toBe('employer_side')
    expect(await outcome(boss('/api/partners', { entry: { ...entry, name: '会', kind: 'company' }, independent: true }))).toBe('invalid')
    expect(await outcome(counsellor('/api/partners', { entry: { ...entry, name: '会' }, independent: true }))).toBe('not_found')
  })

  test('keeps who changed what, refuses to save over a colleague, and tells ties only to those who keep them', async () => {
    const { partner } = await json<PartnerDetail>(boss(`/api/partners/${ids['office']}`))
    const change = (revision: number, notes: string) => outcome(boss(`/api/partners/${ids['office']}`, { entry: { ...partner.entry, notes }, revision, independent: true }, {}, 'PATCH'))
    expect([await change(1, 'ask for the interpreter'), await change(1, 'mine')]).toEqual([200, 'changed'])
    const after = await json<PartnerDetail>(boss(`/api/partners/${ids['office']}`))
    expect(after.changes[0]).toMatchObject({ by: '佐藤', change: { notes: ['', 'ask for the interpreter'] } })
    expect((await json<PartnerDetail>(boss(`/api/partners/${ids['tied']}`))).ties).toMatchObject([{ kind: 'code', value: 'KUMIAI' }])
    expect((await json<PartnerDetail>(counsellor(`/api/partners/${ids['tied']}`))).ties).toBeNull()
  })

  test('a sheet with one mistake changes nothing; a good one is checked first, then taken', async () => {
    const csv = (rows: string) => Buffer.from(`種類,名前,地域,覚書の期限\n${rows}`).toString('base64')
    const take = (rows: string, dry: boolean) => json<PartnersImported>(boss('/api/partners/import', { file: csv(rows), dry }))
    const count = async () => (await json<PartnerList>(boss('/api/partners'))).partners.length
    const before = await count()
    expect(await take('通訳,リン,愛知,2027-01-31\n監理団体,東海,愛知,', false)).toMatchObject({ problems: [{ line: 3, column: 'kind', problem: 'employer_side' }] })
    expect(await take('通訳,リン,愛知,2027-01-31', true)).toEqual({ added: 1, changed: 0, same: 0, problems: [] })
    expect(await count()).toBe(before)
    await take('通訳,リン,愛知,2027-01-31', false)
    expect(await take('通訳,リン,愛知、岐阜,2027-01-31', false)).toMatchObject({ added: 0, changed: 1 })
    expect(await count()).toBe(before + 1)
    // What is exported changes nothing when it comes back.
    const file = Buffer.from(await (await boss('/api/partners/export')).arrayBuffer()).toString('base64')
    expect(await json(boss('/api/partners/import', { file, dry: false }))).toEqual({ added: 0, changed: 0, same: before + 1, problems: [] })
    expect(await outcome(boss('/api/partners/import', { file: Buffer.from('PK nothing').toString('base64'), dry: true }))).toBe('unreadable_sheet')
  })
})

test('whoever is tied to the case is neither found nor asked, and a supervisor is told no more than that', async () => {
  const id = await newCase(['KUMIAI'])
  expect((await find(id)).found.map(({ partner }) => partner.entry.name)).not.toContain('縁のある会')
  expect((await find(id, boss)).found.find(({ partner }) => partner.id === ids['tied'])).toMatchObject({ hindrance: 'conflict' })
  expect((await find(await newCase())).found.map(({ partner }) => partner.id)).toContain(ids['tied'])
  expect(await outcome(ask(id, asked('tied', { mail: false })))).toBe('not_found')
  expect(await outcome(ask(id, { ...asked('npo'), partner: NOTHING }))).toBe('not_found')
  expect((await detail(id)).state.requests).toEqual([])
})

test('nobody whose agreement is over is asked, nobody for what they do not do, and nobody is told anything without consent', async () => {
  const id = await newCase()
  expect((await find(id)).found.find(({ partner }) => partner.id === ids['past'])).toMatchObject({ hindrance: 'agreement' })
  const tries = [asked('past'), asked('npo', { kind: 'legal' }), asked('scrivener', { kind: 'legal' }), asked('npo', { facts: [{ item: 'name', text: 'グエン' }] }), asked('lawyer', { kind: 'legal', question: 'May he be dismissed?' }), asked('npo', { until: '2099-01-01' })]
  expect(await Promise.all(tries.map((body) => outcome(ask(id, body))))).toEqual(['partner_agreement', 'partner_other', 'no_address', 'no_consent', 'no_consent', 'link_too_long'])
  await act(id, { type: 'markIncident', reason: 'forced' })
  expect(await outcome(ask(id, asked('scrivener', { kind: 'legal', mail: false })))).toBe('experts_only')
  await consent(id, { type: 'office', name: '名古屋市', publicEmployee: true }, ['status'])
  expect(await outcome(ask(id, asked('office', { mail: false, facts: [{ item: 'status', text: '技能実習' }] })))).toBe('status_warning')
  expect((await detail(id)).state.requests).toEqual([])
})

test('a forged link, one that is over, one of another form, and one that was taken back all look the same', async () => {
  const id = await newCase()
  expect(await outcome(ask(id, asked('npo')))).toBe(201)
  const link = await linkTo('hayashi@example.org')
  const fine = await look(link)
  expect(fine.status).toBe(200)
  expect([fine.headers.get('set-cookie'), fine.headers.get('cache-control'), fine.headers.get('referrer-policy'), fine.headers.get('x-robots-tag')]).toEqual([null, 'no-store', 'no-referrer', 'noindex, nofollow'])
  // Until the button is pressed nothing is told: scanners of mail open links too.
  expect(fine.text).not.toContain('愛知県')
  expect((await detail(id)).state.requests[0]?.openedAt).toEqual([])
  const secret = link.split('/').at(-1) ?? ''
  expect((await db.query('SELECT count(*)::int AS n FROM partner_request WHERE digest = $1 OR address = $1', [secret])).rows[0].n).toBe(0)
  const closed: string[] = []
  for (const forged of [`${link}A`, link.slice(0, -1), link.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A')), `${desk.url}/request/${'A'.repeat(43)}`]) {
    const [got, sent] = [await look(forged), await press(forged, { do: 'open' })]
    expect([got.status, sent.status]).toEqual([404, 404])
    closed.push(got.text, sent.text)
  }
  await db.query(`UPDATE partner_request SET expires_at = now() - interval '1 second' WHERE case_id = $1`, [id])
  closed.push((await press(link, { do: 'open' })).text)
  await db.query(`UPDATE partner_request SET expires_at = now() + interval '9 days' WHERE case_id = $1`, [id])
  expect((await press(link, { do: 'open' })).text).toContain('愛知県')
  await act(id, { type: 'withdrawRequest', id: (await detail(id)).state.requests[0]?.id, reason: 'solved' })
  closed.push((await press(link, { do: 'open' })).text, (await look(link)).text, (await press(link, { do: 'accept' })).text)
  expect(new Set(closed).size).toBe(1)
})

test('asked anonymously, they accept, ask back, and report with cost and receipt; each word stands in the case, and the link ends', async () => {
  const id = await newCase()
  expect(await outcome(ask(id, asked('npo', { day: until })))).toBe(201)
  const link = await linkTo('hayashi@example.org', 1)
  const { subject, text } = mail.mails.findLast(({ to }) => to === 'hayashi@example.org') ?? { subject: '', text: '' }
  expect(`${subject} ${text}`).not.toMatch(/グエン|愛知|ベトナム|給料|となりの会/)
  const page = await press(link, { do: 'open' })
  expect(page.text).toContain('愛知県')
  expect(page.text).not.toMatch(/グエン|090|給料/)
  expect(await press(link, { do: 'finish', text: 'done', cost: '0' })).toMatchObject({ status: 404 })
  expect((await press(link, { do: 'decline', text: ' ' })).text).toContain('role="alert"')
  expect((await press(link, { do: 'ask', text: '<script>どこで?</script>' })).text).toContain('&lt;script&gt;')
  expect((await press(link, { do: 'accept' })).status).toBe(200)
  expect((await press(link, { do: 'accept' })).status).toBe(404)
  const request = (await detail(id)).state.requests[0]
  expect(request).toMatchObject({ status: 'accepted', lines: [{ from: 'partner' }] })
  expect(await act(id, { type: 'replyRequest', id: request?.id, text: '市役所の前で' })).toBe('no_consent')
  const wrong = await press(link, { do: 'finish', text: '付き添いました', cost: 'たくさん' })
  expect([wrong.status, wrong.text.includes('付き添いました'), wrong.text.includes('たくさん')]).toEqual([400, true, true])
  const done = { text: '付き添いました', cost: '１,２００円' }
  expect((await report(link, done, new Blob(['MZ not a receipt']), 'receipt.pdf')).status).toBe(400)
  expect((await report(link, done, new Blob([PNG]), '領収書.png')).status).toBe(200)
  const { state, events } = await detail(id)
  expect(state.requests[0]).toMatchObject({ status: 'done', costYen: 1200, report: '付き添いました', files: [{ name: '領収書.png', type: 'image/png' }] })
  expect(state.tasks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['partnerNews']))
  expect(events.filter(({ type }) => type.startsWith('request')).map(({ type, by }) => `${type} ${by === 'partner'}`)).toEqual(['requestMade false', 'requestOpened true', 'requestAsked true', 'requestAccepted true', 'requestDone true'])
  expect(state.conflictChecks.map(({ whom }) => whom)).toContain('となりの会')
  await expect.poll(() => json<RequestsView>(counsellor(`/api/cases/${id}/requests`))).toMatchObject({ links: [{ mail: 'sent', shut: null }] })
  const file = `/api/cases/${id}/requests/${request?.id}/files/${state.requests[0]?.files[0]?.id}`
  expect((await counsellor(file)).headers.get('content-type')).toBe('image/png')
  expect((await counsellor(file.replace(id, await newCase()))).status).toBe(404)
  expect((await press(link, { do: 'open' })).status).toBe(404)
  const { rows } = await db.query(`SELECT action, count(*)::int AS n FROM audit WHERE object = $1 AND actor = 'stranger' GROUP BY action ORDER BY action`, [`case:${id}`])
  expect(rows).toEqual([{ action: 'request.accept', n: 1 }, { action: 'request.ask', n: 1 }, { action: 'request.finish', n: 1 }, { action: 'request.open', n: 1 }])
})

test('what the worker agreed to is shown and registered; when they take it back, or a tie comes up, the link shows nothing from that moment', async () => {
  const id = await newCase()
  await consent(id, NPO, ['name', 'problem'])
  expect(await outcome(ask(id, asked('npo', { mail: false, facts: [{ item: 'name', text: 'グエンさん' }] })))).toBe(201)
  const [request] = (await detail(id)).state.requests
  const renew = () => json<LinkMade>(counsellor(`/api/cases/${id}/requests/${request?.id}/link`, { mail: false }))
  const first = linkIn(desk, (await renew()).link ?? '')
  const link = linkIn(desk, (await renew()).link ?? '')
  // The first one is replaced.
  expect([(await press(first, { do: 'open' })).status, (await press(link, { do: 'open' })).text.includes('グエンさん')]).toEqual([404, true])
  expect((await press(link, { do: 'destroy' })).status + (await press(link, { do: 'open' })).status).toBe(604)
  expect((await detail(id)).state.disclosures).toMatchObject([{ party: NPO, items: ['name'], purpose: 'request.accompany' }])
  expect((await detail(id)).state.requests[0]?.openedAt).toHaveLength(2)
  await boss(`/api/partners/${ids['npo']}/ties`, { kind: 'code', value: 'MAKER' })
  expect((await press(link, { do: 'open' })).status).toBe(200)
  await act(id, { type: 'nameCompany', code: 'MAKER', relation: 'support' })
  expect([(await look(link)).status, (await press(link, { do: 'open' })).status, (await press(link, { do: 'accept' })).status]).toEqual([404, 404, 404])
  expect((await json<RequestsView>(counsellor(`/api/cases/${id}/requests`))).links).toMatchObject([{ shut: 'conflict' }])
  expect(await outcome(counsellor(`/api/cases/${id}/requests/${request?.id}/link`, { mail: true }))).toBe('link_over')
  await boss(`/api/partners/${ids['npo']}/ties/${(await json<PartnerDetail>(boss(`/api/partners/${ids['npo']}`))).ties?.[0]?.id}`, {}, {}, 'DELETE')
  expect((await press(link, { do: 'open' })).status).toBe(200)
  await act(id, { type: 'revokeConsent', id: (await detail(id)).state.consents[0]?.id, reason: 'changed their mind' })
  expect([(await look(link)).status, (await press(link, { do: 'open' })).status, (await press(link, { do: 'ask', text: 'x' })).status]).toEqual([404, 404, 404])
  expect((await json<RequestsView>(counsellor(`/api/cases/${id}/requests`))).links).toMatchObject([{ shut: 'consent' }])
})

test('an expert answers a question whose facts were masked; the answer waits for a counsellor to pass it on', async () => {
  const id = await newCase(['LOT77'])
  const { facts } = await json<QuestionDraft>(counsellor(`/api/cases/${id}/question-draft`))
  expect(facts[0]?.text).toContain('▢')
  expect(JSON.stringify(facts)).not.toMatch(/グエン|090|マルマル|LOT77/)
  await consent(id, LAWYER, ['problem'])
  await act(id, { type: 'markIncident', reason: 'dismissed' })
  expect(await outcome(ask(id, asked('lawyer', { kind: 'legal', question: '解雇は有効ですか。', facts: [{ item: 'problem', text: facts[0]?.text }] })))).toBe(201)
  const link = await linkTo('aoki@example.org')
  expect((await press(link, { do: 'open' })).text).toContain('解雇は有効ですか。')
  const request = (await detail(id)).state.requests[0]
  await press(link, { do: 'ask', text: '通知はいつですか' })
  expect(await act(id, { type: 'replyRequest', id: request?.id, text: '先月です' })).toBe(200)
  expect((await press(link, { do: 'open' })).text).toContain('先月です')
  expect(await act(id, { type: 'passOnAnswer', id: request?.id })).toBe('no_such')
  expect((await press(link, { do: 'finish', text: '争えます', cost: '0' })).status).toBe(200)
  expect(await act(id, { type: 'passOnAnswer', id: request?.id })).toBe(200)
  const { state } = await detail(id)
  expect(state.requests[0]).toMatchObject({ status: 'done', report: '争えます', partnerKind: 'lawyer' })
  expect(state.requests[0]?.passedOnAt).not.toBeNull()
  expect(state.disclosures.map(({ items }) => items)).toEqual([['problem'], ['problem']])
})

test('a mail server that is away is asked again with a new link; an address that is refused is told in the case', async () => {
  const id = await newCase()
  mail.down = true
  await ask(id, asked('npo'))
  // Whoever tries has it for longer than a minute.
  await eventually(async () => (await db.query(`SELECT 1 FROM partner_request WHERE case_id = $1 AND mail_tries = 1 AND mail_due_at < now() + interval '1 minute'`, [id])).rowCount)
  mail.down = false
  mail.gone.add('hayashi@example.org')
  await db.query('UPDATE partner_request SET mail_due_at = now() WHERE case_id = $1', [id])
  await eventually(async () => (await json<RequestsView>(counsellor(`/api/cases/${id}/requests`))).links[0]?.mail === 'failed')
  mail.gone.clear()
})

test('whoever tries links by the hundred is held up', async () => {
  const seen = new Set<number>()
  for (let tries = 0; tries < 130 && !seen.has(429); tries++) seen.add((await look(`${desk.url}/request/${'B'.repeat(43)}`)).status)
  expect([...seen]).toEqual([404, 429])
})
