// A questionnaire in the shapes of the desk's pages: where it stands, what is written in it, and what it was.
import { DraftShape } from '../questionnaires/draft-shape.ts'
import { completeLanguages, draftOf, emptyDraft } from '../questionnaires/draft.ts'
import type { QuestionnaireDraft } from '../questionnaires/draft.ts'
import { Quotas } from '../questionnaires/quotas-shape.ts'
import { QuestionnaireContent } from '../questionnaires/shape.ts'
import type { QuestionnaireRow, VersionRow } from '../store/questionnaires.ts'
import type { OpenQuestionnaire, QuestionnaireLine, QuestionnaireVersionView, Standing } from './api/questionnaires.ts'

/** The one that is asked now. `versions` newest first. */
export const runningOf = (versions: readonly VersionRow[]): VersionRow | null => versions.find(({ state }) => state === 'published') ?? null
export const openOf = (versions: readonly VersionRow[]): VersionRow | null => versions.find(({ state }) => state === 'draft' || state === 'review') ?? null

/** Everything that ever ran, by number. */
export function contentsOf(versions: readonly VersionRow[]): ReadonlyMap<number, QuestionnaireContent> {
  return new Map(versions.filter(({ published_at }) => published_at !== null).map(({ number, content }) => [number, QuestionnaireContent.parse(content)]))
}

export function writtenIn({ published_at, content }: VersionRow): QuestionnaireDraft {
  return published_at === null ? DraftShape.parse(content) : draftOf(QuestionnaireContent.parse(content))
}

export function standingOf({ opens_at, closes_at }: QuestionnaireRow, versions: readonly VersionRow[], now: Date): Standing {
  if (!runningOf(versions)) return versions.some(({ published_at }) => published_at !== null) ? 'withdrawn' : openOf(versions)?.state === 'review' ? 'review' : 'draft'
  if (closes_at !== null && closes_at <= now) return 'closed'
  return opens_at !== null && opens_at > now ? 'waiting' : 'open'
}

export function lineOf(row: QuestionnaireRow, versions: readonly VersionRow[], now: Date): QuestionnaireLine {
  const [open, running] = [openOf(versions), runningOf(versions)]
  const shown = open ?? running ?? versions[0]
  const draft = shown ? writtenIn(shown) : emptyDraft()
  return {
    key: row.key, kind: row.kind, title: { ja: draft.title.ja, en: draft.title.en }, standing: standingOf(row, versions, now), writing: open?.state === 'review' ? 'review' : open ? 'draft' : null,
    languages: completeLanguages(draft), anonymous: draft.anonymous, opensAt: row.opens_at?.toISOString() ?? null, closesAt: row.closes_at?.toISOString() ?? null,
    finished: row.finished, most: Quotas.parse(row.quotas).find(({ by }) => by === undefined)?.most ?? null,
  }
}

export function openView(open: VersionRow): OpenQuestionnaire {
  return {
    number: open.number, state: open.state === 'review' ? 'review' : 'draft', draft: writtenIn(open), unchecked: open.unchecked, revision: open.revision,
    authors: open.authors.map((id, at) => ({ id, name: open.author_names[at] ?? id })), savedAt: open.saved_at.toISOString(), reason: open.reason,
  }
}

export function versionView(version: VersionRow): QuestionnaireVersionView {
  const { number, state, author_names: authors, decided_name: reviewer, reason, published_at, saved_at } = version
  return { number, state, ran: published_at !== null, draft: writtenIn(version), authors, reviewer, reason, at: (published_at ?? saved_at).toISOString() }
}
