// The three cases the desk was founded on, as the machine would carry them.
import { expect, test } from 'vitest'
import { Act, Opening } from '../src/cases/acts.ts'
import { attentionAt, nextOf, tick } from '../src/cases/agenda.ts'
import { apply, fold } from '../src/cases/case.ts'
import { decide } from '../src/cases/decide.ts'
import type { CaseEvent } from '../src/cases/events.ts'
import { openBySign, openCase } from '../src/cases/open.ts'
import { onAnswerElsewhere, onWorkerMessage } from '../src/cases/worker-signs.ts'
import type { Sign } from '../src/cases/severity.ts'
import type { CaseState } from '../src/cases/state.ts'
import { DESK_HOURS } from '../src/hours/timetable.ts'

const office = { type: 'office', name: '労働基準監督署', publicEmployee: true }
const employer = { type: 'employer', name: '工場', publicEmployee: false }

/** `at` is a moment in Japan. Each step gives back what the case is then, or why it was refused. */
function carry(begin: (around: { now: Date; actor: string; hours: typeof DESK_HOURS; newId(): string }) => CaseEvent[], at: string) {
  let [now, count] = [new Date(`${at}+09:00`), 0]
  const newId = () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`
  const around = (actor: string) => ({ now, actor, hours: DESK_HOURS, newId })
  let events = begin(around('sato'))
  const take = (fresh: readonly CaseEvent[]): CaseState => {
    events = [...events, ...fresh]
    return fold(events)
  }
  return {
    get state() { return fold(events) },
    get events() { return events },
    does(act: object, who = 'sato', roles = ['counsellor']): CaseState | string {
      const result = decide(fold(events), Act.parse(act), { id: who, roles }, around(who))
      return typeof result === 'string' ? result : take(result)
    },
    hears: (...signs: Sign[]) => take(onWorkerMessage(fold(events), signs, around('system'))),
    /** Time passes, and the desk looks whenever it has to. */
    until(later: string): CaseState {
      const end = new Date(`${later}+09:00`).toISOString()
      for (let due = attentionAt(fold(events)); due !== null && due <= end; due = attentionAt(fold(events))) {
        now = new Date(due)
        events = [...events, ...tick(fold(events), around('system'))]
      }
      now = new Date(end)
      return fold(events)
    },
  }
}
const opening = (more: object) => (around: Parameters<typeof openCase>[1]) => openCase(Opening.parse({ asker: { kind: 'worker' }, origin: 'counsellor', severity: 'S2', reason: 'a reason', way: 'phone', here: true, ...more }), around)
const consent = (party: object, items: string[], until: string) => ({ type: 'giveConsent', party, items, until, given: 'spoken', text: 'text', language: 'vi', version: '1' })

test('injured at work, six months of sickness benefit, then the labour office: asked only with consent, followed up until it acted', () => {
  const one = carry(opening({ themes: ['labour.work-injury', 'medical.insurance-use'], severity: 'S2' }), '2026-11-24T11:00')
  expect(one.state).toMatchObject({ owner: { type: 'staff', id: 'sato' }, stage: 'desk', themes: ['labour.work-injury', 'medical.insurance-use'], contacts: [{ direction: 'in', way: 'phone' }] })
  // Nobody waits, so somebody looks again within two service days.
  expect(nextOf(one.state)).toMatchObject({ what: 'review', at: '2026-11-26T02:00:00.000Z' })
  one.does({ type: 'noteWish', text: '労災にしたい' })
  expect(one.does({ type: 'contact', party: office, direction: 'out', way: 'phone', subject: 'fact' })).toBe('no_consent')
  expect(one.does({ type: 'disclose', party: office, items: ['problem'], purpose: 'whether a claim can still be made' })).toBe('no_consent')
  one.does(consent(office, ['problem', 'status'], '2027-01-31'))
  expect(one.does({ type: 'disclose', party: office, items: ['problem', 'workplace'], purpose: 'asking' })).toBe('no_consent')
  expect(one.does({ type: 'disclose', party: office, items: ['problem', 'status'], purpose: 'asking' })).toBe('status_warning')
  expect(one.does({ type: 'disclose', party: office, items: ['problem'], purpose: 'asking' })).toMatchObject({ disclosures: [{ items: ['problem'], consents: [expect.any(String)], emergency: null }] })
  one.does({ type: 'contact', party: office, direction: 'out', way: 'phone', subject: 'procedure', note: '手続きを確認' })
  one.does({ type: 'offerOptions', options: ['労災を請求する', '傷病手当金を続ける'] })
  one.does({ type: 'choose', id: one.state.decisions[0]?.id, chosen: '労災を請求する' })
  one.does({ type: 'moveStage', stage: 'phone', reason: '一人では手続きできない' })
  expect(one.state).toMatchObject({ stage: 'phone', accompaniment: { how: 'phone', reason: '一人では手続きできない' } })
  one.does({ type: 'addTask', kind: 'followUp', what: '労基署は動いたか', day: '2026-12-07', everyDays: 7 })
  const [review] = one.state.tasks
  one.does({ type: 'finishTask', id: review?.id, result: '確認した' })
  expect(nextOf(one.state)).toEqual({ at: '2026-12-07T08:59:00.000Z', what: 'followUp', text: '労基署は動いたか' })
  one.until('2026-12-07T17:00')
  // Done, it asks again a week later.
  one.does({ type: 'finishTask', id: one.state.tasks.find(({ kind }) => kind === 'followUp')?.id, result: 'まだ' })
  expect(nextOf(one.state)?.at).toBe('2026-12-14T08:59:00.000Z')
  one.does({ type: 'revokeConsent', id: one.state.consents[0]?.id, reason: '本人の希望' })
  expect(one.does({ type: 'contact', party: office, direction: 'out', way: 'phone', subject: 'fact' })).toBe('no_consent')
  expect(one.does({ type: 'close', outcome: 'solved', withoutAgreement: null, followUp: '2027-01-04' })).toMatchObject({ closing: { outcome: 'solved' }, tasks: [{ kind: 'afterClosing', dueAt: '2027-01-04T08:59:00.000Z' }] })
})

test('an intern who left, wages unpaid, a lawyer beside us, the end of stay coming: it gets graver by the calendar alone', () => {
  const one = carry(opening({ severity: 'S3', themes: ['labour.unpaid-wages', 'residence.change-status', 'labour.discrimination'], answers: ['q3.2', 'q3.16'], companies: ['LOT7', 'KUMIAI1'] }), '2026-11-24T10:30')
  one.does({ type: 'addActor', kind: 'lawyer', name: '法テラスの弁護士', note: '示談交渉を受任' })
  one.does({ type: 'markIncident', reason: '示談交渉がある' })
  // Above the incident line the desk itself does not argue the law with anybody.
  one.does(consent(employer, ['problem'], '2027-01-31'))
  expect(one.does({ type: 'contact', party: employer, direction: 'out', way: 'phone', subject: 'legal' })).toBe('experts_only')
  expect(one.does({ type: 'contact', party: employer, direction: 'out', way: 'phone', subject: 'fact' })).toMatchObject({ contacts: [{}, { subject: 'fact' }] })
  one.does({ type: 'setDeadline', kind: 'endOfStay', day: '2026-12-20' })
  expect(one.state).toMatchObject({ severity: 'S3', tasks: expect.arrayContaining([expect.objectContaining({ kind: 'deadline', dueAt: '2026-12-07T08:59:00.000Z' })]) })
  // From three on accompaniment has to be decided on, within two service days.
  expect(one.state.clocks.accompaniment?.dueAt).toBe('2026-11-26T01:30:00.000Z')
  expect(one.does({ type: 'moveStage', stage: 'inPerson', reason: 'OTITへ同行' })).toBe('phone_first')
  one.does({ type: 'moveStage', stage: 'phone', reason: 'OTITに電話' })
  expect(one.state.clocks.accompaniment).toBeUndefined()
  one.until('2026-12-13T09:59')
  expect(one.state.severity).toBe('S3')
  expect(one.until('2026-12-13T10:00')).toMatchObject({ severity: 'S4', severityReason: 'deadline.endOfStay', awaiting: true })
  expect(one.state.clocks.response?.dueAt).toBe('2026-12-13T02:00:00.000Z')
  expect(one.does({ type: 'moveStage', stage: 'inPerson', reason: 'OTITへ同行' })).toBe('conflict_check')
  expect(one.does({ type: 'moveStage', stage: 'inPerson', reason: 'OTITへ同行', checked: '地域の支援団体' })).toMatchObject({ stage: 'inPerson', conflictChecks: [{ whom: '地域の支援団体', companies: ['LOT7', 'KUMIAI1'] }] })
  // A person who judges it less grave, with a reason, is not overruled by the same day.
  one.does({ type: 'lower', severity: 'S3', reason: '更新の申請が受理された' })
  expect(one.until('2026-12-18T10:00')).toMatchObject({ severity: 'S3' })
})

test('pregnant, dismissed, "I want to die" at three in the morning: a case and its clock at once, help without consent on record, support first', () => {
  const one = carry((around) => openBySign({ type: 'danger', kind: 'suicide', level: 'S5' }, around), '2026-12-31T03:00')
  expect(one.state).toMatchObject({ severity: 'S5', severityReason: 'danger.suicide', owner: { type: 'team', team: 'duty' }, asker: { kind: 'worker' }, incident: null })
  expect(one.state.clocks.response).toMatchObject({ warnAt: '2026-12-30T18:02:00.000Z', dueAt: '2026-12-30T18:05:00.000Z' })
  one.until('2026-12-31T03:06')
  expect(one.state).toMatchObject({ escalation: 'supervisor', clocks: { response: { warned: true, breached: true } } })
  expect(one.until('2026-12-31T03:10')).toMatchObject({ escalation: 'onCall' })
  expect(one.events.filter(({ type }) => type === 'clockWarned' || type === 'clockBreached')).toHaveLength(2)
  expect(one.does({ type: 'lower', severity: 'S1', reason: 'x' }, 'suzuki', ['on-call'])).toBe('take_first')
  one.does({ type: 'take' }, 'suzuki', ['on-call'])
  const police = { type: 'office', name: '警察', publicEmployee: true }
  expect(one.does({ type: 'contact', party: police, direction: 'out', way: 'phone', subject: 'fact' }, 'suzuki')).toBe('no_consent')
  expect(one.does({ type: 'discloseInEmergency', party: police, items: ['contact'], exception: 'life', why: '自殺のおそれ', notAsked: '返事がない' }, 'suzuki')).toMatchObject({
    disclosures: [{ by: 'suzuki', items: ['contact'], consents: [], emergency: { exception: 'life' } }], tasks: [{ kind: 'emergencyReport', dueAt: '2026-12-30T19:10:00.000Z' }],
  })
  expect(one.does({ type: 'finishTask', id: one.state.tasks[0]?.id, result: 'x' }, 'suzuki', ['on-call'])).toBe('supervisor_only')
  expect(one.does({ type: 'contact', party: null, direction: 'out', way: 'conversation', subject: 'support', note: '話を聞いた' }, 'suzuki')).toMatchObject({ awaiting: false, clocks: { accompaniment: {} } })
  expect(one.state.clocks.response).toBeUndefined()
  expect(one.hears({ type: 'topic', topic: 'labour.pregnancy-work' })).toMatchObject({ severity: 'S5', incident: { reason: 'topic.labour.pregnancy-work' }, awaiting: true })
  one.does({ type: 'noteNeed', kind: 'shelter', status: 'open' }, 'suzuki')
  one.does({ type: 'moveStage', stage: 'expert', reason: '弁護士のいる近くの団体へ', checked: '団体の弁護士' }, 'suzuki')
  expect(one.state).toMatchObject({ stage: 'expert', needs: [{ kind: 'shelter', status: 'open' }] })
  expect(one.does({ type: 'close', outcome: 'referred', withoutAgreement: null, followUp: '2026-12-30' }, 'suzuki')).toBe('past_day')
  expect(one.does({ type: 'close', outcome: 'referred', withoutAgreement: '返事がない', followUp: '2026-12-31' }, 'suzuki')).toMatchObject({ closing: { withoutAgreement: '返事がない' }, tasks: [{ kind: 'emergencyReport' }, { kind: 'afterClosing' }] })
})

test('in a closed span of nine days the clock of a problem stands still, and that of danger does not', () => {
  const holidays = { ...DESK_HOURS, ...Object.fromEntries(['2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02'].map((day) => [day, []])) }
  const at = { now: new Date('2026-12-28T17:00:00+09:00'), actor: 'a', hours: holidays, newId: () => '00000000-0000-4000-8000-000000000001' }
  const due = (severity: string) => openCase(Opening.parse({ asker: { kind: 'worker' }, origin: 'flow', severity, reason: 'r', way: 'conversation', here: false }), at).reduce<CaseState | null>(apply, null)?.clocks.response?.dueAt
  expect(due('S3')).toBe('2027-01-04T08:00:00.000Z')
  expect(due('S2')).toBe('2027-01-05T08:00:00.000Z')
  expect(due('S4')).toBe('2026-12-28T09:00:00.000Z')
  expect(due('S5')).toBe('2026-12-28T08:05:00.000Z')
})

test('an answer in the platform\'s own inbox ends the wait as well, once', () => {
  const at = { now: new Date('2026-11-24T11:00:00+09:00'), actor: 'system', hours: DESK_HOURS, newId: () => '00000000-0000-4000-8000-000000000001' }
  const state = fold(openBySign({ type: 'danger', kind: 'violence', level: 'S4' }, at))
  const after = onAnswerElsewhere(state, at).reduce<CaseState | null>(apply, state)
  expect([state.awaiting, after?.awaiting, after?.clocks.response]).toEqual([true, false, undefined])
  expect(after && onAnswerElsewhere(after, at)).toEqual([])
})
