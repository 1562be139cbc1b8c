// Which text of each line stands in large letters: the reader's choice, kept with their account.
import { SegmentedControl } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { changeMe } from '../staff/requests.ts'
import { useMe } from '../staff/staffQueries.ts'
import { useChange } from '../staff/useChange.ts'

const CHOICES = ['both', 'original', 'translation'] as const
export type Large = (typeof CHOICES)[number]

export const useLarge = (): Large => useMe().data?.desk.large ?? 'both'

export function LargeChoice() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const large = useLarge()
  const change = useChange({ ask: (next: Large) => changeMe({ desk: { large: next } }), again: ['me'], told: true })
  const choose = (value: string) => {
    const next = CHOICES.find((one) => one === value) ?? 'both'
    client.setQueryData<MeView>(['me'], (me) => me && { ...me, desk: { ...me.desk, large: next } })
    change.mutate(next)
  }
  return (
    <SegmentedControl
      className="large-choice" size="xs" aria-label={t('large.heading')} value={large} onChange={choose}
      data={CHOICES.map((value) => ({ value, label: t(`large.${value}`) }))} data-testid="large-choice"
    />
  )
}
