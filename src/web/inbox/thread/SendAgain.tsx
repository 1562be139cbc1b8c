// Beside a line that did not arrive: sends it once more.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { sendAgain } from '../api.ts'
import { show } from '../notices.ts'
import { useChange } from '../staff/useChange.ts'

export function SendAgain({ conversation, message }: { readonly conversation: string; readonly message: string }) {
  const { t } = useTranslation()
  const sending = useChange({ ask: () => sendAgain(conversation, message), again: ['thread'], told: true, onDone: () => show(t('again.sent')) })
  return <Button size="compact-xs" variant="default" onClick={() => sending.mutate({})} loading={sending.isPending} data-testid="send-again">{t('again.send')}</Button>
}
