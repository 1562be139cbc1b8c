// What a dossier may be made of: the events that may be told, each as a sentence, and what the worker sent.
import { tellable } from '../../../cases/dossier.ts'
import type { CaseEvent } from '../../../cases/events.ts'
import type { MediationView } from '../../../server/api/mediation.ts'
import { dateOf, exactly } from '../time.ts'
import type { Choosable } from './ChoosePassages.tsx'
import { lineOf, named } from './mediationWords.ts'

export const eventChoices = (events: readonly CaseEvent[]): Choosable[] =>
  tellable(events).map((one) => ({
    key: String(one.seq), label: lineOf(one), at: exactly(one.event.at), picture: null,
    passage: { section: one.event.type === 'wishNoted' ? 'claims' : 'timeline', day: dateOf(one.event.at), ja: lineOf(one), translation: '', source: 'none', event: one.seq, media: null },
  }))

export const evidenceChoices = (evidence: MediationView['evidence']): Choosable[] =>
  evidence.map(({ id, kind, name, at }) => ({
    key: id, label: `${named('kinds', kind)}${name === null ? '' : ` ${name}`}`, at: exactly(at), picture: kind === 'image' ? id : null,
    passage: { section: 'evidence', day: dateOf(at), ja: name ?? named('kinds', kind), translation: '', source: 'none', event: null, media: id },
  }))
