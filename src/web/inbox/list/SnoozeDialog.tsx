// Until when a conversation is put off: the usual times in Japan, or one of one's own.
import { useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PRESETS, untilOf } from '../../../list/snooze.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { dateOf, nearby, timeOf } from '../time.ts'

interface SnoozeDialogProps { readonly count: number; onClose(): void; onChoose(until: string): void }

const MINUTE = 60_000
/** What a field for date and time holds is Japan's clock, wherever the computer stands. */
const inField = (ms: number) => `${dateOf(new Date(ms).toISOString())}T${timeOf(new Date(ms).toISOString())}`
const ofField = (text: string) => Date.parse(`${text}:00+09:00`)

export function SnoozeDialog({ count, onClose, onChoose }: SnoozeDialogProps) {
  const { t } = useTranslation()
  const [now] = useState(() => Date.now())
  const [own, setOwn] = useState('')
  const moment = ofField(own)
  const past = own !== '' && !(moment > Date.now())
  return (
    <Dialog heading={t('snooze.heading', { count })} onClose={onClose} testid="snooze-dialog">
      <p className="quiet">{t('snooze.hint')}</p>
      <ul className="snoozes">
        {PRESETS.map((preset, index) => {
          const until = untilOf(preset, now)
          return until !== null && (
            <li key={preset}>
              <Button fullWidth variant="default" justify="space-between" onClick={() => onChoose(new Date(until).toISOString())} data-testid={`snooze-${preset}`}
                {...(index === 0 && { 'data-first': '' })} rightSection={<time className="quiet">{nearby(new Date(until).toISOString(), now)}</time>}>
                {t(`snooze.${preset}`)}
              </Button>
            </li>
          )
        })}
      </ul>
      <form className="snooze-own" onSubmit={(event) => {
        event.preventDefault()
        if (own !== '' && moment > Date.now()) onChoose(new Date(moment).toISOString())
      }}>
        <TextInput type="datetime-local" label={t('snooze.own')} min={inField(now + MINUTE)} value={own} error={past ? t('snooze.past') : undefined}
          onChange={(event) => setOwn(event.currentTarget.value)} data-testid="snooze-own" />
        <Button type="submit" disabled={own === '' || past}>{t('snooze.set')}</Button>
      </form>
    </Dialog>
  )
}
