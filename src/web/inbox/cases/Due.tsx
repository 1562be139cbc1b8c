// How long there still is: in words, and by a colour that the words do not need.
import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../server/api/cases.ts'
import { Icon } from '../Icon.tsx'
import { exactly, since, until, useNow } from '../time.ts'
import { word } from './caseWords.ts'

/** Nearer than this it is shown as soon. */
const SOON_MS = 2 * 3_600_000

interface DueProps { readonly at: string; readonly what: string }

export function Due({ at, what }: DueProps) {
  const { t } = useTranslation()
  const now = useNow()
  const left = Date.parse(at) - now
  const state = left < 0 ? 'over' : left < SOON_MS ? 'soon' : 'calm'
  return (
    <time className="due" data-due={state} dateTime={at} title={exactly(at)} data-testid="due">
      <Icon name="clock" size={13} />
      <span className="due-what">{word('whats', what)}</span>
      {state === 'over' ? t('case.over', { time: since(at, now) }) : t('case.left', { time: until(at, now) })}
    </time>
  )
}

/** The clock that runs out first, else what comes next. */
export function DueOf({ view }: { readonly view: CaseView }) {
  const { due, next } = view
  if (due?.breached) return <Due at={due.at} what={next?.what === 'accompaniment' ? 'accompaniment' : 'response'} />
  return next === null ? null : <Due at={next.at} what={next.what} />
}
