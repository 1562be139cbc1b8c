// What a translation should say instead, written by somebody who knows better.
import { type FormEvent, useState } from 'react'
import { Button, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../server/api/inbox.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { languageIn } from './languageIn.ts'
import { correctLine } from './requests.ts'

interface CorrectionProps { readonly message: MessageView; readonly machine: string; readonly language: string; readonly conversation: string; onClose(): void }

export function Correction({ message, machine, language, conversation, onClose }: CorrectionProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(machine)
  const saving = useChange({
    ask: () => correctLine(conversation, message.seq, text.trim()), again: ['thread', 'conversations'],
    onDone: () => {
      show(t('translation.correctedNow'))
      onClose()
    },
  })
  const fine = text.trim() !== '' && text.trim() !== machine.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (fine) saving.mutate(undefined)
  }
  return (
    <Dialog heading={t('translation.wrongHeading')} onClose={onClose} testid="correction" stays>
      <form className="form" onSubmit={submit}>
        <p className="quiet">{t(message.author === 'counsellor' ? 'translation.wrongOwn' : 'translation.wrongHint')}</p>
        <div className="correction-original"><p className="quiet">{t('translation.original')}</p><p lang={message.language ?? undefined}>{message.text}</p></div>
        <Textarea label={`${t('translation.right')} (${languageIn(language)})`} lang={language} autosize minRows={2} maxRows={10} value={text} onChange={(event) => setText(event.currentTarget.value)} data-first data-testid="correction-text" />
        <FormProblem error={saving.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={saving.isPending} disabled={!fine} data-testid="correction-save">{t('translation.correct')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
