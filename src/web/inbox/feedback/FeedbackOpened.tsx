// What stands behind the feedback's address: one piece, the bodies, or one of them.
import type { MeView } from '../../../server/api/staff.ts'
import { BodiesPage } from './BodiesPage.tsx'
import { BodyPage } from './BodyPage.tsx'
import { bodyIn } from './feedbackWords.ts'
import { PiecePage } from './PiecePage.tsx'

export function FeedbackOpened({ id, me }: { readonly id: string; readonly me: MeView }) {
  const body = bodyIn(id)
  if (id === 'bodies') return <BodiesPage me={me} />
  return body === null ? <PiecePage id={id} me={me} /> : <BodyPage id={body} me={me} />
}
