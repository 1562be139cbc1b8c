// Whose self-check is gravest, and whether they would talk about it: the queue of the hearings.
import { useState } from 'react'
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { HearingState, HearingView } from '../../../server/api/questionnaires.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { addressOf, workerAddress } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { channelName, languageName } from '../words.ts'
import { useHearings } from './questionnaireQueries.ts'
import { indicatorName } from './questionnaireWords.ts'
import { markHearing } from './requests.ts'

const STATES = ['asked', 'heard', 'declined'] as const
const SHOWN = ['all', 'open', 'wish', ...STATES] as const
type Shown = (typeof SHOWN)[number]
const isShown = (name: string): name is Shown => SHOWN.some((one) => one === name)
const passes = (shown: Shown, { state, wish }: HearingView) => shown === 'all' || (shown === 'open' ? state === null : shown === 'wish' ? wish : state === shown)

export function HearingsTab({ id, me }: { readonly id: string; readonly me: MeView }) {
  const { t } = useTranslation()
  const hearings = useHearings(id)
  const [shown, setShown] = useState<Shown>('all')
  return (
    <Answered query={hearings}>
      {({ target, people, heard, rows }) => {
        const found = rows.filter((row) => passes(shown, row))
        return (
          <>
            <p className="quiet">{t('questionnaire.hearingsIntro', { target })}</p>
            <div className="reached hearing-progress"><span>{t('questionnaire.heardOf', { heard, target, people })}</span><meter min={0} max={target} value={Math.min(heard, target)} aria-label={t('questionnaire.heardOf', { heard, target, people })} /></div>
            <div className="form-row"><NativeSelect label={t('questionnaire.hearingShow')} value={shown} onChange={(event) => { const name = event.currentTarget.value; if (isShown(name)) setShown(name) }} data={SHOWN.map((one) => ({ value: one, label: `${t(`questionnaire.hearing.${one}`)} (${rows.filter((row) => passes(one, row)).length})` }))} data-testid="hearing-filter" /></div>
            {found.length === 0 ? <p className="empty" data-testid="no-hearings">{t('questionnaire.noHearings')}</p> : <ol className="hearings" data-testid="hearings">{found.map((row) => <Hearing key={row.sheet} id={id} row={row} writes={me.may.includes('conversations.write')} />)}</ol>}
          </>
        )
      }}
    </Answered>
  )
}

function Hearing({ id, row, writes }: { readonly id: string; readonly row: HearingView; readonly writes: boolean }) {
  const { t } = useTranslation()
  const { sheet, person, pseudonym, conversation, language, channel, level, indicators, chosen, wish, finishedAt, state, markedBy, markedAt } = row
  const marking = useChange({ ask: (next: HearingState | null) => markHearing(id, sheet, next), again: ['hearings'], told: true })
  return (
    <li className="hearing" data-testid={`hearing-${sheet}`} data-level={level}>
      <div className="hearing-head">
        <span className="hearing-level">{level === null ? '–' : `S${level}`}</span>
        <PlaceLink to={workerAddress(person)} className="questionnaire-line-name">{pseudonym}</PlaceLink>
        {wish && <span className="tag">{t('questionnaire.wishes')}</span>}
        {conversation !== null && <PlaceLink to={addressOf(conversation)} className="page-link">{t('questionnaire.toConversation')}</PlaceLink>}
      </div>
      <p className="questionnaire-line-facts">
        <span><Icon name="worker" size={14} />{languageName(language)} · {channelName(channel)}</span>
        <span><Icon name="clock" size={14} />{exactly(finishedAt)}</span>
        <span>{t('questionnaire.signs', { count: indicators.length, chosen })}</span>
      </p>
      {indicators.length > 0 && <p className="hearing-indicators">{indicators.map((name) => <span key={name}>{indicatorName(name)}</span>)}</p>}
      <div className="hearing-end">
        {state !== null && markedAt !== null && <span className="quiet">{t('questionnaire.markedBy', { state: t(`questionnaire.hearing.${state}`), name: markedBy, time: exactly(markedAt) })}</span>}
        {writes && <NativeSelect size="xs" aria-label={`${t('questionnaire.mark')}: ${pseudonym}`} value={state ?? ''} disabled={marking.isPending} data={[{ value: '', label: t('questionnaire.hearing.open') }, ...STATES.map((one) => ({ value: one, label: t(`questionnaire.hearing.${one}`) }))]} onChange={(event) => marking.mutate(STATES.find((one) => one === event.currentTarget.value) ?? null)} data-testid={`mark-${sheet}`} />}
      </div>
    </li>
  )
}
