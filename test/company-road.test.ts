// Companies on a whole desk: kept, imported, printed; codes that people come by and stay known for; and who is tied to one sees none of its people. Refusals first.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CodeLinks, CodeMade, CompaniesImported, CompanyDetail, CompanyList, CompanyNames, CompanySaved, FlyerPreview } from '../src/server/api/companies.ts'
import type { PersonView } from '../src/server/api/people.ts'
import { colleague } from './colleague.ts'
import type { Asking } from './colleague.ts'
import { openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'
import { BASIC_ID, startLine } from './platforms/line.ts'
import type { LineStandIn } from './platforms/line.ts'
import { worker } from './worker.ts'
import { nameSeal } from './store.ts'
import { plainly } from './tables.ts'

let desk: TestDesk, line: LineStandIn, db: pg.Client
let boss: Asking, anh: Asking
beforeAll(async () => {
  line = await startLine()
  desk = await openDesk({ LINE_CHANNEL_SECRET: 'the secret', LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url, EMAIL_ADDRESS: 'desk@example.org', EMAIL_SMTP_URL: 'smtp://127.0.0.1:9' })
  boss = await signIn(desk)
  anh = await colleague(desk, boss, 'Anh', ['counsellor'])
  db = new pg.Client({ connectionString: desk.databaseUrl, types: plainly })
  await db.connect()
})
afterAll(async () => {
  await db.end()
  await desk.stop()
  await line.close()
})

const json = async <T>(answer: Promise<Response>): Promise<T> => await (await answer).json() as T
const outcome = async (answer: Promise<Response>): Promise<string | number> => { const got = await answer; return got.ok ? got.status : ((await got.json()) as { error: string }).error }
const add = (name: string, more: object = {}) => json<CompanySaved>(boss('/api/companies', { entry: { name, ...more } }))
const detail = (id: string, as = boss) => json<CompanyDetail>(as(`/api/companies/${id}`))
const change = (id: string, entry: object, revision: number) => outcome(boss(`/api/companies/${id}`, { entry, revision }, {}, 'PATCH'))
const newCode = async (id: string, more: object = {}) => (await json<CodeMade>(boss(`/api/companies/${id}/codes`, { lot: 'company', ...more }))).code
const withdraw = (id: string, code: string, as = boss) => outcome(as(`/api/companies/${id}/codes/${code}`, {}, {}, 'DELETE'))
const met = async (chat: { readonly id: string }) => (await db.query('SELECT id, person_id FROM conversation WHERE address = $1', [nameSeal(chat.id)])).rows[0] as { id: string; person_id: string }
const person = (id: string, as = anh) => json<PersonView>(as(`/api/people/${id}`))

describe('the list', () => {
  test('nobody stands below themselves, nobody saves over a colleague, and who only reads changes nothing', async () => {
    const top = await add('丸山ホールディングス')
    const below = await add('丸山食品', { parent: top.id, relation: 'capital', contractFrom: '2026-04-01', contractTo: '2027-03-31', tier: 1 })
    const [{ company: above }, { company }] = [await detail(top.id), await detail(below.id)]
    expect(await change(top.id, { ...above.entry, parent: below.id, relation: 'capital' }, 1)).toBe('circle')
    expect(await change(top.id, { ...above.entry, parent: '018f0000-0000-7000-8000-000000000001', relation: 'capital' }, 1)).toBe('no_parent')
    expect(await outcome(boss('/api/companies', { entry: { name: 'A', relation: 'capital' } }))).toBe('invalid')
    expect([await change(below.id, { ...company.entry, contractTo: '2026-12-31' }, 1), await change(below.id, { ...company.entry, scope: '本社' }, 1)]).toEqual([200, 'changed'])
    expect((await detail(below.id)).changes[0]).toMatchObject({ by: '佐藤', change: { contractTo: ['2027-03-31', '2026-12-31'] } })
    expect(await Promise.all([outcome(anh('/api/companies', { entry: { name: 'B' } })), withdraw(below.id, below.code, anh), outcome(anh('/api/companies/export'))])).toEqual(['not_found', 'not_found', 'not_found'])
    expect((await detail(below.id, anh)).codes).toMatchObject([{ code: below.code, state: 'valid' }])
    expect(await outcome(boss(`/api/companies/${below.id}/workers`, { asOf: '2099-01-01', workers: 3 }))).toBe('day_ahead')
    for (const [asOf, workers] of [['2026-04-01', 120], ['2025-04-01', 80]] as const) expect(await outcome(boss(`/api/companies/${below.id}/workers`, { asOf, workers, source: '会社' }))).toBe(201)
    const { companies } = await json<CompanyList>(anh('/api/companies'))
    expect(companies.find(({ id }) => id === below.id)).toMatchObject({ workers: { asOf: '2026-04-01', workers: 120 }, codes: 1, reached: null })
  })

  test('a sheet with one mistake changes nothing; a good one is shown first, then taken; what is exported changes nothing when it comes back', async () => {
    const take = (rows: string, dry: boolean) => json<CompaniesImported>(boss('/api/companies/import', { file: Buffer.from(`会社名,親会社,関係,契約の種類,労働者数,労働者数の日,コード\n${rows}`).toString('base64'), dry }))
    const count = async () => (await json<CompanyList>(boss('/api/companies'))).companies.length
    const before = await count()
    expect(await take('川口縫製,,,基本,30,2026-04-01,KAWA-1\n川口物流,川上縫製,資本,,,,', false)).toMatchObject({ problems: [{ line: 3, column: 'parent', problem: 'no_parent', value: '川上縫製' }] })
    const good = '川口物流,川口縫製,資本,,,,\n川口縫製,,,基本,30,2026-04-01,KAWA-1'
    expect(await take(good, true)).toMatchObject({ added: 2, changed: 0, problems: [], lines: [{ line: 2, name: '川口物流', isNew: true }, { line: 3, codes: ['KAWA-1'] }] })
    expect(await count()).toBe(before)
    expect(await take(good, false)).toMatchObject({ added: 2, problems: [] })
    expect(await take(good, false)).toMatchObject({ added: 0, changed: 0, same: 2, lines: [] })
    expect(await take('川口縫製,,,拡大,31,2026-10-01,KAWA-1 | | 秋', false)).toMatchObject({ added: 0, changed: 1, lines: [{ change: { tier: [1, 2] }, workers: { workers: 31 }, codes: ['KAWA-1'] }] })
    expect(await count()).toBe(before + 2)
    const file = Buffer.from(await (await boss('/api/companies/export')).arrayBuffer()).toString('base64')
    expect(await json(boss('/api/companies/import', { file, dry: false }))).toMatchObject({ added: 0, changed: 0, same: before + 2, problems: [] })
    expect(await outcome(boss('/api/companies/import', { file: Buffer.from('PK nothing').toString('base64'), dry: true }))).toBe('unreadable_sheet')
  })
})

test('a code has a link for each way that is connected, as text, as a picture and on paper; where the platform is silent the others stay', async () => {
  const { id } = await add('青葉製作所', { otherNames: ['Aoba'] })
  const code = await newCode(id, { campaign: '春', opens: 'voice' })
  const of = `/api/companies/${id}/codes/${code}`
  const { links } = await json<CodeLinks>(anh(`${of}/links`))
  expect(links.map(({ channel, shown }) => [channel, shown])).toEqual([['line', BASIC_ID], ['webchat', expect.stringContaining('localhost')], ['email', 'desk@example.org']])
  expect(links.map(({ link }) => decodeURIComponent(link ?? ''))).toEqual([expect.stringMatching(/^https:\/\/line\.me\/R\/oaMessage\/.*Madoguchi #/), expect.stringContaining(`/#${code}`), `mailto:desk@example.org?body=Madoguchi #${code}`])
  const png = await anh(`${of}/qr?account=webchat&type=png`)
  expect([png.headers.get('content-type'), Buffer.from(await png.arrayBuffer()).subarray(1, 4).toString()]).toEqual(['image/png', 'PNG'])
  expect(await (await anh(`${of}/qr?account=line&type=svg`)).text()).toContain('<path')
  const pdf = await anh(`${of}/flyer?language=my&layout=card`)
  expect([pdf.headers.get('content-type'), pdf.headers.get('cache-control'), Buffer.from(await pdf.arrayBuffer()).subarray(0, 4).toString()]).toEqual(['application/pdf', 'no-store', '%PDF'])
  const shown = async (named: string) => JSON.stringify(await json<FlyerPreview>(anh(`${of}/preview?language=ja&named=${named}`)))
  expect([(await shown('no')).includes('青葉'), (await shown('yes')).includes('青葉')]).toEqual([false, true])
  line.faults.push({ on: 'info', status: 500, times: 1 })
  expect((await json<CodeLinks>(anh(`${of}/links`))).links.map(({ channel, link }) => [channel, link !== null])).toEqual([['line', false], ['webchat', true], ['email', true]])
  expect(await Promise.all([outcome(anh(`${of}/qr?account=none&type=svg`)), outcome(anh(`${of}/flyer?language=xx&layout=a4`)), outcome(anh(`/api/companies/${id}/codes/NOBODYS-1/links`))])).toEqual(['not_found', 'invalid', 'not_found'])
  const { rows } = await db.query(`SELECT action FROM audit WHERE object = $1`, [`company:${id}`])
  expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['company.add', 'company.addCode', 'company.qr', 'company.flyer']))
})

test('a code opens its campaign until it is withdrawn; every code a person came by stays, and what they call their company is for staff alone', async () => {
  const first = await add('みどり農園', { otherNames: ['Midori Farm'] })
  const second = await add('あかね建設')
  const opening = await newCode(second.id, { opens: 'voice' })
  const chat = await worker(desk, 'vi', first.code)
  const { id, person_id: who } = await met(chat)
  await chat.say(`Madoguchi #${opening.toLowerCase()}`)
  expect(chat.buttons()).toContain('company')
  const tapped = async () => { await chat.tap('company'); return chat.say('midori farm') }
  expect(await tapped()).not.toBe('')
  expect(await withdraw(second.id, opening)).toBe(200)
  await chat.say(`Madoguchi #${opening}`)
  expect(chat.buttons()).not.toContain('company')
  await chat.say('Madoguchi #NOBODYS')
  const view = await person(who)
  expect(view.suggested.company).toEqual([first.code, opening, 'NOBODYS'].toSorted())
  expect(view.saidCompanies.map(({ text }) => text)).toEqual(['midori farm'])
  const names = await json<CompanyNames>(anh('/api/companies/names'))
  expect([names.byCode[first.code], names.byCode[opening], names.byCode['NOBODYS']]).toEqual(['みどり農園', 'あかね建設', undefined])
  expect((await db.query('SELECT count(DISTINCT company_id)::int AS n FROM person_in_company WHERE person_id = $1', [who])).rows[0].n).toBe(2)
  // What they take back is gone here too.
  await db.query('UPDATE message SET withdrawn_at = now() WHERE id IN (SELECT message_id FROM company_said)')
  expect((await person(who)).saidCompanies).toEqual([])
  expect((await json<CompanyList>(anh('/api/companies'))).companies.find((one) => one.id === first.id)?.reached).toBeNull()
  await db.query(`WITH p AS (INSERT INTO person (id) SELECT gen_random_uuid() FROM generate_series(1, 4) RETURNING id) INSERT INTO person_company (person_id, home_id, code) SELECT id, id, $1 FROM p`, [first.code])
  expect((await json<CompanyList>(anh('/api/companies'))).companies.find((one) => one.id === first.id)?.reached).toBe(5)
  expect(id).not.toBe('')
})

test('a tie to one code is a tie to all of its company, and no later link takes it away; other companies and unknown codes stay as they are', async () => {
  const tied = await add('くろがね鉄工')
  const [spring, other] = [await newCode(tied.id, { campaign: '春' }), await add('しろがね鉄工')]
  const linh = await colleague(desk, boss, 'Linh', ['counsellor'])
  const { rows: [staff] } = await db.query(`SELECT id FROM staff WHERE email = $1`, [nameSeal('linh@example.org')])
  const sees = async (chat: { readonly id: string }) => { const { id, person_id: who } = await met(chat); return [(await linh(`/api/conversations/${id}`)).status, (await linh(`/api/people/${who}`)).status] }
  const [bySpring, byOther, byUnknown] = [await worker(desk, 'vi', spring), await worker(desk, 'vi', other.code), await worker(desk, 'vi', 'UNKNOWN-1')]
  expect(await sees(bySpring)).toEqual([200, 200])
  await boss(`/api/staff/${staff.id}/conflicts`, { kind: 'code', value: tied.code })
  expect([await sees(bySpring), await sees(byOther), await sees(byUnknown)]).toEqual([[404, 404], [200, 200], [200, 200]])
  await bySpring.say(`Madoguchi #${other.code}`)
  expect(await sees(bySpring)).toEqual([404, 404])
  await boss(`/api/staff/${staff.id}/conflicts`, { kind: 'code', value: 'UNKNOWN-1' })
  expect(await sees(byUnknown)).toEqual([404, 404])
  // A code made later belongs to it as well.
  const autumn = await worker(desk, 'vi', await newCode(tied.id))
  expect(await sees(autumn)).toEqual([404, 404])
  const found = await met(byOther)
  expect(await outcome(linh(`/api/people/${found.person_id}/facts`, { field: 'company', status: 'known', value: spring, base: 0 }))).toBe('not_found')
})
