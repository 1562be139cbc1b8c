// The desk itself: the bar on top, and below it the conversations or the page that is open.
import { useEffect, useState } from 'react'
import { Button, Loader } from '@mantine/core'
import type { SessionView } from '../../server/api/inbox.ts'
import { useTranslation } from 'react-i18next'
import { ConversationSides } from './ConversationSides.tsx'
import { Entrance } from './entrance/Entrance.tsx'
import { KeySheet } from './KeySheet.tsx'
import { useSingleKeys } from './keys.ts'
import { refusalOf } from './need.ts'
import { NoticeCorner } from './NoticeCorner.tsx'
import { Calls } from './Calls.tsx'
import { RotaNotice } from './oncall/RotaNotice.tsx'
import { PAGES, go, usePlace } from './place.ts'
import { later } from './staff/later.tsx'
import { pageOf, pageTitle } from './staff/pageOf.tsx'
import { useMe } from './staff/staffQueries.ts'
import { StatusNotice } from './StatusNotice.tsx'
import { useStream } from './stream.ts'
import { TopBar } from './TopBar.tsx'
import { useNews } from './useNews.ts'
import { refusalWords } from './words.ts'

export type Counsellor = NonNullable<SessionView['user']>

const SecondFactorGate = later(async () => (await import('./staff/SecondFactorGate.tsx')).SecondFactorGate)

export function Desk({ user }: { readonly user: Counsellor }) {
  const { t } = useTranslation()
  const place = usePlace()
  const me = useMe()
  const mayRead = me.data?.may.includes('conversations.read') ?? false
  const { secondFactor } = me.data ?? {}
  const secured = secondFactor !== undefined && (secondFactor.totp || secondFactor.passkeys > 0)
  const lacking = secondFactor?.required === true && !secured
  const atGate = place.type === 'second-factor'
  const live = useStream(mayRead && !lacking && !atGate)
  const [sheet, setSheet] = useState(false)
  const keys = useSingleKeys(() => setSheet(true))
  useNews(live, t(me.data?.may.includes('reports.own') ? 'ownReports.title' : 'desk.title'), pageTitle(place), mayRead && !lacking && !atGate)
  useEffect(() => {
    // The place keeps the gate open until the backup codes were read.
    if (lacking && !atGate) go(PAGES['second-factor'], true)
  }, [lacking, atGate])

  if (me.isPending) return <main className="opening"><Loader aria-label={t('desk.loading')} role="img" /></main>
  if (atGate || lacking) return <SecondFactorGate secondFactor={secondFactor} />
  if (me.data === undefined) {
    return (
      <Entrance heading={t('desk.part')}>
        <p role="alert">{refusalWords(refusalOf(me.error))}</p>
        <Button loading={me.isFetching} onClick={() => void me.refetch()}>{t('desk.again')}</Button>
      </Entrance>
    )
  }
  const open = place.type === 'conversation' ? place.id : null
  const page = pageOf(place, me.data)
  return (
    <div className="desk" data-open={page ? 'page' : open === null ? 'list' : 'thread'}>
      <a className="skip" href={page ? '#page' : '#thread'}>{page ? t('desk.skipPage') : t('desk.skip')}</a>
      <TopBar me={me.data} live={mayRead ? live : null} onKeys={() => setSheet(true)} />
      <StatusNotice wanted={me.data.may.includes('desk.status')} />
      <RotaNotice wanted={me.data.may.includes('oncall.manage')} />
      <Calls wanted={mayRead} />
      {page ?? <ConversationSides user={user} live={live} open={open} />}
      <KeySheet opened={sheet} onClose={() => setSheet(false)} keys={keys} />
      <NoticeCorner />
    </div>
  )
}
