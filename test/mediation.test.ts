// Mediation: who is refused, what a dossier may tell whom, what is kept of it; and what of a closed case comes into the library.
import { createHash } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Act, Opening } from '../src/cases/acts.ts'
import { apply, fold } from '../src/cases/case.ts'
import { decide } from '../src/cases/decide.ts'
import { issueDossier } from '../src/cases/decide-mediation.ts'
import { EMPTY_DOSSIER, itemsOf } from '../src/cases/dossier.ts'
import type { Dossier, Section } from '../src/cases/dossier.ts'
import type { CaseEvent } from '../src/cases/events.ts'
import { openCase } from '../src/cases/open.ts'
import type { CaseState } from '../src/cases/state.ts'
import { DESK_HOURS } from '../src/hours/timetable.ts'
import { newId } from '../src/runtime.ts'
import type { CaseDetail, CaseOpened, ConsentTextView } from '../src/server/api/cases.ts'
import type { LibraryView, StudyBegun, StudyPage } from '../src/server/api/library.ts'
import type { MediationView, PrintedDossier } from '../src/server/api/mediation.ts'
import { colleague } from './colleague.ts'
import type { Asking } from './colleague.ts'
import { openDesk, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'

const NOW = new Date('2026-12-31T23:59:00+09:00')
const LAWYER = { type: 'lawyer', name: '弁護士', publicEmployee: false } as const
const passages = (sections: readonly Section[]) => sections.map((section) => ({ section, day: null, ja: 'a text', translation: '', source: 'none' as const, event: null, media: null }))

describe('a dossier', () => {
  const around = { now: NOW, actor: 'a', hours: DESK_HOURS, newId }
  const doer = { id: 'a', roles: ['counsellor'] }
  const lawyer = LAWYER
  const dossier = { ...EMPTY_DOSSIER, party: lawyer, passages: passages(['facts', 'name']), register: false }
  const began = openCase(Opening.parse({ asker: { kind: 'worker' }, origin: 'counsellor', severity: 'S3', reason: 'r', way: 'phone', here: true, companies: ['MAKER'] }), around)
  const after = (...acts: readonly object[]) => acts.reduce<readonly CaseEvent[]>((events, act) => {
    const fresh = decide(fold(events), Act.parse(act), doer, around)
    if (typeof fresh === 'string') throw new Error(fresh)
    return [...events, ...fresh]
  }, began)
  const consent = (given: readonly string[]) => ({ type: 'giveConsent', party: lawyer, items: given, given: 'spoken', until: '2027-01-31', text: 't', language: 'vi', version: '1' })
  const checked = { type: 'checkConflicts', whom: ' 弁護士 ' }
  const issuing = (events: readonly CaseEvent[], who = doer) => issueDossier(fold(events), { dossier, purpose: 'p', digest: 'd', warned: false }, who, around)

  test('is not given to somebody who was not checked, or was checked before another company was named', () => {
    expect(issuing(after(consent(['problem', 'name'])))).toBe('conflict_check')
    expect(issuing(after(consent(['problem', 'name']), checked, { type: 'nameCompany', code: 'OTHER', relation: 'support' }))).toBe('conflict_check')
  })

  test('is not given without consent to everything in it, by somebody else\'s hand, or after the case was closed', () => {
    expect(issuing(after(checked))).toBe('no_consent')
    expect(issuing(after(checked, consent(['problem'])))).toBe('no_consent')
    expect(issuing(after(checked, consent(['problem', 'name'])), { id: 'b', roles: ['counsellor'] })).toBe('take_first')
    expect(issuing(after(checked, consent(['problem', 'name']), { type: 'close', outcome: 'solved', withoutAgreement: null, followUp: '2027-01-31' }))).toBe('closed')
  })

  test('given away, it stands in the register with its number', () => {
    const events = after(checked, consent(['problem', 'name']))
    const fresh = issuing(events)
    if (typeof fresh === 'string') throw new Error(fresh)
    const { mediation, disclosures } = fold([...events, ...fresh])
    expect(mediation.dossiers).toMatchObject([{ number: 1, disclosure: disclosures[0]?.id }])
    expect(disclosures).toMatchObject([{ items: ['name', 'problem'], party: lawyer, emergency: null }])
  })

  test('tells what stands in it, whatever anybody says it tells', () => {
    expect(itemsOf(dossier)).toEqual(['name', 'problem'])
    expect(itemsOf({ ...EMPTY_DOSSIER, register: true })).toEqual(['problem'])
    expect(itemsOf({ ...EMPTY_DOSSIER, register: false, passages: passages(['evidence', 'status', 'health', 'claims', 'timeline', 'contact', 'workplace']) })).toEqual(['contact', 'workplace', 'status', 'problem', 'health', 'documents', 'wish'])
  })
})

test('nobody is led to a mediation that does not exist, and none ends before it began', () => {
  const around = { now: NOW, actor: 'a', hours: DESK_HOURS, newId }
  const state = fold(openCase(Opening.parse({ asker: { kind: 'worker' }, origin: 'counsellor', severity: 'S3', reason: 'r', way: 'phone', here: true }), around))
  const doer = { id: 'a', roles: ['counsellor'] }
  const moving = Act.parse({ type: 'moveStage', stage: 'mediation', reason: 'r', checked: 'the bar' })
  expect(decide(state, moving, doer, around)).toBe('mediation_unavailable')
  expect(decide(state, Act.parse({ type: 'endMediation', result: 'agreed', day: '2026-12-31', terms: 'x' }), doer, around)).toBe('not_in_mediation')
  const there = decide(state, moving, doer, { ...around, mediationAvailable: true })
  if (typeof there === 'string') throw new Error(there)
  const moved = there.reduce<CaseState>(apply, state)
  for (const [result, terms] of [['agreed', ''], ['notAgreed', 'x'], ['withdrawn', 'x']] as const) {
    expect(decide(moved, Act.parse({ type: 'endMediation', result, day: '2026-12-31', terms }), doer, around)).toBe('no_terms')
  }
  expect(decide(moved, Act.parse({ type: 'endMediation', result: 'agreed', day: '2027-01-01', terms: 'x' }), doer, around)).toBe('future_day')
  expect(decide(moved, Act.parse({ type: 'endMediation', result: 'agreed', day: '2026-12-31', terms: 'x' }), doer, around)).toMatchObject([{ type: 'mediationEnded' }])
})

describe('on a whole desk', () => {
  let desk: TestDesk
  let db: pg.Client
  let counsellor: Asking
  let other: Asking
  let id = ''
  beforeAll(async () => {
    desk = await openDesk()
    db = new pg.Client({ connectionString: desk.databaseUrl })
    await db.connect()
    counsellor = await signIn(desk)
    other = await colleague(desk, counsellor, 'Tanaka', ['counsellor', 'editor'])
    const opening = { asker: { kind: 'worker' }, origin: 'counsellor', severity: 'S3', reason: 'グエンさんの給料が出ない', way: 'phone', here: true, themes: ['labour'], companies: ['MAKER'], note: '2026年4月15日から愛知県豊田市のアオバ製作所が払わない' }
    id = (await (await counsellor('/api/cases', { conversation: null, language: 'my', opening })).json() as CaseOpened).id ?? ''
  })
  afterAll(async () => {
    await db.end()
    await desk.stop()
  })
  const refusal = async (answer: Response) => (answer.ok ? 'done' : ((await answer.json()) as { error: string }).error)
  const act = async (body: object) => refusal(await counsellor(`/api/cases/${id}/acts`, body))
  const view = async () => await (await counsellor(`/api/cases/${id}/mediation`)).json() as MediationView
  const save = async (dossier: Dossier, revision: number) => refusal(await counsellor(`/api/cases/${id}/dossier`, { revision, dossier }, {}, 'PATCH'))
  const issue = async (revision: number) => refusal(await counsellor(`/api/cases/${id}/dossier/issue`, { revision, purpose: '法律相談' }))
  const dossier: Dossier = {
    ...EMPTY_DOSSIER, party: LAWYER,
    passages: [{ section: 'facts', day: null, ja: '賃金が支払われていない。', translation: 'လုပ်ခ မရသေးပါ။', source: 'machine', event: null, media: null }, { section: 'name', day: null, ja: 'グエン・ヴァン・ミン', translation: 'Nguyen Van Minh', source: 'person', event: null, media: null }],
  }
  const study = async (asking: Asking, of: string) => await (await asking(`/api/library/${of}`)).json() as StudyPage

  test('nothing leads to a mediation that has not begun, until somebody says that it has', async () => {
    const moving = { type: 'moveStage', stage: 'mediation', reason: 'r', checked: 'the bar' }
    const { available, notYet } = await view()
    expect([available, await act(moving)]).toEqual([false, 'mediation_unavailable'])
    expect(notYet.text).toContain('Houterasu')
    expect(notYet.japanese).toContain('労働局のあっせん'.slice(0, 3))
    expect((await other('/api/mediation', { available: true }, {}, 'PATCH')).status).toBe(404)
    await counsellor('/api/mediation', { available: true }, {}, 'PATCH')
    expect([(await view()).available, await act(moving)]).toEqual([true, 'done'])
  })

  test('a dossier is not given away unchecked, unagreed, or by somebody else; then it is, and nothing changes it any more', async () => {
    expect(await refusal(await other(`/api/cases/${id}/dossier`, { revision: 0, dossier }, {}, 'PATCH'))).toBe('take_first')
    expect(await save({ ...dossier, passages: [] }, 0)).toBe('done')
    expect(await save(dossier, 0)).toBe('changed')
    expect(await issue(1)).toBe('dossier_faulty')
    expect(await save(dossier, 1)).toBe('done')
    expect(await view()).toMatchObject({ revision: 2, faults: ['not_confirmed'], items: ['name', 'problem'], consented: false, checked: false })
    await counsellor(`/api/cases/${id}/dossier/confirm`, { revision: 2, whom: 'Thiri（通訳）' })
    // Another text is another translation.
    expect(await save({ ...dossier, passages: dossier.passages.map((one) => ({ ...one, ja: `${one.ja}。` })) }, 2)).toBe('done')
    expect((await view()).confirmed).toBeNull()
    expect(await save(dossier, 3)).toBe('done')
    await counsellor(`/api/cases/${id}/dossier/confirm`, { revision: 4, whom: 'Thiri（通訳）' })
    expect(await issue(4)).toBe('conflict_check')
    expect(await act({ type: 'checkConflicts', whom: '弁護士' })).toBe('done')
    expect(await issue(4)).toBe('no_consent')
    const asked = { party: LAWYER, items: ['name', 'problem'], until: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10) }
    const { text, language, version } = await (await counsellor(`/api/cases/${id}/consent-text`, asked)).json() as ConsentTextView
    expect(await act({ type: 'giveConsent', ...asked, given: 'spoken', text, language, version })).toBe('done')
    expect(await refusal(await other(`/api/cases/${id}/dossier/issue`, { revision: 4, purpose: 'p' }))).toBe('take_first')
    expect(await issue(4)).toBe('done')

    const { state } = await (await counsellor(`/api/cases/${id}`)).json() as CaseDetail
    expect(state.disclosures).toMatchObject([{ party: LAWYER, items: ['name', 'problem'], purpose: '法律相談' }])
    const pdf = Buffer.from(await (await counsellor(`/api/cases/${id}/dossiers/1/pdf`)).arrayBuffer())
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(state.mediation.dossiers[0]?.digest)
    const { printed } = await (await counsellor(`/api/cases/${id}/dossiers/1`)).json() as PrintedDossier
    expect(printed.draft).toBeNull()
    expect(JSON.stringify(printed)).toContain('機械翻訳（Thiri（通訳）が照合）')
    await save({ ...dossier, passages: [] }, 4)
    expect(Buffer.from(await (await counsellor(`/api/cases/${id}/dossiers/1/pdf`)).arrayBuffer()).equals(pdf)).toBe(true)
    await expect(db.query(`UPDATE dossier SET printed = '{}'`)).rejects.toThrow('never changed')
    expect(await save(dossier, 5)).toBe('done')
    await counsellor(`/api/cases/${id}/dossier/confirm`, { revision: 6, whom: 'Thiri' })
    expect(await act({ type: 'revokeConsent', id: state.consents[0]?.id, reason: 'changed her mind' })).toBe('done')
    expect(await issue(6)).toBe('no_consent')
  })

  test('an open case teaches nothing yet; a closed one teaches without names, and only once somebody else has read it', async () => {
    expect(await refusal(await counsellor(`/api/cases/${id}/study`, {}))).toBe('not_closed')
    await act({ type: 'noteTraits', nationality: 'ミャンマー', prefecture: '愛知県', industry: '溶接' })
    await act({ type: 'endMediation', result: 'agreed', day: '2026-11-01', terms: 'アオバ製作所は未払い賃金を払う' })
    await act({ type: 'close', outcome: 'settled', withoutAgreement: null, followUp: '2099-01-01' })
    const begun = await (await counsellor(`/api/cases/${id}/study`, {})).json() as StudyBegun
    const first = await study(counsellor, begun.id)
    expect(JSON.stringify(first.study)).not.toMatch(/グエン|アオバ|豊田|15日/)
    expect(first).toMatchObject({ stage: 'mediation', outcome: 'settled', faults: ['empty', 'trait_left'], case: id })
    expect(begun.hidden.join(' ')).toContain('グエン')
    const written = { revision: 1, themes: ['labour.unpaid-wages'], status: '特定技能', study: { ...first.study, title: '賃金の未払いをあっせんで解決', situation: 'グエンさんは溶接の仕事', done: '労働局に相談した', lessons: '早く記録を集める', traits: { nationality: 'ミャンマー', prefecture: '', industry: '' } } }
    const put = async (body: object) => refusal(await counsellor(`/api/library/${begun.id}`, body, {}, 'PATCH'))
    expect(await put(written)).toBe('done')
    expect((await study(counsellor, begun.id)).faults).toEqual(['name_left', 'trait_left', 'too_few'])
    expect(await refusal(await counsellor(`/api/library/${begun.id}/review`, { revision: 2, ask: true }))).toBe('study_faulty')
    expect(await put({ ...written, revision: 2, study: { ...written.study, situation: '工場で働く人の賃金が払われない', traits: { nationality: '', prefecture: '', industry: '' } } })).toBe('done')
    expect(await refusal(await counsellor(`/api/library/${begun.id}/review`, { revision: 3, ask: true }))).toBe('done')
    expect(await refusal(await counsellor(`/api/library/${begun.id}/decision`, { revision: 3, decision: 'publish' }))).toBe('own_study')
    expect(await refusal(await other(`/api/library/${begun.id}/decision`, { revision: 3, decision: 'publish' }))).toBe('done')
    expect((await db.query('SELECT names FROM case_study')).rows[0].names).toEqual([])

    const found = async (query: string, asking = other) => (await (await asking(`/api/library?${query}`)).json() as LibraryView).studies.map(({ title }) => title)
    const title = '賃金の未払いをあっせんで解決'
    for (const query of ['', 'q=記録 あっせん', 'theme=labour', 'language=my', 'status=特定', 'stage=mediation', 'outcome=settled', 'theme=labour&language=my&q=工場']) expect([query, await found(query)]).toEqual([query, [title]])
    for (const query of ['q=%25', 'theme=tax', 'language=vi', 'stage=desk', 'outcome=solved']) expect([query, await found(query)]).toEqual([query, []])
    // An editor alone reads it, and is not led to the case.
    await db.query(`UPDATE staff SET roles = '{editor}' WHERE name = 'Tanaka'`)
    expect(await study(other, begun.id)).toMatchObject({ case: null, reviewer: 'Tanaka' })
    expect(await refusal(await other(`/api/library/${begun.id}/article`, { topic: 'labour.mediated-wages', theme: 'labour' }))).toBe('done')
    expect((await db.query(`SELECT content->'articles'->'ja'->>'text' AS text FROM article_version WHERE topic = 'labour.mediated-wages'`)).rows[0].text).toContain('早く記録を集める')
    // Nobody learns from it what happened at a company they are tied to.
    await db.query(`INSERT INTO staff_conflict (id, staff_id, kind, value, created_by) SELECT gen_random_uuid(), id, 'code', 'MAKER', id FROM staff WHERE name = 'Tanaka'`)
    expect([await found(''), (await other(`/api/library/${begun.id}`)).status]).toEqual([[], 404])
  })
})
