// Tells a counsellor who is looking elsewhere: the tab's title counts, and a screen reader hears who is new.
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../server/api/inbox.ts'
import { alarm, tell } from './notices.ts'
import { addressOf } from './place.ts'
import { useConversations } from './queries.ts'
import { tellsWhileOpen } from './staff/deviceHere.ts'
import { dangerName } from './words.ts'

const stateOf = (conversation: ConversationView) =>
  conversation.danger ? `danger ${conversation.danger.at}` : conversation.handling

/** `page` is the heading of the page that is open; `wanted` is false for those who may not read conversations. */
export function useNews(live: boolean, page: string | null, wanted: boolean): void {
  const { t, i18n } = useTranslation()
  const list = useConversations('open', live, wanted).data
  const known = useRef<ReadonlyMap<string, string> | null>(null)

  useEffect(() => {
    const waiting = list?.counts.waiting ?? 0
    const title = page === null ? t('desk.title') : `${page} | ${t('desk.title')}`
    document.title = waiting > 0 ? `(${waiting}) ${title}` : title
  }, [list, page, t, i18n.language])

  useEffect(() => {
    if (list === undefined) return
    for (const conversation of known.current === null ? [] : list.conversations) {
      const { id, pseudonym, danger, handling } = conversation
      if (known.current?.get(id) === stateOf(conversation)) continue
      if (danger) alarm(t('list.newDanger', { pseudonym, kind: dangerName(danger.kind) }))
      else if (handling === 'waiting') tell(t('list.newWaiting', { pseudonym }))
      if (document.hidden && tellsWhileOpen() && (danger || handling === 'waiting')) void notify(t('desk.name'), t(danger ? 'page.dangerWaits' : 'page.somebodyWaits'), id)
    }
    known.current = new Map(list.conversations.map((conversation) => [conversation.id, stateOf(conversation)]))
  }, [list, t])
}

/** As the browser shows it, perhaps on a lock screen: of whom and what is not said. */
async function notify(title: string, body: string, conversation: string): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration('/desk')
  await registration?.showNotification(title, { body, tag: conversation, data: addressOf(conversation) })
}
