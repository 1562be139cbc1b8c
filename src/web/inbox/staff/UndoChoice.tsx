// For how long one's replies can be taken back before they go.
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DeskSettingsView, MeView } from '../../../server/api/staff.ts'
import { show } from '../notices.ts'
import { changeMe } from './requests.ts'
import { useChange } from './useChange.ts'

const SECONDS = [0, 5, 10, 20] as const

export function UndoChoice({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const saving = useChange({ ask: (undoSeconds: DeskSettingsView['undoSeconds']) => changeMe({ desk: { undoSeconds } }), again: ['me'], told: true, onDone: () => show(t('account.saved')) })
  return (
    <NativeSelect
      label={t('undo.setting')} description={t('undo.hint')} value={me.desk.undoSeconds === null ? '' : String(me.desk.undoSeconds)} data-testid="undo-seconds"
      onChange={(event) => saving.mutate(SECONDS.find((one) => String(one) === event.currentTarget.value) ?? null)}
      data={[{ value: '', label: t('undo.asDesk', { seconds: me.desk.undoDefault }) }, ...SECONDS.map((one) => ({ value: String(one), label: one === 0 ? t('undo.off') : t('undo.for', { seconds: one }) }))]}
    />
  )
}
