// Looks for words in everything that was said. What is looked for stands in no address and in no record.
import { type FormEvent, useState } from 'react'
import { ActionIcon, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../Icon.tsx'
import { SEARCH } from '../keys.ts'

export interface Wanted { readonly text: string; readonly days: number | null }

const SPANS = [7, 31, 366, null] as const
const USUAL = 31

interface SearchBoxProps { readonly wanted: Wanted | null; onSearch(wanted: Wanted | null): void }

export function SearchBox({ wanted, onSearch }: SearchBoxProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [days, setDays] = useState<number | null>(USUAL)
  const look = (event: FormEvent) => {
    event.preventDefault()
    onSearch(text.trim() === '' ? null : { text: text.trim(), days })
  }
  const span = (value: string) => {
    const next = value === '' ? null : Number(value)
    setDays(next)
    if (wanted) onSearch({ ...wanted, days: next })
  }
  return (
    <form className="search" role="search" onSubmit={look}>
      <TextInput
        {...SEARCH} className="search-text" type="search" size="sm" aria-label={t('search.label')} placeholder={t('search.placeholder')} maxLength={200} value={text} autoComplete="off" spellCheck={false}
        leftSection={<Icon name="search" />} data-testid="search"
        onChange={(event) => {
          setText(event.currentTarget.value)
          if (event.currentTarget.value === '') onSearch(null)
        }}
      />
      {text !== '' && (
        <>
          <NativeSelect className="search-span" size="sm" aria-label={t('search.span')} value={days ?? ''} onChange={(event) => span(event.currentTarget.value)} data-testid="search-span"
            data={SPANS.map((one) => ({ value: one === null ? '' : String(one), label: t(`search.days.${one ?? 'all'}`) }))} />
          <ActionIcon type="submit" size="lg" aria-label={t('search.go')} data-testid="search-go"><Icon name="search" /></ActionIcon>
        </>
      )}
    </form>
  )
}
