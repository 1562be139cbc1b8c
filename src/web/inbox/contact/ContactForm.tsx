// Notes what a person said about how they may be reached, and shows who noted what before.
import { type FormEvent, useState } from 'react'
import { Button, Checkbox, Fieldset, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ContactRequest, ContactView, ConversationView } from '../../../server/api/inbox.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { noteContact } from '../api.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { hoursAreFine } from '../staff/hours.ts'
import { HoursChoice } from '../staff/HoursChoice.tsx'
import { useChange } from '../staff/useChange.ts'
import { channelName } from '../words.ts'
import { ContactChanges } from './ContactChanges.tsx'

/** What of a conversation says where the person writes. */
export type Place = Pick<ConversationView, 'id' | 'channel'> & { readonly others: readonly { readonly channel: string }[] }

interface ContactFormProps { readonly conversation: Place; readonly view: ContactView; onClose(): void }

/** What hours of one's own begin with: evenings, when most people are at home. */
const EVENINGS = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [['18:00', '22:00']] as const]))

export function ContactForm({ conversation, view, onClose }: ContactFormProps) {
  const { t } = useTranslation()
  const [begin, setBegin] = useState(view.terms.begin)
  const [channels, setChannels] = useState(view.terms.channels)
  const [hours, setHours] = useState(view.terms.hours)
  const [neutral, setNeutral] = useState(view.terms.neutral)
  const [watched, setWatched] = useState(view.terms.watched)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const saving = useChange({
    ask: (terms: ContactRequest) => noteContact(conversation.id, terms), again: ['thread'],
    onDone: () => {
      show(t('contact.saved'))
      onClose()
    },
  })
  const known = [...new Set([conversation.channel, ...conversation.others.map(({ channel }) => channel), ...view.terms.channels])]
  const fine = note.trim() !== '' && (hours === null || hoursAreFine(hours))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (fine) saving.mutate({ begin, channels, hours, neutral, watched, note: note.trim() })
  }
  return (
    <Dialog heading={t('contact.form')} onClose={onClose} testid="contact-form" stays>
      <form className="form" onSubmit={submit} noValidate>
        <p className="quiet">{t('contact.formHint')}</p>
        <Checkbox label={t('contact.begin')} checked={begin} onChange={(event) => setBegin(event.currentTarget.checked)} />
        {begin && (
          <>
            <Fieldset legend={t('contact.channels')} className="contact-channels">
              <p className="quiet">{t('contact.allChannels')}</p>
              {known.map((channel) => (
                <Checkbox
                  key={channel} label={channelName(channel)} checked={channels.includes(channel)}
                  onChange={(event) => setChannels(event.currentTarget.checked ? [...channels, channel] : channels.filter((each) => each !== channel))}
                />
              ))}
            </Fieldset>
            <HoursChoice
              hours={hours} onChange={setHours} usual={EVENINGS} testid="contact-hours"
              words={{ label: t('contact.hours'), usual: t('contact.hoursAny'), own: t('contact.hoursOwn'), never: t('contact.hoursNever') }}
            />
            <Checkbox label={t('contact.firstNeutral')} checked={neutral} onChange={(event) => setNeutral(event.currentTarget.checked)} />
          </>
        )}
        <Checkbox label={t('contact.somebodySees')} checked={watched} onChange={(event) => setWatched(event.currentTarget.checked)} />
        <TextInput
          label={t('contact.note')} description={t('contact.noteHint')} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)}
          error={tried && note.trim() === '' && t('error.missing')} data-testid="contact-note"
        />
        <FormProblem error={saving.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={saving.isPending} data-testid="contact-save">{t('contact.save')}</Button>
        </div>
      </form>
      <ContactChanges changes={view.changes} />
    </Dialog>
  )
}
