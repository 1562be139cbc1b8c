// What the case is about and what it needs: deadlines, themes, companies, others who work on it, needs, wishes.
import type { ReactNode } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCompanyOf } from '../companies/companyQueries.ts'
import { dateName, dateBefore } from '../time.ts'
import { Panel } from '../staff/Page.tsx'
import { ActButton } from './ActForm.tsx'
import type { PanelProps } from './CasePage.tsx'
import { useAct } from './caseQueries.ts'
import { choicesOf, word } from './caseWords.ts'

const DAY_MS = 86_400_000

interface ListProps { readonly none: string; readonly children: readonly ReactNode[] }
const List = ({ none, children }: ListProps) => (children.length === 0 ? <p className="quiet">{none}</p> : <ul className="items">{children}</ul>)

interface EntryProps { readonly title: string; readonly more?: string; readonly onRemove?: (() => void) | undefined }

function Entry({ title, more = '', onRemove }: EntryProps) {
  const { t } = useTranslation()
  return (
    <li className="item">
      <p className="item-text"><strong>{title}</strong>{more !== '' && <span>{more}</span>}</p>
      {onRemove && <Button size="compact-sm" variant="subtle" aria-label={t('case.removeNamed', { name: title })} onClick={onRemove}>{t('case.remove')}</Button>}
    </li>
  )
}

export function FactsPanels({ detail, may }: PanelProps) {
  const { t } = useTranslation()
  const companyOf = useCompanyOf()
  const { case: { id }, state } = detail
  const acting = useAct(id, () => {}, true)
  const note = { name: 'note', label: t('case.note'), optional: true } as const
  const only = (button: ReactNode) => (may ? button : undefined)
  const open = state.closing === null
  const left = (day: string) => {
    const days = Math.round((Date.parse(`${day}T00:00:00+09:00`) - Date.parse(`${dateBefore(0)}T00:00:00+09:00`)) / DAY_MS)
    return days < 0 ? t('case.past') : days === 0 ? t('case.today') : t('case.daysLeft', { days })
  }
  return (
    <div className="case-facts">
      <Panel heading={t('case.deadlines')} testid="deadlines" actions={only(<ActButton id={id} testid="add-deadline" label={t('case.addDeadline')} fields={[{ name: 'kind', label: t('case.taskKind'), kind: 'choice', choices: choicesOf('deadline') }, { name: 'day', label: t('case.day'), kind: 'day' }, note]} build={(values) => ({ type: 'setDeadline', ...values })} />)}>
        <List none={t('case.noDeadlines')}>
          {state.deadlines.map((one) => <Entry key={one.id} title={word('deadline', one.kind)} more={`${dateName(one.day)} · ${left(one.day)}${one.note === '' ? '' : ` · ${one.note}`}`} onRemove={may ? () => acting.mutate({ type: 'removeDeadline', id: one.id }) : undefined} />)}
        </List>
      </Panel>
      <Panel heading={t('case.wishes')} testid="wishes" actions={only(<ActButton id={id} testid="add-wish" label={t('case.addWish')} heading={t('case.wishes')} fields={[{ name: 'text', label: t('case.wish'), kind: 'long' }]} build={(values) => ({ type: 'noteWish', ...values })} />)}>
        <List none={t('case.noWishes')}>{state.wishes.map((wish, i) => <Entry key={`${i} ${wish}`} title={wish} />)}</List>
      </Panel>
      <Panel heading={t('case.needs')} testid="needs" actions={only(<ActButton id={id} testid="add-need" label={t('case.addNeed')} heading={t('case.needs')} fields={[{ name: 'kind', label: t('case.taskKind'), kind: 'choice', choices: choicesOf('need') }, { name: 'status', label: t('case.status'), kind: 'choice', choices: choicesOf('needStatus') }]} build={(values) => ({ type: 'noteNeed', ...values })} />)}>
        <List none={t('case.noNeeds')}>{state.needs.map((one) => <Entry key={one.kind} title={word('need', one.kind)} more={word('needStatus', one.status)} />)}</List>
      </Panel>
      <Panel heading={t('case.actors')} testid="actors" actions={only(<ActButton id={id} testid="add-actor" label={t('case.addActor')} heading={t('case.actors')} fields={[{ name: 'kind', label: t('case.taskKind'), kind: 'choice', choices: choicesOf('actor') }, { name: 'name', label: t('case.actorName') }, note]} build={(values) => ({ type: 'addActor', ...values })} />)}>
        <List none={t('case.noActors')}>
          {state.actors.map((one) => <Entry key={one.id} title={`${word('actor', one.kind)} · ${one.name}`} more={one.note} onRemove={may ? () => acting.mutate({ type: 'removeActor', id: one.id }) : undefined} />)}
        </List>
      </Panel>
      <Panel heading={t('case.themes')} testid="themes" actions={only(<ActButton id={id} testid="add-theme" label={t('case.addTheme')} fields={[{ name: 'theme', label: t('case.themes'), kind: 'choice', choices: themeChoices(state.themes) }]} build={(values) => ({ type: 'addTheme', ...values })} />)}>
        <List none={t('case.noThemes')}>{state.themes.map((theme) => <Entry key={theme} title={themeName(theme)} onRemove={may ? () => acting.mutate({ type: 'removeTheme', theme }) : undefined} />)}</List>
      </Panel>
      <Panel heading={t('case.companiesHeading')} hint={t('case.companyHint')} testid="companies" actions={open ? <ActButton id={id} testid="add-company" label={t('case.addCompany')} fields={[{ name: 'code', label: t('case.code') }, { name: 'relation', label: t('case.relation'), kind: 'choice', choices: choicesOf('relations') }]} build={(values) => ({ type: 'nameCompany', ...values })} /> : undefined}>
        <List none={t('case.noCompanies')}>{state.companies.map((code) => <Entry key={code} title={[code, companyOf(code)].filter((part) => part !== null).join(' ')} />)}</List>
      </Panel>
    </div>
  )
}

function themeChoices(chosen: readonly string[]): { value: string; label: string }[] {
  return choicesOf('theme').filter(({ value }) => !chosen.includes(value))
}

/** Of a topic the theme it belongs to stands before it. */
function themeName(theme: string): string {
  const [first = '', ...rest] = theme.split('.')
  return rest.length === 0 ? word('theme', first) : `${word('theme', first)} · ${rest.join('.')}`
}
