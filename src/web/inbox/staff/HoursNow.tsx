// For each language, whether somebody is at the desk now and until when, or when it opens next.
import { useTranslation } from 'react-i18next'
import type { HoursView } from '../../../server/api/staff.ts'
import { nearby, useNow } from '../time.ts'
import { languageName } from '../words.ts'
import { LANGUAGES } from './Choices.tsx'
import { closingOf } from './closing.ts'
import { Panel } from './Page.tsx'

export function HoursNow({ view }: { readonly view: HoursView }) {
  const { t } = useTranslation()
  const present = useNow()
  const stateOf = (language: string) => {
    const { open, next } = view.now[language] ?? { open: false, next: null }
    if (!open) return next === null ? t('hours.neverAgain') : t('hours.opens', { time: nearby(next, present) })
    const end = next === null ? null : closingOf(view.languages[language] ?? view.usual, next)
    return end === null ? t('hours.open') : t('hours.openUntil', { time: end })
  }
  return (
    <Panel heading={t('hours.now')} testid="hours-now">
      <dl className="facts hours-now">
        {LANGUAGES.map((language) => {
          const open = view.now[language]?.open ?? false
          return (
            <div key={language} data-testid={`hours-now-${language}`} data-open={open}>
              <dt>{languageName(language)}</dt>
              <dd className="presence" data-presence={open ? 'present' : 'absent'}><span className="presence-dot" aria-hidden="true" />{stateOf(language)}</dd>
            </div>
          )
        })}
      </dl>
    </Panel>
  )
}
