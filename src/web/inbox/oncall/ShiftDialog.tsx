// One shift: offered to a colleague who may accept, given to them at once by who keeps the rota, or removed.
import { useState } from 'react'
import { Button, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OnCallView, ShiftView } from '../../../server/api/on-call.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { addShifts, giveShift, offerShift, removeShift } from './requests.ts'

interface ShiftDialogProps { readonly shift: ShiftView; readonly people: OnCallView['people']; readonly manages: boolean; onClose(): void }

export function ShiftDialog({ shift, people, manages, onClose }: ShiftDialogProps) {
  const { t } = useTranslation()
  const others = people.filter(({ id }) => id !== shift.staff.id)
  const [to, setTo] = useState(shift.offeredTo?.id ?? others[0]?.id ?? '')
  const [again, told] = [['on-call'], true]
  const restoring = useChange({ ask: addShifts, again, told, onDone: () => show(t('staff.undone')) })
  const removing = useChange({
    ask: removeShift, again,
    onDone: () => {
      show(t('onCall.removed'), 'done', () => restoring.mutate([{ staff: shift.staff.id, line: shift.line, from: shift.from, until: shift.until }]))
      onClose()
    },
  })
  const returning = useChange({ ask: giveShift, again, told, onDone: () => show(t('staff.undone')) })
  const giving = useChange({
    ask: giveShift, again,
    onDone: () => {
      show(t('onCall.given'), 'done', () => returning.mutate({ id: shift.id, staff: shift.staff.id }))
      onClose()
    },
  })
  const offering = useChange({
    ask: offerShift, again,
    onDone: (_value, offered) => {
      show(t(offered.to === null ? 'onCall.offerEnded' : 'onCall.offered'))
      onClose()
    },
  })
  return (
    <Dialog heading={t('onCall.shiftOf', { name: shift.staff.name })} onClose={onClose} testid="shift-dialog">
      <p>{exactly(shift.from)} – {exactly(shift.until)} · {t('onCall.line', { line: shift.line })}</p>
      {shift.offeredTo !== null && <p className="quiet">{t('onCall.offeredTo', { name: shift.offeredTo.name })}</p>}
      {others.length > 0 && (
        <NativeSelect label={t('onCall.colleague')} value={to} onChange={(event) => setTo(event.currentTarget.value)} data={others.map(({ id, name }) => ({ value: id, label: name }))} />
      )}
      <FormProblem error={removing.error ?? giving.error ?? offering.error} />
      <div className="form-end">
        {manages && <Button variant="default" onClick={() => removing.mutate(shift.id)} loading={removing.isPending} data-testid="remove-shift">{t('onCall.remove')}</Button>}
        {shift.offeredTo !== null && <Button variant="default" onClick={() => offering.mutate({ id: shift.id, to: null })}>{t('onCall.endOffer')}</Button>}
        {others.length > 0 && <Button variant={manages ? 'default' : 'filled'} onClick={() => offering.mutate({ id: shift.id, to })} loading={offering.isPending} data-testid="offer">{t('onCall.ask')}</Button>}
        {manages && others.length > 0 && <Button onClick={() => giving.mutate({ id: shift.id, staff: to })} loading={giving.isPending} data-testid="give">{t('onCall.give')}</Button>}
      </div>
    </Dialog>
  )
}
