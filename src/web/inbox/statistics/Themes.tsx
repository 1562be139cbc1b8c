// What was consulted about: each theme with its matters, and on a tap the topics they were.
import { useTranslation } from 'react-i18next'
import { percent, themesWithTopics } from '../../../reports/counting.ts'
import type { Counted } from '../../../reports/counting.ts'
import { keyName } from '../../../reports/words.ts'
import type { StatisticsView } from '../../../server/api/statistics.ts'
import { Panel } from '../staff/Page.tsx'
import { deskLanguage } from '../words.ts'

export function Themes({ view: { count, topics: titles } }: { readonly view: StatisticsView }) {
  const { t } = useTranslation()
  const themes = themesWithTopics(count)
  const most = Math.max(1, ...themes.map(({ matters }) => matters))
  return (
    <Panel heading={t('statistics.by.theme')} hint={t('statistics.themesHint')} testid="themes">
      {themes.length === 0 ? <p className="quiet">{t('statistics.nobody')}</p> : (
        <ul className="theme-rows">
          {themes.map((theme) => (
            <li key={theme.key ?? ''}>
              {theme.topics.length === 0 ? <div className="theme-alone"><ThemeLine row={theme} name={keyName(deskLanguage(), 'theme', theme.key)} of={count.total.matters} most={most} /></div> : (
                <details>
                  <summary><ThemeLine row={theme} name={keyName(deskLanguage(), 'theme', theme.key)} of={count.total.matters} most={most} /></summary>
                  <ul className="topic-rows">{theme.topics.map((topic) => <li key={topic.key}><ThemeLine row={topic} name={keyName(deskLanguage(), 'topic', topic.key, titles)} of={theme.matters} most={theme.matters} /></li>)}</ul>
                </details>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function ThemeLine({ row, name, of, most }: { readonly row: Counted; readonly name: string; readonly of: number; readonly most: number }) {
  const { t } = useTranslation()
  return (
    <span className="theme-line">
      <span className="theme-name">{name}</span>
      <span className="theme-bar" aria-hidden="true"><svg viewBox="0 0 100 1" preserveAspectRatio="none"><rect width={(row.matters / most) * 100} height="1" /></svg></span>
      <span className="theme-figures">{t('statistics.line', { matters: row.matters, share: percent(row.matters, of), contacts: row.contacts, people: row.people })}</span>
    </span>
  )
}
