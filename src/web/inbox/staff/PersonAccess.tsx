// Keeps somebody out, or lets them in again; and takes away a second factor that was lost.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { StaffView } from '../../../server/api/staff.ts'
import { show } from '../notices.ts'
import { Confirm } from './Dialog.tsx'
import { Panel } from './Page.tsx'
import { changeStaff, resetFactors } from './requests.ts'
import { useChange } from './useChange.ts'

export function PersonAccess({ person }: { readonly person: StaffView }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<'disable' | 'reset' | null>(null)
  const { name, open } = person
  const changing = useChange({
    ask: (disabled: boolean) => changeStaff(person.id, { disabled }), again: ['staff', 'staff-sessions'], told: true,
    onDone: (_value, disabled) => show(t(disabled ? 'access.disabled' : 'access.enabled', { name }), 'done', () => changing.mutate(!disabled)),
  })
  const resetting = useChange({
    ask: () => resetFactors(person.id), again: ['staff', 'staff-sessions'], told: true,
    onDone: () => show(t('access.reset', { name })),
  })
  return (
    <Panel heading={t('access.heading')} hint={t(person.disabled ? 'access.hintDisabled' : 'access.hint')} testid="person-access">
      <div className="form-end">
        {person.secondFactor && <Button variant="default" loading={resetting.isPending} onClick={() => setAsking('reset')} data-testid="reset-factors">{t('access.resetFactors')}</Button>}
        {person.disabled
          ? <Button loading={changing.isPending} onClick={() => changing.mutate(false)} data-testid="enable">{t('access.enable')}</Button>
          : <Button variant="default" loading={changing.isPending} onClick={() => setAsking('disable')} data-testid="disable">{t('access.disable')}</Button>}
      </div>
      {asking === 'disable' && (
        <Confirm
          heading={t('access.disableNamed', { name })} text={open > 0 ? t('access.howOpen', { open }) : t('access.how')} yes={t('access.disable')} onNo={() => setAsking(null)}
          onYes={() => {
            setAsking(null)
            changing.mutate(true)
          }}
        />
      )}
      {asking === 'reset' && (
        <Confirm
          heading={t('access.resetNamed', { name })} text={t('access.resetHow')} yes={t('access.resetFactors')} onNo={() => setAsking(null)}
          onYes={() => {
            setAsking(null)
            resetting.mutate(undefined)
          }}
        />
      )}
    </Panel>
  )
}
