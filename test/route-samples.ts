// What each route of the desk is sent where it is tried as every role: a request that would succeed, or fail for a reason of its own.
import { coverNumbers } from '../src/reports/numbers.ts'
import type { RouteName } from '../src/routes.ts'

/** The id of nothing. */
export const NOBODY = '018f0000-0000-7000-8000-000000000001'

export const OPENING = { asker: { kind: 'worker' }, origin: 'counsellor', severity: 'S5', reason: 'a test', way: 'conversation', here: false }

export const STUDY = { title: '賃金', situation: 'a', done: 'b', outcome: '', lessons: 'c', month: '2026-11', traits: { nationality: '', prefecture: '', industry: '' } }
const DOSSIER = { party: { type: 'lawyer', name: '' }, passages: [], layout: 'side', thumbnails: false, register: true }
export const PARTNER = { kind: 'npo', name: 'となりの会' }
export const BODY = { kind: 'sending', name: 'Thang Long', country: 'vn' }

const NOBODY_COUNTED = { count: { total: { matters: 0, contacts: 0, people: 0 }, by: { theme: [], topic: [], language: [], nationality: [], status: [], prefecture: [], industry: [], channel: [], lot: [], month: [] } }, crossed: { nationality: [], status: [], industry: [], prefecture: [] }, waits: [], closed: { people: 0, outcomes: [], satisfied: 0, unsatisfied: 0 }, byPerson: 0, problem: 0, serious: 0, unmet: { people: 0, kinds: [] }, notUnderstood: 0 }
const NO_KEYS = { topics: [], languages: [], channels: [], nationalities: [], statuses: [], industries: [], outcomes: [], severities: [], needs: [] }
/** A committee pack of a quarter in which nobody came. */
export const PACK = { numbers: coverNumbers(NOBODY_COUNTED, NO_KEYS, { span: { from: '2020-01-01', to: '2020-03-31' }, countedOn: '2020-04-10', threshold: 5 }), texts: { remarks: '', proposals: '' }, studies: [], titles: {} }

export const INCIDENT = { title: 'a test', people: null, kinds: [], what: '', data: '', cause: '', harm: '', measures: '', prevention: '', notice: '', other: '' }

interface There { readonly me: string; readonly conversation: string; readonly personId: string; readonly partnerId: string; readonly companyId: string }

const NOTHING = { ja: '', en: '', zh: '', vi: '', tl: '', id: '', my: '', pt: '', es: '' }
/** A questionnaire in which nothing is written yet. */
export const DRAFT = { title: NOTHING, intro: NOTHING, thanks: NOTHING, label: '', attribution: '', anonymous: false, questions: [] }

/** Routes that are sent nothing are left out. */
export const bodiesOf = ({ me, conversation, personId, partnerId, companyId }: There): Partial<Record<RouteName, object>> => ({
  'PATCH /api/me': {}, 'PATCH /api/staff/:id': {},
  'PATCH /api/hours': { usual: { 1: [['10:00', '18:00']] }, languages: {} },
  'PATCH /api/on-call': { next: 5, everyone: 15, again: 5 },
  'POST /api/on-call/shifts': { shifts: [{ staff: me, line: 1, from: '2026-12-01T01:00:00Z', until: '2026-12-08T01:00:00Z' }] },
  'PATCH /api/on-call/shifts/:id': { staff: me }, 'POST /api/on-call/shifts/:id/offer': { to: null }, 'POST /api/on-call/shifts/:id/answer': { accept: false },
  'POST /api/on-call/ways': { medium: 'line' },
  'POST /api/conversations/:id/assign': { staff: null },
  'POST /api/conversations/:id/replies': { id: NOBODY, text: 'こんにちは', asIs: true },
  'POST /api/conversations/:id/translate': { text: 'こんにちは' }, 'POST /api/conversations/:id/back-translation': { text: 'hello' },
  'POST /api/conversations/:id/lines/:seq/correction': { text: 'こんにちは' },
  'POST /api/glossary': { number: 0, terms: [] }, 'POST /api/glossary/import': { file: '[]' }, 'POST /api/corrections/:id': { state: 'kept' },
  'POST /api/conversations/:id/idle': { answer: 'keep' }, 'POST /api/conversations/:id/presence': { state: 'viewing' },
  'POST /api/conversations/:id/notes': { id: NOBODY, text: 'a test', mentions: [] }, 'PATCH /api/conversations/:id/notes/:note': { text: 'a test' },
  'POST /api/notices/seen': { conversation },
  'POST /api/conversations/:id/contact': { begin: false, channels: [], hours: null, neutral: true, watched: false, note: 'said so on the phone' },
  'POST /api/conversations/:id/confirm': { reason: 'a test' },
  'POST /api/articles': { topic: 'tax.new', theme: 'tax' },
  'POST /api/articles/understand': { text: 'gaji' },
  'POST /api/articles/:id/restore': { number: 7, reason: 'a test' },
  'POST /api/articles/:id/withdraw': { reason: '' },
  'POST /api/conversations/search': { text: 'hello', days: null },
  'POST /api/conversations/acts': { conversations: [conversation], act: { type: 'snooze', until: null } },
  'POST /api/views': { name: 'a test', filter: { show: 'open', owner: null, turn: null, language: null, channel: null, theme: null }, shared: false },
  'POST /api/views/order': { views: ['open'] },
  'POST /api/cases': { conversation, opening: OPENING },
  'POST /api/cases/:id/acts': { type: 'note', text: 'a test' },
  'POST /api/cases/:id/consent-text': { party: { type: 'office', name: '労基署' }, items: ['name'], until: '2027-03-31' },
  'POST /api/cases/:id/summary-draft': {},
  'POST /api/cases/:id/owner': { staff: null },
  'POST /api/people/:id/facts': { field: 'work', status: 'known', value: 'sewing', base: 0 },
  'POST /api/people/:id/notes': { text: 'a note', sensitive: false, agreed: false },
  'POST /api/people/:id/merge': { other: personId, facts: ['work'], reason: 'a test' },
  'POST /api/people/:id/part': { part: personId, reason: 'a test' },
  'PATCH /api/cases/:id/dossier': { revision: 0, dossier: DOSSIER }, 'POST /api/cases/:id/dossier/translate': { texts: ['a'] },
  'POST /api/cases/:id/dossier/confirm': { revision: 1, whom: 'A' }, 'POST /api/cases/:id/dossier/issue': { revision: 1, purpose: 'a test' }, 'PATCH /api/mediation': { available: false },
  'PATCH /api/library/:id': { revision: 1, study: STUDY, themes: [], status: '' }, 'POST /api/library/:id/review': { revision: 1, ask: true },
  'POST /api/library/:id/decision': { revision: 1, decision: 'return', reason: '' }, 'POST /api/library/:id/article': { topic: 'tax.pension', theme: 'tax' },
  'POST /api/cases/:id/requests': { partner: partnerId, kind: 'accompany', day: null, prefecture: '東京都', language: null, until: '2027-01-31', question: '', facts: [], mail: false },
  'POST /api/cases/:id/requests/:request/link': { mail: false },
  'POST /api/companies': { entry: { name: 'みほん食品' } },
  'PATCH /api/companies/:id': { entry: { name: 'みほん食品' }, revision: 1 },
  'POST /api/companies/import': { file: 'bmFtZQ==', dry: true },
  'POST /api/companies/:id/workers': { asOf: '2026-04-01', workers: 10 },
  'POST /api/companies/:id/codes': { lot: 'company' },
  'POST /api/committee': { kind: 'committee', from: '2020-04-01' }, 'PATCH /api/committee/:id': { revision: 99, texts: { remarks: '', proposals: '' }, studies: [] },
  'POST /api/committee/:id/review': { revision: 99, ask: true }, 'POST /api/committee/:id/decision': { revision: 99, decision: 'return', reason: 'a test' },
  'POST /api/partners': { entry: PARTNER, independent: true },
  'PATCH /api/partners/:id': { entry: PARTNER, revision: 1, independent: true },
  'POST /api/partners/import': { file: 'bmFtZQ==', dry: true },
  'POST /api/partners/:id/ties': { kind: 'code', value: 'NOTHING' },
  'PATCH /api/feedback': { open: false }, 'PATCH /api/feedback/:id': { revision: 1, body: null, shown: null }, 'POST /api/board/:id/decision': { revision: 9, decision: 'undo' }, 'POST /api/board/members/:id/decision': { decision: 'lift' }, 'POST /api/feedback/:id/decision': { revision: 1, decision: 'publish' },
  'POST /api/bodies': { entry: BODY }, 'PATCH /api/bodies/:id': { entry: BODY, revision: 1 }, 'POST /api/bodies/:id/listing': { act: 'unlist' }, 'POST /api/bodies/:id/merge': { into: NOBODY },
  'POST /api/bodies/:id/replies': { until: '2020-01-01', mail: false }, 'POST /api/bodies/:id/replies/:reply': { decision: 'publish' },
  'POST /api/directory/:id/decision': { revision: 1, act: 'check' }, 'POST /api/directory/bodies/:id': { act: 'confirm' },
  'POST /api/outreach': { kind: 'free' }, 'POST /api/outreach/count': { segment: {}, kind: 'news' }, 'PATCH /api/outreach/:id': { revision: 1, title: 'a test', kind: 'free', segment: {}, message: { texts: {}, buttons: [] }, startsAt: null, endsAt: null },
  'POST /api/outreach/:id/preview': { message: { texts: {}, buttons: [] }, language: 'en' }, 'POST /api/outreach/:id/template': { kind: 'free' }, 'POST /api/outreach/:id/translate': { from: 'ja', to: 'en', text: 'こんにちは' },
  'POST /api/outreach/:id/review': { revision: 1, ask: false }, 'POST /api/outreach/:id/decision': { revision: 1, decision: 'return', reason: 'a test' }, 'POST /api/outreach/:id/run': { revision: 1, act: 'pause' },
  'POST /api/staff/:id/conflicts': { kind: 'code', value: 'NOTHING' },
  'POST /api/invitations': { name: 'A', email: 'a@example.org', roles: [], languages: [] },
  'PATCH /api/connections/:id': { values: { MESSENGER_APP_SECRET: 'a test' } },
  'POST /api/troubles/again': { kind: 'delivery', ids: null }, 'POST /api/troubles/end': { kind: 'delivery', ids: null, reason: 'a test' },
  'POST /api/approvals/:id': { decision: 'refused' },
  'POST /api/questionnaires': { key: 'another', kind: 'survey', from: { type: 'empty' } }, 'POST /api/questionnaires/translate': { text: 'はい', language: 'en' },
  'PATCH /api/questionnaires/:id': { opensAt: null, closesAt: null, quotas: [] }, 'PATCH /api/questionnaires/:id/draft': { revision: 1, draft: DRAFT, unchecked: [] },
  'POST /api/questionnaires/:id/review': { revision: 1, ask: true }, 'POST /api/questionnaires/:id/decision': { revision: 1, decision: 'return', reason: 'a test' },
  'POST /api/questionnaires/:id/withdraw': { reason: 'a test' }, 'POST /api/questionnaires/:id/hearings/:sheet': { state: 'asked' },
  'POST /api/reports': { company: companyId, quarter: '2020-Q1' }, 'PATCH /api/reports/settings': { cadence: 'quarter' },
  'PATCH /api/reports/:id': { revision: 1, recommendations: [] }, 'POST /api/reports/:id/review': { revision: 1, ask: true },
  'POST /api/reports/:id/decision': { revision: 1, decision: 'release' }, 'POST /api/reports/:id/withdraw': { revision: 9, reason: 'a test' },
  'POST /api/people/:id/privacy': { kind: 'copy' }, 'POST /api/people/:id/hold': { reason: 'a test' }, 'POST /api/privacy/requests/:id/decision': { decision: 'takeBack' },
  'PATCH /api/privacy/rules/:id': { days: 1_095, reason: 'a test' }, 'POST /api/privacy/rules/:id/decision': { decision: 'refuse' },
  'POST /api/incidents': { knownAt: '2026-11-01T00:00:00Z', unlawful: false, facts: INCIDENT }, 'PATCH /api/incidents/:id': { revision: 99, knownAt: '2026-11-01T00:00:00Z', unlawful: false, facts: INCIDENT }, 'POST /api/incidents/:id/step': { step: 'reopen' },
  'POST /api/audit/exports': { from: '2026-01-01', to: '2026-01-31', reason: 'a test' },
})
