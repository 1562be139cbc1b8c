// An entry that a body wrote itself, and what becomes of the one that stood there before. Pure.
import { z } from 'zod'
import { BodyEntry } from './entry.ts'
import { Listing } from './listing.ts'

export const Submission = z.strictObject({ entry: BodyEntry, listing: Listing })
export type Submission = z.infer<typeof Submission>

/**
 * What becomes of the entry. What decides how many voices have to come together before anything is shown (kind and company), and where it is,
 * stays as staff know it; former names are still found.
 */
export function entryAfter(before: BodyEntry | null, { entry }: Submission): BodyEntry {
  if (!before) return { ...entry, companyId: null }
  const otherNames = [...new Set([...before.otherNames, ...entry.otherNames, before.name])].filter((name) => name !== entry.name).slice(0, 20)
  return { ...entry, otherNames, kind: before.kind, country: before.country, companyId: before.companyId }
}
