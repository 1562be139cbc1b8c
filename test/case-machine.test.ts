// The case machine, tried with everything people might do in any order: nothing gets lost, nothing is told without consent.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Act, Opening } from '../src/cases/acts.ts'
import { attentionAt, nextOf, tick } from '../src/cases/agenda.ts'
import { apply, fold } from '../src/cases/case.ts'
import { decide, giveTo } from '../src/cases/decide.ts'
import { issueDossier } from '../src/cases/decide-mediation.ts'
import { EMPTY_DOSSIER } from '../src/cases/dossier.ts'
import type { Section } from '../src/cases/dossier.ts'
import type { CaseEvent } from '../src/cases/events.ts'
import { openBySign, openCase } from '../src/cases/open.ts'
import { isAtLeast, isGraver, SEVERITIES } from '../src/cases/severity.ts'
import type { Sign } from '../src/cases/severity.ts'
import { ownerKey } from '../src/cases/state.ts'
import type { CaseState } from '../src/cases/state.ts'
import { onWorkerAct } from '../src/cases/worker-acts.ts'
import { onWorkerMessage } from '../src/cases/worker-signs.ts'
import { DESK_HOURS, isOpen } from '../src/hours/timetable.ts'
import type { Timetable } from '../src/hours/timetable.ts'

const HOURS: readonly Timetable[] = [
  DESK_HOURS,
  { 1: [['09:00', '12:00'], ['13:00', '17:30']], 3: [['22:00', '06:00']], holiday: [] },
  { 6: [['10:00', '10:20']] },
  { ...DESK_HOURS, '2026-12-29': [], '2026-12-30': [], '2026-12-31': [['10:00', '24:00']], '2027-01-01': [], '2027-01-02': [], '2027-01-03': [] },
]
const START = Date.parse('2026-12-31T23:59:00+09:00')
let count = 0
const newId = () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`

const parties = [
  { type: 'employer', name: '工場', publicEmployee: false }, { type: 'office', name: '労基署', publicEmployee: true },
  { type: 'partner', name: 'NPO', publicEmployee: false }, { type: 'lawyer', name: '弁護士', publicEmployee: false },
] as const
const party = fc.constantFrom(...parties)
const items = fc.uniqueArray(fc.constantFrom('name', 'workplace', 'status', 'problem'), { minLength: 1, maxLength: 3 })
const severity = fc.constantFrom(...SEVERITIES)
const day = fc.integer({ min: -20, max: 60 }).map((days) => new Date(START + days * 86_400_000).toISOString().slice(0, 10))
const reason = fc.constant('a reason')
const is = <Name extends string>(type: Name) => fc.constant(type)
/** Stands for an id of the state then. */
const someId = fc.constant('?')

const acts = fc.oneof(
  fc.record({ type: is('raise'), severity, reason }), fc.record({ type: is('lower'), severity, reason }),
  fc.record({ type: fc.constantFrom('markIncident', 'unmarkIncident', 'release', 'reopen', 'answerEscalation'), reason }),
  fc.record({ type: is('take') }),
  fc.record({ type: is('moveStage'), stage: fc.constantFrom('desk', 'phone', 'inPerson', 'expert', 'mediation', 'outside'), reason, checked: fc.constant('somebody') }),
  fc.record({ type: is('tick'), item: fc.constantFrom('wish', 'facts', 'reason'), done: fc.boolean() }),
  fc.record({ type: is('contact'), party: fc.option(party), direction: fc.constantFrom('in', 'out'), way: is('phone'), subject: fc.constantFrom('fact', 'legal', 'support') }),
  fc.record({ type: is('setDeadline'), kind: fc.constantFrom('endOfStay', 'departure', 'lastWorkday', 'limitation'), day }),
  fc.record({ type: fc.constantFrom('removeDeadline'), id: someId }),
  fc.record({ type: is('addTask'), kind: fc.constantFrom('review', 'followUp', 'check'), what: fc.constant('ask again'), day, everyDays: fc.option(fc.integer({ min: 1, max: 30 })) }),
  fc.record({ type: is('finishTask'), id: someId, result: reason }), fc.record({ type: is('snooze'), id: someId, day, reason }),
  fc.record({ type: is('decideAccompaniment'), how: fc.constantFrom('phone', 'inPerson', 'none'), reason }),
  fc.record({ type: is('giveConsent'), party, items, given: is('spoken'), until: day, text: fc.constant('text'), language: fc.constant('vi'), version: fc.constant('1') }),
  fc.record({ type: is('revokeConsent'), id: someId, reason }),
  fc.record({ type: is('disclose'), party, items, purpose: reason, warned: fc.boolean() }),
  fc.record({ type: is('discloseInEmergency'), party, items, exception: fc.constantFrom('life', 'body', 'crime'), why: reason, notAsked: reason }),
  fc.record({ type: is('close'), outcome: fc.constantFrom('solved', 'withdrawn'), withoutAgreement: fc.option(reason), followUp: day }),
  fc.record({ type: fc.constantFrom('noteWish', 'note'), text: reason }),
  fc.record({ type: is('noteIntake'), item: fc.constantFrom('parties', 'safety'), state: fc.constantFrom('done', 'missing', 'notApplicable') }),
  fc.record({ type: is('addCost'), what: fc.constant('a fee'), amountYen: fc.nat(50_000), payer: fc.constantFrom('employer', 'worker'), agreedOn: fc.option(day) }),
  fc.record({ type: is('endMediation'), result: fc.constantFrom('agreed', 'notAgreed', 'withdrawn'), day, terms: fc.constantFrom('', 'They pay') }),
  fc.record({ type: is('checkConflicts'), whom: party.map(({ name }) => name) }),
)
const sign: fc.Arbitrary<Sign> = fc.oneof(
  fc.record({ type: is('danger'), kind: is('suicide'), level: fc.constantFrom('S4', 'S5') }),
  fc.record({ type: is('topic'), topic: fc.constantFrom('labour.passport-taken', 'labour.unpaid-wages', 'living.garbage') }),
  fc.record({ type: is('answer'), choice: fc.constantFrom('q3.4', 'q3.14') }), fc.record({ type: is('handOver') }),
)
const passages = (sections: readonly Section[]) => sections.map((section) => ({ section, day: null, ja: 'a text', translation: '', source: 'none' as const, event: null, media: null }))
const issue = fc.record({ type: is('issue'), party, sections: fc.uniqueArray(fc.constantFrom<Section>('name', 'facts', 'status'), { minLength: 1 }), warned: fc.boolean(), who: fc.constantFrom('a', 'boss') })
const step = fc.oneof(
  { weight: 1, arbitrary: issue },
  { weight: 6, arbitrary: fc.record({ type: is('act'), act: acts, who: fc.constantFrom('a', 'b', 'boss'), pick: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ type: is('worker'), does: fc.oneof(
    fc.record({ type: fc.constantFrom('end', 'wantSummary', 'wantStanding') }), fc.record({ type: is('withdraw'), consent: someId }), fc.record({ type: is('rate'), rating: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ type: is('comment'), text: reason }), fc.record({ type: is('solved'), answer: fc.constantFrom('yes', 'partly', 'no') }),
  ), pick: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ type: is('give'), to: fc.constantFrom('a', 'b') }) },
  { weight: 2, arbitrary: fc.record({ type: is('message'), signs: fc.array(sign, { maxLength: 2 }) }) },
  { weight: 3, arbitrary: fc.record({ type: is('wait'), minutes: fc.integer({ min: 1, max: 20_000 }) }) },
)
const opening = fc.record({
  asker: fc.constantFrom({ kind: 'worker' }, { kind: 'friend', name: 'A' }, { kind: 'company', name: 'B' }), origin: is('counsellor'), severity, reason,
  way: fc.constantFrom('phone', 'conversation'), here: fc.boolean(), answers: fc.uniqueArray(fc.constantFrom('q3.4', 'q1.1', 'q3.14')),
})
const rolesOf = (who: string) => (who === 'boss' ? ['supervisor'] : ['counsellor'])

interface Seen { readonly events: readonly CaseEvent[]; readonly fresh: readonly CaseEvent[]; readonly now: Date; readonly before: CaseState | null; readonly state: CaseState; readonly hours: Timetable }
type Story = readonly [hours: Timetable, start: number, first: unknown, steps: readonly Step[]]

/** Plays a story and calls `look` after every change. */
function play([hours, start, first, steps]: Story, look: (seen: Seen) => void): void {
  let now = new Date(start)
  const around = (actor: string) => ({ now, actor, hours, mediationAvailable: true, newId })
  let events: readonly CaseEvent[] = []
  let state: CaseState | null = null
  const take = (fresh: readonly CaseEvent[]): CaseState => {
    const before: CaseState | null = state
    events = [...events, ...fresh]
    const after = fresh.reduce<CaseState | null>(apply, before)
    if (after === null) throw new Error('nothing happened yet')
    state = after
    look({ events, fresh, now, before, state: after, hours })
    return after
  }
  let here = take(openCase(Opening.parse(first), around('a')))
  for (const one of steps) {
    if (one.type === 'wait') {
      const end = now.getTime() + one.minutes * 60_000
      // The desk looks when it has to, as the sweep does; after some time of this it is down, and comes back late.
      for (let looks = 0; looks < 12; looks++) {
        const due = attentionAt(here)
        if (due === null || Date.parse(due) > end) break
        now = new Date(Math.max(now.getTime(), Date.parse(due)))
        const fresh = tick(here, around('system'))
        expect(fresh.length).toBeGreaterThan(0)
        here = take(fresh)
      }
      now = new Date(end)
    } else if (one.type === 'message') here = take(onWorkerMessage(here, one.signs, around('system')))
    else if (one.type === 'worker') {
      const consent = here.consents[one.pick % Math.max(1, here.consents.length)]?.id ?? newId()
      here = take(onWorkerAct(here, one.does.type === 'withdraw' ? { type: 'withdraw', consent } : one.does, around('worker')))
    } else if (one.type === 'issue') {
      const dossier = { ...EMPTY_DOSSIER, party: one.party, passages: passages(one.sections), register: false }
      const result = issueDossier(here, { dossier, purpose: 'a reason', digest: 'd', warned: one.warned }, { id: one.who, roles: rolesOf(one.who) }, around(one.who))
      if (typeof result !== 'string') here = take(result)
    }
    else if (one.type === 'give') here = take(giveTo(here, { type: 'staff', id: one.to }, '', around('boss')))
    else {
      const ids = [...here.tasks, ...here.consents, ...here.deadlines].map(({ id }) => id)
      const act = Act.parse('id' in one.act ? { ...one.act, id: ids[one.pick % Math.max(1, ids.length)] ?? newId() } : one.act)
      const result = decide(here, act, { id: one.who, roles: rolesOf(one.who) }, around(one.who))
      if (typeof result !== 'string') here = take(result)
    }
  }
}
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never
const story: fc.Arbitrary<Story> = fc.tuple(fc.constantFrom(...HOURS), fc.integer({ min: 0, max: 20 * 1440 }).map((minutes) => START - minutes * 60_000), opening, fc.array(step, { maxLength: 30 }))
/** Much asking and telling, among few, so that consents meet what they allow. */
const few = { party: fc.constantFrom(parties[0], parties[1]), items: fc.uniqueArray(fc.constantFrom('problem', 'status'), { minLength: 1 }), soon: fc.integer({ min: 0, max: 6 }) }
const telling: fc.Arbitrary<Story> = fc.integer({ min: 0, max: 5 }).chain((startDay) => {
  const start = START - startDay * 86_400_000
  const until = few.soon.map((days) => new Date(start + (days + 1) * 86_400_000).toISOString().slice(0, 10))
  const told = fc.oneof(
    fc.record({ type: is('giveConsent'), party: few.party, items: few.items, given: is('spoken'), until, text: fc.constant('text'), language: fc.constant('vi'), version: fc.constant('1') }),
    fc.record({ type: is('revokeConsent'), id: someId, reason }),
    fc.record({ type: is('disclose'), party: few.party, items: few.items, purpose: reason, warned: fc.boolean() }),
    fc.record({ type: is('contact'), party: few.party, direction: is('out'), way: is('phone'), subject: is('fact') }),
    fc.record({ type: is('discloseInEmergency'), party: few.party, items: few.items, exception: is('life'), why: reason, notAsked: reason }),
    fc.record({ type: fc.constantFrom('raise', 'lower'), severity, reason }),
  )
  const asked: fc.Arbitrary<Step> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ type: is('act'), act: told, who: is('boss'), pick: fc.nat(5) }) },
    { weight: 3, arbitrary: fc.record({ type: is('issue'), party: few.party, sections: fc.uniqueArray(fc.constantFrom<Section>('facts', 'status'), { minLength: 1 }), warned: fc.boolean(), who: is('boss') }) },
    { weight: 1, arbitrary: fc.record({ type: is('wait'), minutes: fc.integer({ min: 60, max: 3_000 }) }) },
  )
  return fc.tuple(fc.constantFrom(...HOURS), fc.constant(start), opening, fc.array(asked, { maxLength: 40, minLength: 10 }))
})
const always = (look: (seen: Seen) => void, stories = story) => fc.assert(fc.property(stories, (told) => { play(told, look) }), { numRuns: 250 })

describe('whatever people do, in any order', () => {
  test('an open case has an owner, and something that comes next', () => {
    always(({ state, now }) => {
      expect(ownerKey(state.owner)).toMatch(/^(a|b|boss|team:duty)$/)
      const [next, attention] = [nextOf(state), attentionAt(state)]
      if (state.closing === null) expect(next).not.toBeNull()
      if (next) expect(attention).not.toBeNull()
      // Once the desk has looked, what comes next lies ahead.
      if (next && attention !== null && attention > now.toISOString()) expect(next.at > now.toISOString()).toBe(true)
    })
  })

  test('what was closed has an outcome, and a day on which somebody asks again', () => {
    always(({ state, fresh }) => {
      if (!fresh.some(({ type }) => type === 'closed')) return
      expect(state.closing?.outcome).toMatch(/solved|withdrawn/)
      expect(state.tasks.filter(({ kind }) => kind !== 'emergencyReport')).toMatchObject([{ kind: 'afterClosing' }])
    })
  })

  test('no due time falls into a closed span, except where nothing waits for the morning', () => {
    always(({ fresh, hours, state }) => {
      for (const event of fresh) {
        const due = event.type === 'clockSet' ? Object.values(event.times).slice(1) : event.type === 'taskAdded' && event.task.kind !== 'emergencyReport' ? [event.task.dueAt] : event.type === 'closed' ? [event.followUp.dueAt] : []
        const ownDay = event.type === 'closed' || (event.type === 'taskAdded' && event.task.kind !== 'review')
        if (ownDay || !isAtLeast(state.severity, 'S4')) for (const at of due) expect([event.type, at, isOpen(hours, new Date(at))]).toEqual([event.type, at, true])
      }
    })
  })

  test('nobody but the worker is turned to without a consent that holds then, item by item; else it is danger, on record, and reported', () => {
    let [agreed, urgent, issued] = [0, 0, 0]
    always(({ events, fresh, now, before, state }) => {
      for (const event of fresh) {
        // A dossier is given away as a disclosure or not at all.
        if (event.type === 'dossierIssued') {
          issued++
          expect(fresh.find((one) => one.type === 'disclosed' && one.disclosure.id === event.dossier.disclosure && one.disclosure.emergency === null)).toBeDefined()
        }
        const to = event.type === 'disclosed' ? event.disclosure.party : event.type === 'contacted' && event.contact.direction === 'out' ? event.contact.party : null
        if (!to) continue
        if (event.type === 'disclosed' && event.disclosure.emergency) {
          urgent++
          expect(isAtLeast(before?.severity ?? 'S1', 'S4')).toBe(true)
          expect(state.escalation).not.toBe('none')
          expect(state.tasks.some(({ kind }) => kind === 'emergencyReport')).toBe(true)
          continue
        }
        agreed++
        // Read from the events alone, not by the code that decided.
        const earlier = events.slice(0, events.length - fresh.length)
        const revoked = new Set(earlier.flatMap((one) => (one.type === 'consentRevoked' ? [one.id] : [])))
        const holding = earlier.flatMap((one) => (one.type === 'consentGiven' && !revoked.has(one.consent.id) && now < new Date(one.consent.expiresAt) && one.consent.party.name === to.name ? [one.consent] : []))
        expect(holding.length).toBeGreaterThan(0)
        for (const item of event.type === 'disclosed' ? event.disclosure.items : []) expect(holding.some((one) => one.items.includes(item))).toBe(true)
      }
    }, fc.oneof(telling, story))
    // It was tried.
    expect(Math.min(agreed, urgent, issued)).toBeGreaterThan(5)
  })

  test('only a person with a reason makes a case less grave', () => {
    always(({ fresh, state, before }) => {
      if (!before || !isGraver(before.severity, state.severity)) return
      expect(fresh[0]).toMatchObject({ type: 'severityLowered', reason: 'a reason' })
      expect(fresh[0]?.by).not.toBe('system')
    })
  })

  test('the events alone say what a case is', () => {
    always(({ events, state }) => { expect(fold(JSON.parse(JSON.stringify(events)))).toEqual(state) })
  })
})

test('a case opened by a sign of danger belongs to who is on duty, and its clock runs at once', () => {
  const now = new Date('2026-12-31T18:00:00Z')
  const state = fold(openBySign({ type: 'danger', kind: 'suicide', level: 'S5' }, { now, actor: 'system', hours: DESK_HOURS, newId }))
  expect(state).toMatchObject({ severity: 'S5', owner: { type: 'team', team: 'duty' }, awaiting: true, origin: 'flow' })
  expect(state.clocks.response?.dueAt).toBe('2026-12-31T18:05:00.000Z')
})
