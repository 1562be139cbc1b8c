// The buttons of what may be decided; what takes something away asks for a reason first.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { RULES } from '../../../board/kinds.ts'
import type { Rule } from '../../../board/kinds.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { boardWord } from './boardWords.ts'

interface Made<Decision> { readonly decision: Decision; readonly reason: Rule | null; readonly note: string; readonly days: number }
interface DecisionsProps<Decision extends string> {
  readonly offered: readonly Decision[]
  readonly words: 'decisions' | 'standingDecisions'
  readonly withReason: readonly Decision[]
  /** Those that last for a number of days. */
  readonly withDays?: readonly Decision[]
  readonly pending: boolean
  readonly error: Error | null
  onDecide(made: Made<Decision>, done: () => void): void
}

const DAYS = [1, 7, 30, 90] as const

export function Decisions<Decision extends string>({ offered, words, withReason, withDays = [], pending, error, onDecide }: DecisionsProps<Decision>) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<Decision | null>(null)
  const [reason, setReason] = useState<Rule>('contact')
  const [note, setNote] = useState('')
  const [days, setDays] = useState<number>(7)
  const decide = (decision: Decision, why: Rule | null) => onDecide({ decision, reason: why, note, days }, () => {
    show(t('board.decided'))
    setAsking(null)
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (asking !== null) decide(asking, withReason.includes(asking) ? reason : null)
  }
  const press = (decision: Decision) => { if (withReason.includes(decision) || withDays.includes(decision)) setAsking(decision); else decide(decision, null) }
  if (offered.length === 0) return null
  return (
    <div className="item-actions piece-actions">
      {offered.map((decision, i) => <Button key={decision} variant={i === 0 ? 'filled' : 'default'} loading={pending && asking === null} onClick={() => press(decision)} data-testid={`decide-${decision}`}>{boardWord(words, decision)}</Button>)}
      {asking === null && <FormProblem error={error} />}
      {asking !== null && (
        <Dialog heading={boardWord(words, asking)} onClose={() => setAsking(null)} testid="decision-dialog" stays>
          <form className="form" onSubmit={submit}>
            {withReason.includes(asking) && <NativeSelect data-first label={t('board.reason')} description={t('board.reasonHint')} value={reason} onChange={(event) => setReason(RULES.find((one) => one === event.currentTarget.value) ?? 'other')} data={RULES.map((value) => ({ value, label: boardWord('rules', value) }))} />}
            {withDays.includes(asking) && <NativeSelect label={t('board.howLong')} value={String(days)} onChange={(event) => setDays(Number(event.currentTarget.value))} data={DAYS.map((value) => ({ value: String(value), label: t('board.days', { n: value }) }))} />}
            <Textarea label={t('board.note')} autosize minRows={2} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
            <FormProblem error={error} />
            <div className="form-end">
              <Button variant="default" onClick={() => setAsking(null)}>{t('staff.cancel')}</Button>
              <Button type="submit" loading={pending} data-testid="decision-yes">{boardWord(words, asking)}</Button>
            </div>
          </form>
        </Dialog>
      )}
    </div>
  )
}
