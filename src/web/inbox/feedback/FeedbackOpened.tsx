// What stands behind the feedback's address: one piece, the bodies or one of them, the directory's entries or one of them.
import type { MeView } from '../../../server/api/staff.ts'
import { BodiesPage } from './BodiesPage.tsx'
import { BodyPage } from './BodyPage.tsx'
import { DirectoryPage } from './DirectoryPage.tsx'
import { bodyIn, submissionIn } from './feedbackWords.ts'
import { PiecePage } from './PiecePage.tsx'
import { SubmissionPage } from './SubmissionPage.tsx'

export function FeedbackOpened({ id, me }: { readonly id: string; readonly me: MeView }) {
  const body = bodyIn(id)
  const submission = submissionIn(id)
  if (id === 'directory') return <DirectoryPage />
  if (submission !== null) return <SubmissionPage id={submission} me={me} />
  if (id === 'bodies') return <BodiesPage me={me} />
  return body === null ? <PiecePage id={id} me={me} /> : <BodyPage id={body} me={me} />
}
