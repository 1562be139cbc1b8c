// Letting a company's report go: by a second person, after a last look, into the ledger; and taking one back, which unsays nothing.
import { faultsOf } from '../reports/verify.ts'
import type { Runtime } from '../runtime.ts'
import { enterLedger, findReport, moveReport } from '../store/reports.ts'
import type { Reader } from '../store/visible.ts'

export interface Decision { readonly revision: number; readonly decision: 'release' | 'return'; readonly reason: string }

/** Whoever wrote in it cannot release it; nothing is released twice. */
export type NotReleased = 'not_in_review' | 'own_report' | 'changed' | 'overtaken' | 'reveals' | 'reason'

/** @returns null where there is no such report */
export async function decideReport({ db, now }: Runtime, reader: Reader, id: string, { revision, decision, reason }: Decision): Promise<'done' | NotReleased | null> {
  const row = await findReport(db, reader, id)
  if (!row) return null
  if (row.state !== 'review') return 'not_in_review'
  if (decision === 'return') {
    if (reason === '') return 'reason'
    return await moveReport(db.prisma, { id, revision, from: 'review', to: 'draft', reason, by: reader.id, now: now() }) ? 'done' : 'changed'
  }
  if (row.authors.includes(reader.id)) return 'own_report'
  if (faultsOf(row.content).length > 0) return 'reveals'
  return undone(db.prisma.$transaction(async (tx) => {
    if (!(await enterLedger(tx, row))) throw new Undone('overtaken')
    if (!(await moveReport(tx, { id, revision, from: 'review', to: 'released', reason, by: reader.id, now: now() }))) throw new Undone('changed')
    return 'done' as const
  }))
}

/** A draft is thrown away by it; of one that was released the company no longer sees it, and its months stay counted. */
export async function withdrawReport({ db, now }: Runtime, reader: Reader, id: string, revision: number, reason: string): Promise<'done' | 'changed' | null> {
  const row = await findReport(db, reader, id)
  if (!row) return null
  return row.state !== 'withdrawn' && await moveReport(db.prisma, { id, revision, from: row.state, to: 'withdrawn', reason, by: reader.id, now: now() }) ? 'done' : 'changed'
}

/** Undoes the transaction it is thrown in. */
class Undone extends Error {
  override readonly name = 'Undone'
  readonly why: NotReleased
  constructor(why: NotReleased) {
    super(why)
    this.why = why
  }
}

async function undone(work: Promise<'done'>): Promise<'done' | NotReleased> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Undone) return error.why
    throw error
  }
}
