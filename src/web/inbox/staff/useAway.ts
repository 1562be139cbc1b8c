// Turns "away" on and off.
import { useTranslation } from 'react-i18next'
import { show } from '../notices.ts'
import { changeMe } from './requests.ts'
import { useChange } from './useChange.ts'

export function useAway() {
  const { t } = useTranslation()
  const change = useChange({
    ask: (away: boolean) => changeMe({ away }),
    again: ['me', 'staff'],
    told: true,
    onDone: (_value, away) => show(t(away ? 'away.on' : 'away.off')),
  })
  return { turn: (away: boolean) => change.mutate(away), busy: change.isPending }
}
