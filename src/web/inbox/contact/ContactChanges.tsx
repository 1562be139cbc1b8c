// Who noted what about how the person may be reached, newest first.
import { useTranslation } from 'react-i18next'
import type { ContactView } from '../../../server/api/inbox.ts'
import { exactly } from '../time.ts'

export function ContactChanges({ changes }: { readonly changes: ContactView['changes'] }) {
  const { t } = useTranslation()
  if (changes.length === 0) return null
  return (
    <section className="contact-changes" data-testid="contact-changes">
      <h3>{t('contact.history')}</h3>
      <ul>
        {changes.map(({ by, note, at }) => (
          <li key={at}>
            <time className="quiet" dateTime={at}>{t('contact.changedOn', { time: exactly(at), name: by ?? t('contact.byWorker') })}</time>
            {note !== '' && <span>{note}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
