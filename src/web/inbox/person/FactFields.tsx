// The inputs of one field, each as its value wants it; the value goes up as it is typed, and is checked when it is sent.
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { INTERPRETERS } from '../../../people/facts.ts'
import type { FactName } from '../../../people/facts.ts'
import { CompanyChoice } from '../companies/CompanyChoice.tsx'
import { ageChoices, countryChoices, type Choice, industryChoices, livingChoices, prefectureChoices, residenceChoices, spokenChoices } from './factWords.ts'

/** What is typed in the parts of a field, as text; lists of codes with spaces between. */
export type Typed = Readonly<Record<string, string>>

interface FieldProps { readonly field: FactName; readonly typed: Typed; onType(part: string, text: string): void }

/** What stands in the inputs for a value that is kept. */
export function typedOf(value: unknown): Typed {
  if (typeof value !== 'object' || value === null) return { value: typeof value === 'string' ? value : '' }
  return Object.fromEntries(Object.entries(value).map(([part, inside]) => [part, Array.isArray(inside) ? inside.join(' ') : inside === null ? '' : String(inside)]))
}

/** The value that the inputs say; what is wrong in it the server refuses. */
export function valueOf(field: FactName, typed: Typed): unknown {
  const text = (part: string) => (typed[part] ?? '').trim()
  const number = (part: string) => (text(part) === '' ? null : Number(text(part)))
  switch (field) {
    case 'residence': return { status: text('status'), until: text('until') || null }
    case 'place': return { prefecture: number('prefecture'), municipality: text('municipality') }
    case 'languages': return { speaks: text('speaks').split(' ').filter(Boolean), reads: text('reads').split(' ').filter(Boolean) }
    case 'household': return { living: text('living') || null, children: number('children') }
    default: return text('value')
  }
}

export function FactFields({ field, typed, onType }: FieldProps) {
  const { t } = useTranslation()
  const label = t(`people.field.${field}`)
  const value = (part: string) => typed[part] ?? ''
  const select = (part: string, name: string, choices: readonly (Choice | { group: string; items: readonly Choice[] })[], none = t('people.choose')) => (
    <NativeSelect label={name} value={value(part)} onChange={(event) => onType(part, event.currentTarget.value)} data-first={part === 'value' || undefined}
      data={[{ value: '', label: none }, ...choices.map((one) => ('items' in one ? { ...one, items: [...one.items] } : one))]} />
  )
  const line = (part: string, name: string, more: object = {}) => (
    <TextInput label={name} value={value(part)} onChange={(event) => onType(part, event.currentTarget.value)} maxLength={120} autoComplete="off" {...more} />
  )
  const many = (part: string) => <ManyLanguages key={part} legend={t(part === 'speaks' ? 'people.speaks' : 'people.reads')} codes={value(part).split(' ').filter(Boolean)} onChange={(codes) => onType(part, codes.join(' '))} />
  switch (field) {
    case 'nationality': return select('value', label, countryChoices())
    case 'residence': return <>{select('status', t('people.residenceLabel'), residenceChoices())}{line('until', t('people.until'), { type: 'date', description: t('people.hint.residence') })}</>
    case 'place': return <>{select('prefecture', t('people.prefecture'), prefectureChoices())}{line('municipality', t('people.municipality'), { maxLength: 80 })}</>
    case 'industry': return select('value', label, industryChoices())
    case 'languages': return <>{many('speaks')}{many('reads')}</>
    case 'preferred': return select('value', label, spokenChoices())
    case 'interpreter': return select('value', label, INTERPRETERS.map((one) => ({ value: one, label: t(`people.interpreterName.${one}`) })))
    case 'ageGroup': return select('value', label, ageChoices())
    case 'household': return <>{select('living', t('people.living'), livingChoices(), t('people.notSaid'))}{line('children', t('people.children'), { type: 'number', min: 0, max: 20 })}</>
    case 'since': return line('value', label, { placeholder: '2023-04', description: t('people.hint.since'), maxLength: 7 })
    case 'callName': case 'work': return line('value', label, { description: t(`people.hint.${field}`) })
    case 'company': return <><CompanyChoice label={t('company.choose')} code={value('value')} onChoose={(code) => onType('value', code)} />{line('value', label, { description: t('people.hint.company'), maxLength: 20, autoCapitalize: 'characters' })}</>
  }
}

function ManyLanguages({ legend, codes, onChange }: { readonly legend: string; readonly codes: readonly string[]; onChange(codes: readonly string[]): void }) {
  return (
    <fieldset className="choice">
      <legend>{legend}</legend>
      <div className="choice-row profile-many">
        {spokenChoices().map(({ value, label }) => (
          <Checkbox key={value} size="xs" label={label} checked={codes.includes(value)} onChange={(event) => onChange(event.currentTarget.checked ? [...codes, value] : codes.filter((code) => code !== value))} />
        ))}
      </div>
    </fieldset>
  )
}
