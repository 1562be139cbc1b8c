// Rows of cases as the desk's pages see them.
import type { CaseEvent } from '../cases/events.ts'
import type { ListedCase } from '../store/cases.ts'
import { pseudonymOf } from '../store/pseudonym.ts'
import type { CaseView } from './api/cases.ts'

export function caseView(row: ListedCase): CaseView {
  return {
    id: row.id,
    pseudonym: row.person_id === null ? null : pseudonymOf(row.person_id),
    person: row.person_id,
    asker: row.asker,
    severity: row.severity,
    incident: row.incident,
    stage: row.stage,
    owner: { id: row.owner, name: row.owner_name },
    escalation: row.escalation,
    due: row.due_at === null ? null : { at: row.due_at.toISOString(), breached: row.breached },
    next: row.next_at === null ? null : { at: row.next_at.toISOString(), what: row.next_what ?? '' },
    themes: row.themes,
    language: row.language,
    conversations: row.conversations,
    standingAsked: row.standing_asked,
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
  }
}

/** The names of those who did something, or were given it. */
export function namesIn(events: readonly CaseEvent[], owner: string, names: Readonly<Record<string, string>>): Record<string, string> {
  const ids = new Set([owner, ...events.flatMap((event) => [event.by, ...(event.type === 'ownerChanged' && event.owner.type === 'staff' ? [event.owner.id] : []), ...(event.type === 'conflictsChecked' ? [event.check.whom] : [])])])
  return Object.fromEntries([...ids].flatMap((id) => { const name = names[id]; return name === undefined ? [] : [[id, name]] }))
}
