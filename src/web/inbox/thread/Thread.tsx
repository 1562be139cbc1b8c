// One conversation: who it is and who answers, every line in both languages, and the reply.
import { useEffect, useRef } from 'react'
import { Button, Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ChannelState } from './ChannelState.tsx'
import { HeldLines } from '../contact/HeldLines.tsx'
import { Unconfirmed } from '../contact/Unconfirmed.tsx'
import type { Counsellor } from '../Desk.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { Messages } from './Messages.tsx'
import { refusalOf } from '../need.ts'
import { AlarmStrip } from '../oncall/AlarmStrip.tsx'
import { LIST, go } from '../place.ts'
import { useThread } from '../queries.ts'
import { WritePlace } from '../reply/WritePlace.tsx'
import { Onlookers } from './Onlookers.tsx'
import { StillYours } from './StillYours.tsx'
import { ThreadHead } from './ThreadHead.tsx'
import { useReading } from './useReading.ts'
import { useSeen } from './useSeen.ts'
import { useSeenNotices } from './useSeenNotices.ts'

interface ThreadProps { readonly id: string; readonly user: Counsellor; readonly live: boolean }

const PHONE = '(max-width: 700px)'

export function Thread({ id, user, live }: ThreadProps) {
  const { t } = useTranslation()
  const thread = useThread(id, live)
  const heading = useRef<HTMLHeadingElement>(null)
  const here = thread.data !== undefined
  useReading(thread.data?.messages)
  const { handling, assignee } = thread.data?.conversation ?? {}
  const mine = handling === 'counsellor' && assignee?.id === user.id
  useSeen(id, thread.data?.messages, mine)
  useSeenNotices(id)
  useEffect(() => {
    if (here && window.matchMedia(PHONE).matches) heading.current?.focus()
  }, [here])

  if (thread.data) {
    const { conversation, messages, entries } = thread.data
    return (
      <article className="thread" aria-labelledby="thread-heading" data-testid="thread">
        <ThreadHead conversation={conversation} me={user.id} heading={heading} />
        <AlarmStrip conversation={conversation} />
        <Messages conversation={conversation} messages={messages} entries={entries} me={user.id} mine={mine} />
        <ChannelState conversation={conversation} mine={mine} />
        <HeldLines conversation={conversation} mine={mine} />
        {mine && <Unconfirmed conversation={conversation} />}
        {mine && <StillYours conversation={conversation} />}
        <Onlookers conversation={id} />
        <WritePlace conversation={conversation} me={user.id} />
      </article>
    )
  }
  if (thread.isPending) return <div className="thread-missing"><Loader aria-label={t('desk.loading')} role="img" /></div>
  const missing = refusalOf(thread.error).status === 404
  return (
    <section className="thread-missing">
      <h2>{t('thread.heading')}</h2>
      {missing ? <p>{t('thread.missing')}</p> : <FormProblem error={thread.error} />}
      <Button variant="light" onClick={() => (missing ? go(LIST) : void thread.refetch())}>
        {missing ? t('thread.back') : t('desk.again')}
      </Button>
    </section>
  )
}
