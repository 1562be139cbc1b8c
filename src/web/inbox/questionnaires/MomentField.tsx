// A moment in Japan's time, or none.
import { TextInput } from '@mantine/core'
import { dateOf, timeOf } from '../time.ts'

interface MomentFieldProps { readonly label: string; readonly empty: string; readonly value: string | null; onChange(value: string | null): void; readonly testid: string }

export function MomentField({ label, empty, value, onChange, testid }: MomentFieldProps) {
  const shown = value === null ? '' : `${dateOf(value)}T${timeOf(value)}`
  return (
    <TextInput
      type="datetime-local" label={`${label} (JST)`} description={empty} value={shown} data-testid={testid}
      onChange={(event) => { const wall = event.currentTarget.value; onChange(wall === '' ? null : new Date(`${wall}:00+09:00`).toISOString()) }}
    />
  )
}
