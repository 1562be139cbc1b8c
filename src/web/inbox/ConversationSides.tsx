// The list of conversations beside the one that is open, and on a phone one of the two.
import { ConversationList } from './list/ConversationList.tsx'
import type { Counsellor } from './Desk.tsx'
import { NothingOpen } from './thread/NothingOpen.tsx'
import { Thread } from './thread/Thread.tsx'

interface ConversationSidesProps { readonly user: Counsellor; readonly live: boolean; readonly open: string | null }

export function ConversationSides({ user, live, open }: ConversationSidesProps) {
  return (
    <main className="desk-sides">
      <ConversationList user={user} live={live} open={open} />
      <div className="desk-thread" id="thread" tabIndex={-1}>
        {open === null ? <NothingOpen /> : <Thread key={open} id={open} user={user} live={live} />}
      </div>
    </main>
  )
}
