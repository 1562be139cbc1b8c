// The desk itself: the list of conversations beside the one that is open, and on a phone one of the two.
import { useState } from 'react'
import type { SessionView } from '../../server/api.ts'
import { useTranslation } from 'react-i18next'
import type { Show } from './api.ts'
import { ConversationList } from './ConversationList.tsx'
import { KeySheet } from './KeySheet.tsx'
import { useSingleKeys } from './keys.ts'
import { NoticeCorner } from './NoticeCorner.tsx'
import { NothingOpen } from './NothingOpen.tsx'
import { usePlace } from './place.ts'
import { StatusNotice } from './StatusNotice.tsx'
import { useStream } from './stream.ts'
import { Thread } from './Thread.tsx'
import { TopBar } from './TopBar.tsx'
import { useNews } from './useNews.ts'

export type Counsellor = NonNullable<SessionView['user']>

export function Desk({ user }: { readonly user: Counsellor }) {
  const { t } = useTranslation()
  const place = usePlace()
  const live = useStream()
  const [show, setShow] = useState<Show>('open')
  const [sheet, setSheet] = useState(false)
  const keys = useSingleKeys(() => setSheet(true))
  useNews(live)
  const open = place.type === 'conversation' ? place.id : null
  return (
    <div className="desk" data-open={open === null ? 'list' : 'thread'}>
      <a className="skip" href="#thread">{t('desk.skip')}</a>
      <TopBar user={user} live={live} onKeys={() => setSheet(true)} />
      <StatusNotice />
      <main className="desk-sides">
        <ConversationList user={user} live={live} show={show} onShow={setShow} open={open} />
        <div className="desk-thread" id="thread" tabIndex={-1}>
          {open === null ? <NothingOpen live={live} /> : <Thread key={open} id={open} user={user} live={live} />}
        </div>
      </main>
      <KeySheet opened={sheet} onClose={() => setSheet(false)} keys={keys} />
      <NoticeCorner />
    </div>
  )
}
