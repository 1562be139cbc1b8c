// Begins a study of a closed case: everything that was written about it, without what says whom it was about.
import { fold } from '../cases/case.ts'
import type { CaseEvent } from '../cases/events.ts'
import { STAGES } from '../cases/stages.ts'
import { namesOf, storyOf } from '../cases/study.ts'
import { dayInJapan } from '../hours/timetable.ts'
import { anonymise } from '../knowledge/anonymise.ts'
import type { Runtime } from '../runtime.ts'
import { staffNames } from '../store/case-people.ts'
import { findCase } from '../store/cases.ts'
import { findDossierDraft } from '../store/dossiers.ts'
import { beginStudy, openStudyOf } from '../store/library.ts'
import type { Reader } from '../store/visible.ts'

/** A case has one study: asked for again, it is the same. Null where the reader sees no such case. */
export async function beginStudyOf({ db, content, newId, now }: Runtime, reader: Reader, id: string): Promise<{ id: string; hidden: readonly string[] } | 'not_closed' | null> {
  const found = await findCase(db, reader, id)
  if (!found) return null
  const { row, events } = found
  const state = fold(events)
  if (state.closing === null) return 'not_closed'
  const open = await openStudyOf(db, reader, id)
  if (open !== null) return { id: open, hidden: [] }
  const [draft, staff] = await Promise.all([findDossierDraft(db, reader, id), staffNames(db)])
  const names = [...namesOf(state, draft?.content ?? null), ...Object.values(staff)]
  const story = storyOf(events)
  const [situation, done, outcome] = [story.situation, story.done, story.outcome].map((text) => anonymise(text, names, content.mask))
  const study = newId()
  await beginStudy(db, {
    id: study, case: id, companies: state.companies, names, themes: state.themes, language: row.language, stage: reached(events), outcome: state.closing.outcome, author: reader.id, now: now(),
    content: {
      title: '', situation: situation?.text ?? '', done: done?.text ?? '', outcome: outcome?.text ?? '', lessons: '', month: dayInJapan(new Date(state.closing.at)).slice(0, 7),
      traits: { nationality: '', prefecture: '', industry: '' },
    },
  })
  return { id: study, hidden: [...new Set([situation, done, outcome].flatMap((one) => one?.hidden ?? []))] }
}

/** The furthest stage the case was at. */
function reached(events: readonly CaseEvent[]): string {
  return STAGES.findLast((stage) => stage === 'desk' || events.some((event) => event.type === 'stageChanged' && event.stage === stage)) ?? 'desk'
}
