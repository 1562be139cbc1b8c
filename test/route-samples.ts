// What each route of the desk is sent where it is tried as every role: a request that would succeed, or fail for a reason of its own.
import type { RouteName } from '../src/routes.ts'

/** The id of nothing. */
export const NOBODY = '018f0000-0000-7000-8000-000000000001'

export const OPENING = { asker: { kind: 'worker' }, origin: 'counsellor', severity: 'S5', reason: 'a test', way: 'conversation', here: false }

export const STUDY = { title: '賃金', situation: 'a', done: 'b', outcome: '', lessons: 'c', month: '2026-11', traits: { nationality: '', prefecture: '', industry: '' } }
const DOSSIER = { party: { type: 'lawyer', name: '' }, passages: [], layout: 'side', thumbnails: false, register: true }
export const PARTNER = { kind: 'npo', name: 'となりの会' }

interface There { readonly me: string; readonly conversation: string; readonly personId: string; readonly partnerId: string; readonly companyId: string }

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
  'POST /api/partners': { entry: PARTNER, independent: true },
  'PATCH /api/partners/:id': { entry: PARTNER, revision: 1, independent: true },
  'POST /api/partners/import': { file: 'bmFtZQ==', dry: true },
  'POST /api/partners/:id/ties': { kind: 'code', value: 'NOTHING' },
  'POST /api/staff/:id/conflicts': { kind: 'code', value: 'NOTHING' },
  'POST /api/invitations': { name: 'A', email: 'a@example.org', roles: [], languages: [] },
  'POST /api/approvals/:id': { decision: 'refused' },
  'POST /api/reports': { company: companyId, quarter: '2020-Q1' }, 'PATCH /api/reports/settings': { cadence: 'quarter' },
  'PATCH /api/reports/:id': { revision: 1, recommendations: [] }, 'POST /api/reports/:id/review': { revision: 1, ask: true },
  'POST /api/reports/:id/decision': { revision: 1, decision: 'release' }, 'POST /api/reports/:id/withdraw': { revision: 9, reason: 'a test' },
  'POST /api/audit/exports': { from: '2026-01-01', to: '2026-01-31', reason: 'a test' },
})
