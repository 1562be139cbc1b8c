// Fills several weeks at once: one person a week, in the order chosen, again and again.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OnCallView } from '../../../server/api/on-call.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { day } from '../time.ts'
import { addShifts, removeShift } from './requests.ts'
import { HANDOVER, filled, mondayOf } from './weeks.ts'

export function FillWeeks({ people, onClose }: { readonly people: OnCallView['people']; onClose(): void }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [line, setLine] = useState(1)
  const [monday, setMonday] = useState(() => mondayOf(Date.now()))
  const [time, setTime] = useState(HANDOVER)
  const [weeks, setWeeks] = useState(4)
  const undoing = useChange({
    ask: async (ids: readonly string[]) => {
      for (const id of ids.slice(1)) await removeShift(id)
      return removeShift(ids[0] ?? '')
    }, again: ['on-call'], told: true, onDone: () => show(t('staff.undone')),
  })
  const adding = useChange({
    ask: addShifts, again: ['on-call'],
    onDone: ({ ids }) => {
      show(t('onCall.filled', { count: ids.length }), 'done', () => undoing.mutate(ids))
      onClose()
    },
  })
  const fine = chosen.length > 0 && monday !== '' && time !== '' && weeks >= 1 && weeks <= 52
  const shifts = fine ? filled({ people: chosen, line, monday, time, weeks }) : []
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (fine) adding.mutate(shifts)
  }
  return (
    <Dialog heading={t('onCall.fill')} onClose={onClose} stays testid="fill-dialog">
      <form className="form" onSubmit={submit}>
        <fieldset className="choice">
          <legend>{t('onCall.order')}</legend>
          <p className="quiet">{t('onCall.orderHint')}</p>
          <div className="choice-row">
            {people.map(({ id, name, reachable }) => (
              <Button
                key={id} size="compact-md" variant={chosen.includes(id) ? 'filled' : 'default'} aria-pressed={chosen.includes(id)} data-testid={`fill-${id}`}
                onClick={() => setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id])}
              >
                {chosen.includes(id) ? `${chosen.indexOf(id) + 1}. ` : ''}{name}{reachable ? '' : ` (${t('onCall.unreachable')})`}
              </Button>
            ))}
          </div>
        </fieldset>
        <div className="form-row">
          <NativeSelect label={t('onCall.whichLine')} value={String(line)} onChange={(event) => setLine(Number(event.currentTarget.value))} data={[1, 2].map((each) => ({ value: String(each), label: t('onCall.line', { line: each }) }))} />
          <NumberInput label={t('onCall.weeks')} min={1} max={52} value={weeks} onChange={(value) => setWeeks(Number(value))} />
        </div>
        <div className="form-row">
          <TextInput type="date" label={t('onCall.firstDay')} value={monday} onChange={(event) => setMonday(event.currentTarget.value)} />
          <TextInput type="time" label={t('onCall.handover')} value={time} onChange={(event) => setTime(event.currentTarget.value)} />
        </div>
        {shifts.length > 0 && (
          <ol className="oncall-preview" data-testid="preview">
            {shifts.map(({ staff, from }) => <li key={from}>{day(from)} {time}: {names.get(staff)}</li>)}
          </ol>
        )}
        <FormProblem error={adding.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" disabled={!fine} loading={adding.isPending} data-testid="fill-submit">{t('onCall.fillIn', { count: shifts.length })}</Button>
        </div>
      </form>
    </Dialog>
  )
}
