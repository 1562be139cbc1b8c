// Shows or hides what is known of the person; the key p presses it.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../Icon.tsx'
import { PERSON_PANEL } from '../keys.ts'
import { PANEL_ID, showPanel, usePersonPanel } from './personPanel.ts'

export function PersonToggle() {
  const { t } = useTranslation()
  const open = usePersonPanel()
  return (
    <Button
      {...PERSON_PANEL} className="person-toggle" size="compact-sm" variant={open ? 'light' : 'default'} leftSection={<Icon name="worker" size={15} />}
      aria-expanded={open} aria-controls={open ? PANEL_ID : undefined} title={`${t(open ? 'people.close' : 'people.open')} (p)`} onClick={() => showPanel(!open)} data-testid="person-toggle"
    >{t('people.panel')}</Button>
  )
}
