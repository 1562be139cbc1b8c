// Requests to partners in the pure machine: whatever people do in any order, nobody is told what the worker did not agree to, and no link outlives its right.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Act, Opening } from '../src/cases/acts.ts'
import { nextOf, tick } from '../src/cases/agenda.ts'
import { apply, fold } from '../src/cases/case.ts'
import { decide } from '../src/cases/decide.ts'
import { askPartner, byLink } from '../src/cases/decide-request.ts'
import type { CaseEvent } from '../src/cases/events.ts'
import { LinkAct } from '../src/cases/link-acts.ts'
import { openCase } from '../src/cases/open.ts'
import { itemsTold } from '../src/cases/requests.ts'
import type { CaseState } from '../src/cases/state.ts'
import { DESK_HOURS } from '../src/hours/timetable.ts'

const START = Date.parse('2026-12-31T10:00:00+09:00')
let count = 0
const newId = () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`
const BOSS = { id: 'boss', roles: ['supervisor'] }
const parties = [{ type: 'lawyer', name: '弁護士', publicEmployee: false }, { type: 'partner', name: 'NPO', publicEmployee: false }, { type: 'office', name: '市役所', publicEmployee: true }] as const
const day = (days: number) => new Date(START + days * 86_400_000).toISOString().slice(0, 10)

/** Among few, so that consents meet what they allow. */
const who = fc.constantFrom(0, 0, 1, 1, 2)
const some = fc.subarray(['name', 'status', 'problem'] as const)
const most = fc.oneof({ weight: 2, arbitrary: fc.constant(['name', 'status', 'problem'] as const) }, { weight: 1, arbitrary: some })
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('consent' as const), who, items: most, days: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('revoke' as const), pick: fc.nat(3) }) },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('ask' as const), who, facts: some, words: fc.boolean(), kind: fc.constantFrom('accompany' as const, 'shelter' as const, 'legal' as const), warned: fc.boolean(), days: fc.integer({ min: -1, max: 8 }), by: fc.constantFrom('a', 'b', 'boss') }) },
  { weight: 8, arbitrary: fc.record({ type: fc.constant('link' as const), pick: fc.nat(2), act: fc.constantFrom({ type: 'open' }, { type: 'accept' }, { type: 'decline', reason: 'r' }, { type: 'ask', text: 't' }, { type: 'finish', report: 'r', costYen: 100 }) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('act' as const), pick: fc.nat(2), act: fc.constantFrom({ type: 'withdrawRequest', reason: 'r' }, { type: 'replyRequest', text: 'r' }, { type: 'passOnAnswer' }) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('other' as const), act: fc.constantFrom({ type: 'markIncident', reason: 'r' }, { type: 'unmarkIncident', reason: 'r' }, { type: 'close', outcome: 'solved', withoutAgreement: null, followUp: day(9) }, { type: 'reopen', reason: 'r' }) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 40 }) }) },
)
const story = fc.array(step, { minLength: 8, maxLength: 40 })
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

interface Seen { readonly before: CaseState; readonly earlier: readonly CaseEvent[]; readonly fresh: readonly CaseEvent[]; readonly state: CaseState; readonly now: Date }

function play(steps: readonly Step[], look: (seen: Seen) => void): void {
  let now = new Date(START)
  const around = (actor: string) => ({ now, actor, hours: DESK_HOURS, newId })
  let events: readonly CaseEvent[] = openCase(Opening.parse({ asker: { kind: 'worker' }, origin: 'counsellor', severity: 'S2', reason: 'r', way: 'phone', here: true }), around('a'))
  let state = fold(events)
  const answer = (one: Step): CaseEvent[] | string | null => {
    const request = 'pick' in one ? state.requests[one.pick] : undefined
    switch (one.type) {
      case 'consent': return decide(state, Act.parse({ type: 'giveConsent', party: parties[one.who], items: one.items, given: 'spoken', until: day(one.days), text: 't', language: 'vi', version: '1' }), BOSS, around('boss'))
      case 'revoke': return decide(state, Act.parse({ type: 'revokeConsent', id: state.consents[one.pick]?.id ?? newId(), reason: 'r' }), BOSS, around('boss'))
      case 'ask': return askPartner(state, {
        id: newId(), partner: `partner-${one.who}`, partnerKind: ['lawyer', 'scrivener', 'publicOffice'][one.who] ?? '', party: parties[one.who] ?? parties[0], kind: one.kind, day: null, prefecture: '愛知県', language: 'vi',
        question: one.words ? 'what happened' : '', facts: one.facts.map((item) => ({ item, text: item })), until: day(one.days), warned: one.warned,
      }, { id: one.by, roles: one.by === 'boss' ? ['supervisor'] : [] }, around(one.by))
      case 'link': return byLink(state, request?.id ?? newId(), LinkAct.parse(one.act), around('partner'))
      case 'act': return decide(state, Act.parse({ ...one.act, id: request?.id ?? newId() }), BOSS, around('boss'))
      case 'other': return decide(state, Act.parse(one.act), BOSS, around('boss'))
      case 'wait': {
        now = new Date(now.getTime() + one.hours * 3_600_000)
        return tick(state, around('system'))
      }
    }
  }
  for (const one of steps) {
    const fresh = answer(one)
    if (fresh === null || typeof fresh === 'string' || fresh.length === 0) continue
    const [before, earlier] = [state, events]
    events = [...events, ...fresh]
    state = fresh.reduce<CaseState>((at, event) => apply(at, event), state)
    look({ before, earlier, fresh, state, now })
  }
}

/** Read from the events alone, not by the code that decided: what this addressee may know now. */
function agreedTo(events: readonly CaseEvent[], party: string, now: Date): { readonly items: ReadonlySet<string>; readonly any: boolean } {
  const revoked = new Set(events.flatMap((one) => (one.type === 'consentRevoked' ? [one.id] : [])))
  const live = events.flatMap((one) => (one.type === 'consentGiven' && !revoked.has(one.consent.id) && now < new Date(one.consent.expiresAt) && one.consent.party.name === party ? [one.consent] : []))
  return { items: new Set(live.flatMap(({ items }) => items)), any: live.length > 0 }
}

test('nobody is asked with, or shown, or told anything of the worker that they did not agree to at that moment, by no sequence of acts', () => {
  let [asked, shown, replied, anonymous] = [0, 0, 0, 0]
  fc.assert(fc.property(story, (steps) => play(steps, ({ before, earlier, fresh, now }) => {
    for (const event of fresh) {
      if (event.type === 'requestMade') {
        const told: string[] = [...event.request.facts.map(({ item }) => item), ...(event.request.question === '' ? [] : ['problem'])]
        if (told.length === 0) { anonymous++; continue }
        asked++
        expect(told.filter((item) => !agreedTo(earlier, event.request.party.name, now).items.has(item))).toEqual([])
      }
      if (/^request(Opened|Accepted|Declined|Asked|Done|Replied)$/.test(event.type) && 'id' in event) {
        const request = before.requests.find(({ id }) => id === event.id)
        const items = request ? itemsTold(request) : ['nothing']
        if (items.length > 0) shown++
        expect(items.filter((item) => !agreedTo(earlier, request?.party.name ?? '', now).items.has(item))).toEqual([])
        // Neither taken back nor over, nor answered for good.
        expect(earlier.some((one) => /^request(Withdrawn|Declined|Done)$/.test(one.type) && 'id' in one && one.id === event.id)).toBe(false)
        expect(now < new Date(request?.until ?? 0)).toBe(true)
      }
      if (event.type === 'requestReplied') {
        replied++
        const request = before.requests.find(({ id }) => id === event.id)
        expect(agreedTo(earlier, request?.party.name ?? '', now).items.has('problem')).toBe(true)
        expect(fresh.some((one) => one.type === 'disclosed')).toBe(true)
      }
      if (event.type === 'disclosed') expect(event.disclosure.items.filter((item) => !agreedTo(earlier, event.disclosure.party.name, now).items.has(item))).toEqual([])
    }
  })), { numRuns: 400 })
  expect(Math.min(asked, shown, replied, anonymous)).toBeGreaterThan(5)
})

test('the first opening of what tells something stands in the register; above the incident line no scrivener reads a legal question', () => {
  let [registered, refused] = [0, 0]
  fc.assert(fc.property(story, (steps) => play(steps, ({ before, earlier, fresh, state }) => {
    for (const event of fresh) {
      if (event.type === 'requestOpened') {
        const request = before.requests.find(({ id }) => id === event.id)
        if (request && request.openedAt.length === 0 && itemsTold(request).length > 0) {
          registered++
          expect(fresh.find(({ type }) => type === 'disclosed')).toMatchObject({ disclosure: { party: request.party, items: itemsTold(request), emergency: null } })
        }
      }
      if (event.type === 'incidentMarked') refused++
      if (before.incident && 'request' in event) expect([event.request.kind, event.request.partnerKind]).not.toEqual(['legal', 'scrivener'])
    }
    expect(state.conflictChecks.length).toBeGreaterThanOrEqual(state.requests.length)
    if (state.closing === null) expect(nextOf(state)).not.toBeNull()
    expect(fold(JSON.parse(JSON.stringify([...earlier, ...fresh])))).toEqual(state)
  })), { numRuns: 300 })
  expect(Math.min(registered, refused)).toBeGreaterThan(5)
})

const at = (days: number) => ({ now: new Date(START + days * 86_400_000), actor: 'a', hours: DESK_HOURS, newId })
function asking() {
  const first = openCase(Opening.parse({ asker: { kind: 'worker' }, origin: 'counsellor', severity: 'S2', reason: 'r', way: 'phone', here: true }), at(0))
  const ask = { id: newId(), partner: 'p', partnerKind: 'npo', party: parties[1], kind: 'accompany' as const, day: null, prefecture: '愛知県', language: 'vi', question: '', facts: [], until: day(20), warned: false }
  const made = askPartner(fold(first), ask, { id: 'a', roles: [] }, at(0))
  if (typeof made === 'string') throw new Error(made)
  return { ask, events: [...first, ...made] }
}

test('nobody who does not have the case asks, and nobody is asked twice for the same', () => {
  const { ask, events } = asking()
  expect(askPartner(fold(events), { ...ask, id: newId() }, { id: 'b', roles: [] }, at(0))).toBe('take_first')
  expect(askPartner(fold(events), { ...ask, id: newId() }, { id: 'a', roles: [] }, at(0))).toBe('asked_already')
  expect(askPartner(fold(events), { ...ask, id: newId(), partner: 'q', until: day(-1) }, { id: 'a', roles: [] }, at(0))).toBe('past_day')
})

test('no answer in time is told, and a refusal asks for the next partner', () => {
  const { ask, events } = asking()
  expect(fold(events).tasks.filter(({ kind }) => kind === 'partnerAnswer')).toMatchObject([{ what: 'NPO' }])
  expect(tick(fold(events), at(7)).map(({ type }) => type)).toEqual(expect.arrayContaining(['taskMissed', 'escalated']))
  const no = byLink(fold(events), ask.id, { type: 'decline', reason: 'full' }, at(1)) ?? []
  const state = fold([...events, ...no])
  expect([state.requests[0]?.status, state.tasks.map(({ kind }) => kind).filter((kind) => kind.startsWith('partner'))]).toEqual(['declined', ['partnerNext']])
  expect(no.every(({ by }) => by === 'partner' || by === 'system')).toBe(true)
  // The same link again.
  expect(byLink(state, ask.id, { type: 'open' }, at(1))).toBeNull()
  expect(byLink(state, ask.id, { type: 'accept' }, at(1))).toBeNull()
})
