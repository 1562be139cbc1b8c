// What counsellors wrote and what waits: until when or for which answer, with taking back, and sending once the person wrote.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ContactView, ConversationView, HeldView } from '../../../server/api/inbox.ts'
import { sendHeld, withdrawHeld } from '../api.ts'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { useContact } from '../queries.ts'
import { useChange } from '../staff/useChange.ts'
import { nearby, useNow } from '../time.ts'
import { refusalWords } from '../words.ts'

interface HeldLineProps { readonly conversation: string; readonly line: HeldView; readonly view: ContactView; readonly mine: boolean }

function HeldLine({ conversation, line, view, mine }: HeldLineProps) {
  const { t } = useTranslation()
  const now = useNow()
  const { id, by, text, status, asks, reason, dueAt } = line
  const withdrawing = useChange({ ask: () => withdrawHeld(conversation, id), again: ['thread'], told: true, onDone: () => show(t('contact.takenBack')) })
  const sending = useChange({ ask: () => sendHeld(conversation, id), again: ['thread'], told: true, onDone: () => show(t('contact.sentNow')) })
  const mayGo = mine && status === 'asked' && view.reach.type === 'now' && !view.reach.neutral
  const state = status === 'waiting'
    ? t('contact.heldUntil', { time: nearby(dueAt, now) })
    : status === 'asked' ? t(asks === 'word' ? 'contact.heldWord' : 'contact.heldAsked') : t('contact.heldRefused', { reason: refusalWords({ status: 409, error: reason ?? '' }) })
  return (
    <li className="held" data-testid="held" data-status={status}>
      <p lang="ja">{text}</p>
      <p className="quiet"><Icon name="clock" size={13} /> {state} · {by}</p>
      <div className="held-actions">
        {mayGo && <Button size="compact-sm" onClick={() => sending.mutate({})} loading={sending.isPending} data-testid="send-held">{t('contact.sendNow')}</Button>}
        {status !== 'refused' && <Button size="compact-sm" variant="default" onClick={() => withdrawing.mutate({})} loading={withdrawing.isPending} data-testid="take-back">{t('contact.takeBack')}</Button>}
      </div>
    </li>
  )
}

export function HeldLines({ conversation, mine }: { readonly conversation: ConversationView; readonly mine: boolean }) {
  const { t } = useTranslation()
  const view = useContact(conversation.id).data
  const held = view?.held.filter(({ undoable, byMe }) => !(undoable && byMe && mine)) ?? []
  if (!view || held.length === 0) return null
  return (
    <section className="held-lines" aria-label={t('contact.held')} data-testid="held-lines">
      <h3>{t('contact.held')}</h3>
      <ul>{held.map((line) => <HeldLine key={line.id} conversation={conversation.id} line={line} view={view} mine={mine} />)}</ul>
    </section>
  )
}
