// The list of conversations beside the one that is open, and what is known of its person; on a phone one of them.
import { ConversationList } from './list/ConversationList.tsx'
import type { Counsellor } from './Desk.tsx'
import { PersonBeside } from './person/PersonBeside.tsx'
import { usePersonPanel } from './person/personPanel.ts'
import { NothingOpen } from './thread/NothingOpen.tsx'
import { Thread } from './thread/Thread.tsx'

interface ConversationSidesProps { readonly user: Counsellor; readonly live: boolean; readonly open: string | null }

export function ConversationSides({ user, live, open }: ConversationSidesProps) {
  const panel = usePersonPanel() && open !== null
  return (
    <main className="desk-sides" data-person={panel || undefined}>
      <ConversationList user={user} live={live} open={open} />
      <div className="desk-thread" id="thread" tabIndex={-1}>
        {open === null ? <NothingOpen /> : <Thread key={open} id={open} user={user} live={live} />}
      </div>
      {panel && <PersonBeside key={`person ${open}`} conversation={open} live={live} />}
    </main>
  )
}
