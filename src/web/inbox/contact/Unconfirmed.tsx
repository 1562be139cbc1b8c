// Says that it may be somebody else who writes, asks a neutral question, and notes why a counsellor is sure.
import { type FormEvent, useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../server/api/inbox.ts'
import { askWho, confirmWho } from '../api.ts'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { useContact } from '../queries.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'

export function Unconfirmed({ conversation }: { readonly conversation: ConversationView }) {
  const { t } = useTranslation()
  const view = useContact(conversation.id).data
  const [open, setOpen] = useState(false)
  const [why, setWhy] = useState('')
  const asking = useChange({ ask: () => askWho(conversation.id), again: ['thread'], told: true, onDone: () => show(t('contact.asked')) })
  const confirming = useChange({
    ask: () => confirmWho(conversation.id, why.trim()), again: ['thread'], told: true,
    onDone: () => {
      show(t('contact.confirmed'))
      setOpen(false)
    },
  })
  if (!view || view.unconfirmedAt === null) return null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (why.trim() !== '') confirming.mutate({})
  }
  return (
    <section className="held-lines" aria-label={t('contact.heading')}>
      <div className="reply-note reply-attention" role="status" data-testid="unconfirmed">
        <Icon name="attention" /><span>{t('contact.unconfirmed')}</span>
        <Button size="compact-sm" variant="default" onClick={() => asking.mutate({})} loading={asking.isPending} data-testid="ask-who">{t('contact.ask')}</Button>
        <Button size="compact-sm" variant="default" onClick={() => setOpen(true)} data-testid="sure">{t('contact.sure')}</Button>
      </div>
      {open && (
        <Dialog heading={t('contact.sure')} onClose={() => setOpen(false)} testid="sure-dialog" stays>
          <form className="form" onSubmit={submit} noValidate>
            <TextInput label={t('contact.why')} maxLength={500} value={why} onChange={(event) => setWhy(event.currentTarget.value)} />
            <div className="form-end"><Button type="submit" disabled={why.trim() === ''} loading={confirming.isPending} data-testid="confirm-who">{t('contact.save')}</Button></div>
          </form>
        </Dialog>
      )}
    </section>
  )
}
