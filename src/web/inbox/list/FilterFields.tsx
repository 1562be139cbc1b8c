// Narrows the list: each field by itself, all of them together. What is chosen stands in the address.
import { Button, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import ja from '../../../../locales/desk/ja.json'
import { type ListFilter, OPEN, OWNERS, SHOWS, TURNS, filterOf, queryOf } from '../../../list/filter.ts'
import { go, listAddress } from '../place.ts'
import { useStatus } from '../queries.ts'
import { channelName, languageName, themeName } from '../words.ts'

interface FilterFieldsProps { readonly filter: ListFilter; onSave(): void; readonly known: boolean }

export function FilterFields({ filter, onSave, known }: FilterFieldsProps) {
  const { t } = useTranslation()
  const channels = useStatus().data?.channels.map(({ type }) => type) ?? []
  const any = { value: '', label: t('filter.any') }
  const fields = [
    { name: 'show', choices: SHOWS.map((value) => ({ value, label: t(`filter.showing.${value}`) })) },
    { name: 'owner', choices: [any, ...OWNERS.map((value) => ({ value, label: t(`filter.owners.${value}`) }))] },
    { name: 'turn', choices: [any, ...TURNS.map((value) => ({ value, label: t(`filter.turns.${value}`) }))] },
    { name: 'language', choices: [any, ...Object.keys(ja.language).map((value) => ({ value, label: languageName(value) }))] },
    { name: 'channel', choices: [any, ...channels.map((value) => ({ value, label: channelName(value) }))] },
    { name: 'theme', choices: [any, ...Object.keys(ja.theme).map((value) => ({ value, label: themeName(value) }))] },
  ] as const
  const choose = (name: keyof ListFilter, value: string) => {
    const query = new URLSearchParams(queryOf(filter))
    query.delete(name)
    if (value !== '') query.set(name, value)
    go(listAddress(queryOf(filterOf(query))), true)
  }
  return (
    <section className="filters" id="filters" aria-label={t('filter.heading')} data-testid="filters">
      <div className="filter-fields">
        {fields.map(({ name, choices }) => (
          <NativeSelect
            key={name} size="xs" label={t(`filter.${name}`)} data={choices.map((choice) => ({ ...choice }))} value={filter[name] ?? ''} data-testid={`filter-${name}`}
            onChange={(event) => choose(name, event.currentTarget.value)}
          />
        ))}
      </div>
      <div className="filter-end">
        <Button size="compact-sm" variant="subtle" disabled={queryOf(filter) === ''} onClick={() => go(listAddress(queryOf(OPEN)), true)} data-testid="filter-clear">{t('filter.clear')}</Button>
        <Button size="compact-sm" variant="light" disabled={known} onClick={onSave} data-testid="save-view">{t('view.save')}</Button>
      </div>
    </section>
  )
}
