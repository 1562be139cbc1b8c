// The link by which a body writes its own entry of the directory, and sees what became of it.
import { suggestionsFor } from '../feedback/names.ts'
import type { Submission } from '../feedback/submission.ts'
import type { Runtime } from '../runtime.ts'
import { companyNames } from '../store/feedback-pieces.ts'
import { sendAgain, sendSubmission, submissionBehind } from '../store/submissions.ts'
import type { OwnSubmission } from '../store/submissions.ts'
import { digestOf, newSecret } from './request-link.ts'

/** More than anybody looks through. */
const MOST_WAITING = 300
/** From here on a written name is taken for a company's where a conflict of interest is concerned. */
const SAME_COMPANY = 0.8

type Tools = Pick<Runtime, 'db' | 'now' | 'audit' | 'newId'>

export const entryLinkOf = ({ config }: Pick<Runtime, 'config'>, secret: string): string => `${config.publicUrl}/entry/${secret}`

/** The link's secret; null where too many wait already. */
export async function submitEntry({ db, now, audit, newId }: Tools, content: Submission): Promise<string | null> {
  const [secret, id] = [newSecret(), newId()]
  const [like] = suggestionsFor(content.entry.name, await companyNames(db))
  const company = like && like.likeness >= SAME_COMPANY ? like.id : null
  if (!(await sendSubmission(db, { id, digest: digestOf(secret) ?? '', content, company, at: now() }, MOST_WAITING))) return null
  await audit.record({ actor: 'stranger', action: 'directory.submit', object: `submission:${id}`, detail: {} })
  return secret
}

/** Null where the link shows nothing. */
export async function lookAtEntry({ db }: Pick<Runtime, 'db'>, secret: string): Promise<OwnSubmission | null> {
  const digest = digestOf(secret)
  const found = digest === null ? null : await submissionBehind(db, digest)
  return found?.state === 'refused' ? null : found
}

/** False as above. */
export async function submitAgain({ db, now, audit }: Omit<Tools, 'newId'>, secret: string, content: Submission): Promise<boolean> {
  const [digest, found] = [digestOf(secret), await lookAtEntry({ db }, secret)]
  if (digest === null || !found || !(await sendAgain(db, digest, content, now()))) return false
  await audit.record({ actor: 'stranger', action: 'directory.submit', object: `submission:${found.id}`, detail: { again: true } })
  return true
}
