// How a case begins: by hand, by the flow in danger, by the self-check, on behalf of somebody.
import type { Opening } from './acts.ts'
import { conclude } from './agenda.ts'
import type { Circumstances } from './agenda.ts'
import { SYSTEM } from './case.ts'
import type { CaseEvent, Happening } from './events.ts'
import { gravest, isAtLeast, scoreOf, SUPPORT_LINE } from './severity.ts'
import type { Score, Sign } from './severity.ts'
import { DUTY } from './state.ts'
import type { Contact } from './state.ts'

export function openCase(opening: Opening, around: Circumstances): CaseEvent[] {
  const { asker, origin, severity, reason, way, here, themes, companies, answers, note } = opening
  const known = gravest([{ severity, reason, legal: false }, ...answers.map((choice) => scoreOf({ type: 'answer', choice }))])
  return begin({ asker, origin, themes, companies, here, score: known ?? { severity, reason, legal: false } }, contactIn(around, way, note), around)
}

/** Opened by the desk itself: nobody has it yet, and somebody waits. */
export function openBySign(sign: Sign, around: Circumstances): CaseEvent[] {
  const by = { ...around, actor: SYSTEM }
  return begin({ asker: { kind: 'worker', name: '' }, origin: 'flow', themes: [], companies: [], here: false, score: scoreOf(sign) }, contactIn(by, 'conversation', ''), by)
}

/** Opened because of what somebody answered in the self-check, on their own wish: nobody has it yet, and they wait. */
export function openByAnswers(answers: readonly string[], around: Circumstances): CaseEvent[] {
  const by = { ...around, actor: SYSTEM }
  const score = gravest(answers.map((choice) => scoreOf({ type: 'answer', choice }))) ?? scoreOf({ type: 'handOver' })
  return begin({ asker: { kind: 'worker', name: '' }, origin: 'selfCheck', themes: [], companies: [], here: false, score }, contactIn(by, 'conversation', ''), by)
}

interface Beginning extends Pick<Opening, 'asker' | 'origin' | 'themes' | 'companies' | 'here'> { readonly score: Score }

function begin({ asker, origin, themes, companies, here, score: { severity, reason, legal } }: Beginning, contact: Contact, around: Circumstances): CaseEvent[] {
  const opened: Happening = {
    type: 'opened', asker, origin, severity, reason, legal: legal && isAtLeast(severity, SUPPORT_LINE), awaiting: !here,
    owner: here ? { type: 'staff', id: around.actor } : DUTY, themes: [...new Set(themes)], companies: [...new Set(companies)],
  }
  // The desk that opens it in somebody's absence logs the contact as its own, and the wait begins.
  return conclude(null, [opened, { type: 'contacted', contact: here ? contact : { ...contact, by: SYSTEM } }], around)
}

function contactIn({ now, actor, newId }: Circumstances, way: Contact['way'], note: string): Contact {
  return { id: newId(), at: now.toISOString(), by: actor, direction: 'in', way, party: null, subject: 'support', note }
}
