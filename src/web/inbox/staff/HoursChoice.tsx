// The hours that others have too, or a timetable of one's own, which begins as a copy of them.
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Timetable } from '../../../server/api/staff.ts'
import { HoursEditor } from './HoursEditor.tsx'

interface HoursChoiceProps {
  /** Null: the usual ones. */
  readonly hours: Timetable | null
  onChange(hours: Timetable | null): void
  /** What a timetable of one's own begins with; null until it is known. */
  readonly usual: Timetable | null
  readonly words: { readonly label: string; readonly hint?: string; readonly usual: string; readonly own: string; readonly never: string }
  readonly testid: string
}

export function HoursChoice({ hours, onChange, usual, words, testid }: HoursChoiceProps) {
  const { t } = useTranslation()
  return (
    <div className="hours-choice" role="group" aria-label={words.label} data-testid={testid} data-own={hours !== null}>
      <NativeSelect
        className="hours-which" label={words.label} description={words.hint} value={hours === null ? 'usual' : 'own'} disabled={usual === null} data-testid="hours-which"
        onChange={(event) => onChange(event.currentTarget.value === 'own' ? usual : null)}
        data={[{ value: 'usual', label: words.usual }, { value: 'own', label: words.own }]}
      />
      {hours !== null && <HoursEditor hours={hours} onChange={onChange} legend={t('hours.weekly')} never={words.never} />}
    </div>
  )
}
