// In the top bar: away from the desk for a while, and back.
import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { useAway } from './useAway.ts'

export function AwaySwitch({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const { turn, busy } = useAway()
  if (!me.may.includes('conversations.write')) return null
  return (
    <UnstyledButton
      className="top-button top-away" role="switch" aria-checked={me.away} title={t('away.hint')} disabled={busy}
      onClick={() => turn(!me.away)} data-testid="away"
    >
      <span className="top-track" aria-hidden="true" />{t('away.label')}
    </UnstyledButton>
  )
}
