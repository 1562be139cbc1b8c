// Tells a counsellor who is looking elsewhere: the tab's title counts, and a screen reader hears who is new.
import { countShown } from '../../list/most.ts'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../server/api/inbox.ts'
import { alarm, tell } from './notices.ts'
import { addressOf } from './place.ts'
import { tellsWhileOpen } from './staff/deviceHere.ts'
import { OPEN } from '../../list/filter.ts'
import { useRows } from './list/rows.ts'
import { useViews } from './list/views.ts'
import { dangerName } from './words.ts'

const stateOf = (conversation: ConversationView) =>
  conversation.danger ? `danger ${conversation.danger.at}` : conversation.handling

/** `house` is the page's title, `page` the heading of what is open in it; `wanted` is false for those who may not read conversations. */
export function useNews(live: boolean, house: string, page: string | null, wanted: boolean): void {
  const { t, i18n } = useTranslation()
  const rows = useRows(OPEN, live, wanted).page?.rows
  const waiting = useViews(wanted).data?.counts.waiting ?? 0
  const known = useRef<{ readonly states: ReadonlyMap<string, string>; readonly since: string } | null>(null)

  useEffect(() => {
    const title = page === null ? house : `${page} | ${house}`
    document.title = waiting > 0 ? `(${countShown(waiting)}) ${title}` : title
  }, [waiting, page, house, i18n.language])

  useEffect(() => {
    if (rows === undefined) return
    const { states, since = '' } = known.current ?? {}
    for (const conversation of states ? rows : []) {
      const { id, pseudonym, danger, handling, lastAt } = conversation
      // What is only further down the list is no news.
      if (states?.get(id) === stateOf(conversation) || lastAt <= since) continue
      if (danger) alarm(t('list.newDanger', { pseudonym, kind: dangerName(danger.kind) }))
      else if (handling === 'waiting') tell(t('list.newWaiting', { pseudonym }))
      if (document.hidden && tellsWhileOpen() && (danger || handling === 'waiting')) void notify(t('desk.name'), t(danger ? 'page.dangerWaits' : 'page.somebodyWaits'), id)
    }
    const latest = rows.map(({ lastAt }) => lastAt).toSorted().at(-1) ?? ''
    known.current = { states: new Map([...(states ?? []), ...rows.map((row) => [row.id, stateOf(row)] as const)]), since: since === '' ? latest : since }
  }, [rows, t])
}

/** As the browser shows it, perhaps on a lock screen: of whom and what is not said. */
async function notify(title: string, body: string, conversation: string): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration('/desk')
  await registration?.showNotification(title, { body, tag: conversation, data: addressOf(conversation) })
}
