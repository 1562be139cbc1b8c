// What calls this member of staff: notes that name them, and conversations about which they are asked. Told by the browser too, if they like.
import { useEffect, useRef, useState } from 'react'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { getNotices } from './api.ts'
import { Icon } from './Icon.tsx'
import { need } from './need.ts'
import { tell } from './notices.ts'
import { LIST, addressOf } from './place.ts'
import { PlaceLink } from './staff/PlaceLink.tsx'

export const useNotices = (wanted: boolean) =>
  useQuery({ enabled: wanted, queryKey: ['notices'], queryFn: () => need(getNotices()), refetchInterval: 60_000 })

/** Without a word of what it is about: others may see the screen. */
function tellBrowser(title: string, body: string): void {
  if (!('Notification' in window) || Notification.permission !== 'granted' || document.visibilityState === 'visible') return
  // Phones show notices through a service worker only; where none is at work the page shows it by itself.
  if (navigator.serviceWorker?.controller) void navigator.serviceWorker.ready.then((worker) => worker.showNotification(title, { body, tag: 'calls', data: LIST }))
  else new Notification(title, { body, tag: 'calls' }).onclick = () => window.focus()
}

export function Calls({ wanted }: { readonly wanted: boolean }) {
  const { t } = useTranslation()
  const notices = useNotices(wanted).data
  const { mentions, idle } = notices ?? { mentions: [], idle: [] }
  const [asked, setAsked] = useState(() => !('Notification' in window) || Notification.permission !== 'default')
  const known = useRef<ReadonlySet<string> | null>(null)
  const rows = [
    ...mentions.map(({ note, conversation, by, pseudonym }) => ({ key: note, conversation, text: t('calls.mention', { by, pseudonym }) })),
    ...idle.map(({ conversation, askedAt, pseudonym }) => ({ key: `${conversation} ${askedAt}`, conversation, text: t('idle.notice', { pseudonym }) })),
  ]
  const here = notices !== undefined
  const keys = rows.map(({ key }) => key).join(' ')
  useEffect(() => {
    if (!here) return
    const fresh = rows.filter(({ key }) => known.current !== null && !known.current.has(key))
    known.current = new Set(rows.map(({ key }) => key))
    for (const { text } of fresh) tell(text)
    if (fresh.length > 0) tellBrowser(t('calls.title'), t('calls.body'))
  }, [here, keys])
  if (rows.length === 0) return null
  return (
    <aside className="status calls" aria-label={t('calls.heading')} data-testid="calls">
      <ul>
        {rows.map(({ key, conversation, text }) => (
          <li key={key} data-testid="call"><Icon name="attention" /><p><PlaceLink to={addressOf(conversation)} className="page-link">{text}</PlaceLink></p></li>
        ))}
      </ul>
      {!asked && <Button size="compact-xs" variant="subtle" onClick={() => void Notification.requestPermission().then(() => setAsked(true))}>{t('calls.browser')}</Button>}
    </aside>
  )
}
