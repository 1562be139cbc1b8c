// The weeks ahead: who is on call in each line, and which nights nobody is.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OnCallView, ShiftView } from '../../../server/api/on-call.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { Panel } from '../staff/Page.tsx'
import { day, exactly, useNow } from '../time.ts'
import { FillWeeks } from './FillWeeks.tsx'
import { ShiftDialog } from './ShiftDialog.tsx'
import { type Week, weeksFrom } from './weeks.ts'

interface RotaProps { readonly view: OnCallView; readonly me: MeView; readonly manages: boolean }

export function Rota({ view, me, manages }: RotaProps) {
  const { t } = useTranslation()
  const now = useNow()
  const [filling, setFilling] = useState(false)
  const [open, setOpen] = useState<string | null>(null)
  const chosen = view.shifts.find(({ id }) => id === open)
  const fill = manages && <Button leftSection={<Icon name="plus" />} onClick={() => setFilling(true)} data-testid="fill-weeks">{t('onCall.fill')}</Button>
  return (
    <Panel heading={t('onCall.rota')} hint={t('onCall.rotaHint')} actions={fill} testid="rota">
      <table className="table" role="table">
        <caption className="hidden">{t('onCall.rota')}</caption>
        <thead role="rowgroup">
          <tr role="row">{[t('onCall.week'), t('onCall.line', { line: 1 }), t('onCall.line', { line: 2 }), t('onCall.nights')].map((name) => <th key={name} scope="col" role="columnheader">{name}</th>)}</tr>
        </thead>
        <tbody role="rowgroup">
          {weeksFrom(now, view.shifts, view.gaps).map((week) => (
            <tr key={week.from} role="row" data-testid="week">
              <th scope="row" role="rowheader">{day(week.from)} – {day(week.until)}</th>
              {[1, 2].map((line) => (
                <td key={line} role="cell" data-label={t('onCall.line', { line })}>
                  <Shifts shifts={week.shifts.filter((shift) => shift.line === line)} week={week} mayOpen={(shift) => manages || shift.staff.id === me.id} onOpen={setOpen} />
                </td>
              ))}
              <td role="cell" data-label={t('onCall.nights')}><Gaps week={week} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      {filling && <FillWeeks people={view.people} onClose={() => setFilling(false)} />}
      {chosen && <ShiftDialog shift={chosen} people={view.people} manages={manages} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

interface ShiftsProps { readonly shifts: readonly ShiftView[]; readonly week: Week; mayOpen(shift: ShiftView): boolean; onOpen(id: string): void }

function Shifts({ shifts, week, mayOpen, onOpen }: ShiftsProps) {
  const { t } = useTranslation()
  if (shifts.length === 0) return <span className="quiet">{t('onCall.none')}</span>
  return (
    <ul className="oncall-shifts">
      {shifts.map((shift) => {
        const whole = shift.from === week.from && shift.until === week.until
        const name = (
          <>
            {shift.staff.name}
            {!whole && <span className="quiet"> {day(shift.from)} – {day(shift.until)}</span>}
            {shift.offeredTo !== null && <span className="quiet"> → {shift.offeredTo.name}?</span>}
            {!shift.reachable && <span className="oncall-weak"><Icon name="attention" size={14} /><span className="hidden">{t('onCall.unreachable')}</span></span>}
          </>
        )
        return (
          <li key={shift.id}>
            {mayOpen(shift)
              ? <button type="button" className="oncall-shift" title={`${exactly(shift.from)} – ${exactly(shift.until)}`} onClick={() => onOpen(shift.id)} data-testid="shift">{name}</button>
              : name}
          </li>
        )
      })}
    </ul>
  )
}

function Gaps({ week }: { readonly week: Week }) {
  const { t } = useTranslation()
  if (week.gaps.length === 0) return <span className="state" data-on="true"><Icon name="check" />{t('onCall.covered')}</span>
  return (
    <details className="oncall-gaps" data-testid="gaps">
      <summary><Icon name="danger" size={14} />{t('onCall.gaps', { count: week.gaps.length })}</summary>
      <ul>{week.gaps.map(({ from, until }) => <li key={from}>{exactly(from)} – {exactly(until)}</li>)}</ul>
    </details>
  )
}
