// Several of a few, as boxes to tick.
import { Checkbox } from '@mantine/core'

interface Props<T extends string> { readonly legend: string; readonly of: readonly T[]; readonly chosen: readonly T[]; name(one: T): string; onChange(chosen: readonly T[]): void }

export function ManyChoice<T extends string>({ legend, of, chosen, name, onChange }: Props<T>) {
  return (
    <fieldset className="choice">
      <legend>{legend}</legend>
      <div className="choice-row">
        {of.map((one) => <Checkbox key={one} label={name(one)} checked={chosen.includes(one)} onChange={(event) => onChange(of.filter((each) => (each === one ? event.currentTarget.checked : chosen.includes(each))))} />)}
      </div>
    </fieldset>
  )
}
