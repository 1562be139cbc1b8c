// What people said and wrote, and what was written about them: sealed, so that a copy of the tables tells nobody's story.
import type { SealedColumn } from './columns.ts'

/** What statements ask for stays open: which line a line is about, how grave a danger is, what kind of thing happened. */
export const OPEN = {
  content: ['corrects', 'reacts', 'quotes'],
  danger: ['kind', 'level', 'at'],
  translation: ['language', 'source'],
  caseEvent: ['type', 'by', 'at', 'stage', 'severity', 'contact.way', 'contact.direction', 'closing.outcome', 'need.kind', 'need.status'],
  terms: ['channels'],
  subject: ['staff', 'merge'],
} as const

/** People are counted by these, and asked for by them. */
export const COUNTED_FIELDS = ['nationality', 'residence', 'place', 'industry'] as const

const text = (table: string, ...columns: readonly string[]): SealedColumn[] => columns.map((column) => ({ table, column, kind: 'text' }))
const json = (table: string, column: string, open?: readonly string[]): SealedColumn => ({ table, column, kind: 'json', ...(open && { open }) })

export const TEXTS: readonly SealedColumn[] = [
  ...text('message', 'text'),
  json('message', 'content', OPEN.content),
  json('message', 'danger', OPEN.danger),
  json('conversation', 'danger', OPEN.danger),
  // Of a key that was used once only a digest is kept, which is asked for.
  { ...json('event', 'payload'), where: `external_id NOT LIKE 'once-%'` },
  ...text('translation', 'text'),
  ...text('translation_memory', 'text'),
  ...text('translation_correction', 'original', 'machine', 'corrected'),
  ...text('media', 'name', 'source'),
  ...text('attachment', 'name'),
  ...text('held_line', 'text'),
  json('held_line', 'translation', OPEN.translation),
  json('held_line', 'question'),
  json('held_line', 'files'),
  ...text('note', 'text'),
  ...text('note_version', 'text'),
  { ...json('case_event', 'payload', OPEN.caseEvent) },
  ...text('case_file', 'next_what'),
  { table: 'case_study', column: 'names', kind: 'texts' },
  json('case_study', 'content'),
  json('dossier_draft', 'content'),
  ...text('dossier_draft', 'confirmed_whom'),
  json('dossier', 'content'),
  json('dossier', 'printed'),
  { table: 'dossier', column: 'pdf', kind: 'bytes' },
  { table: 'person_entry', column: 'value', kind: 'text', where: `field NOT IN (${COUNTED_FIELDS.map((field) => `'${field}'`).join(', ')})` },
  ...text('person_merge', 'reason', 'undone_reason'),
  json('person', 'contact', OPEN.terms),
  json('person', 'own_contact', OPEN.terms),
  json('contact_change', 'terms', OPEN.terms),
  ...text('contact_change', 'note'),
  json('answer_sheet', 'answers', []),
  ...text('feedback', 'written', 'words', 'japanese', 'note'),
  ...text('board_post', 'title', 'text'),
  json('board_post', 'translations', []),
  ...text('board_line', 'text'),
  json('board_line', 'translations', []),
  ...text('board_report', 'text'),
  ...text('board_act', 'note'),
  ...text('gap', 'text', 'phrase'),
  json('approval', 'subject', OPEN.subject),
  ...text('approval', 'reason'),
  ...text('staff_conflict', 'note'),
  ...text('partner_tie', 'note'),
  ...text('body_submission', 'note'),
  ...text('privacy_request', 'reason'),
  ...text('legal_hold', 'reason'),
  json('incident', 'facts'),
  json('incident_change', 'detail'),
  json('audit', 'detail'),
  ...text('audit', 'reason'),
]
