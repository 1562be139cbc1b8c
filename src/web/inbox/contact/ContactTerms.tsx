// How the person may be reached, in a line of the head, and the form in which a counsellor notes what they said.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ContactView } from '../../../server/api/inbox.ts'
import { Icon } from '../Icon.tsx'
import { useContact } from '../queries.ts'
import { useMay } from '../staff/staffQueries.ts'
import { exactly } from '../time.ts'
import { channelName, listed } from '../words.ts'
import { ContactForm, type Place } from './ContactForm.tsx'
import './contact.css'

function useSummary({ terms, said, leftAt }: ContactView): readonly (readonly [text: string, attention: boolean])[] {
  const { t } = useTranslation()
  const { begin, channels, hours, neutral, watched, exitWord, safeWord } = terms
  const where = channels.length > 0 ? [t('contact.onChannels', { channels: listed(channels.map(channelName)) })] : []
  const allowed = t('contact.may', { hours: listed([t(hours === null ? 'contact.anyHour' : 'contact.namedHours'), ...where]) })
  return [
    ...(leftAt === null ? [] : [[t('contact.leftSince', { time: exactly(leftAt) }), true] as const]),
    [begin ? allowed : t(said ? 'contact.never' : 'contact.unsaid'), false],
    ...(begin ? [[t(neutral || watched ? 'contact.neutral' : 'contact.openly'), false] as const] : []),
    ...(watched ? [[t('contact.watched'), true] as const] : []),
    ...(safeWord ? [[t('contact.safeWord'), false] as const] : []),
    ...(exitWord ? [[t('contact.exitWord'), false] as const] : []),
  ]
}

function Terms({ conversation, view }: { readonly conversation: Place; readonly view: ContactView }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const mayWrite = useMay('conversations.write')
  const summary = useSummary(view)
  return (
    <div className="person contact" role="group" aria-label={t('contact.heading')} data-testid="contact">
      <Icon name="shield" size={14} />
      {summary.map(([text, attention]) => <span key={text} className="row-fact" data-tone={attention ? 'attention' : undefined}>{text}</span>)}
      {mayWrite && <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)} data-testid="contact-change">{t('contact.change')}</Button>}
      {open && <ContactForm conversation={conversation} view={view} onClose={() => setOpen(false)} />}
    </div>
  )
}

export function ContactTerms({ conversation }: { readonly conversation: Place }) {
  const contact = useContact(conversation.id)
  return contact.data ? <Terms conversation={conversation} view={contact.data} /> : null
}
