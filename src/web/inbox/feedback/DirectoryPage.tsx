// Entries that bodies wrote of themselves, by where they stand, and listed ones that nobody has confirmed for long.
import { useState } from 'react'
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SUBMISSION_STATES } from '../../../feedback/decide-submission.ts'
import type { SubmissionState } from '../../../server/api/directory.ts'
import { PAGES } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { dateName, dateOf } from '../time.ts'
import { useDirectory } from './feedbackQueries.ts'
import { bodyAddress, feedbackWord, submissionAddress } from './feedbackWords.ts'

export function DirectoryPage() {
  const { t } = useTranslation()
  const [show, setShow] = useState<SubmissionState>('waiting')
  const directory = useDirectory(show)
  const actions = (
    <div className="item-actions">
      <PlaceLink to={PAGES.feedback} className="page-link page-back">{t('feedback.toQueue')}</PlaceLink>
      <a className="page-link" href="/entry" target="_blank" rel="noreferrer">{t('directory.form')}</a>
    </div>
  )
  return (
    <Page heading={t('directory.heading')} intro={t('directory.intro')} actions={actions} testid="directory-page">
      <form className="form-row" role="search" onSubmit={(event) => event.preventDefault()}>
        <NativeSelect label={t('directory.show')} value={show} onChange={(event) => setShow(SUBMISSION_STATES.find((one) => one === event.currentTarget.value) ?? 'waiting')} data={SUBMISSION_STATES.map((value) => ({ value, label: t(`directory.states.${value}`) }))} data-testid="directory-show" />
      </form>
      <Answered query={directory}>
        {({ submissions, stale }) => (
          <>
            {submissions.length === 0 ? <p className="panel empty" data-testid="no-submissions">{t('directory.empty')}</p> : (
              <ul className="panel items" data-testid="submissions">
                {submissions.map(({ id, name, kind, country, body, sentAt }) => (
                  <li key={id} className="item"><div className="item-text"><PlaceLink to={submissionAddress(id)} className="page-link">{name}</PlaceLink>
                    <span className="item-facts quiet"><span className="tag">{t(body ? 'directory.change' : 'directory.new')}</span>{kind !== '' && <span>{feedbackWord('kinds', kind)}</span>}{country !== '' && <span>{feedbackWord('countries', country)}</span>}{sentAt !== null && <span>{t('directory.sent', { day: dateName(dateOf(sentAt)) })}</span>}</span></div></li>
                ))}
              </ul>
            )}
            <Panel heading={t('directory.stale')} hint={t('directory.staleHint')} testid="stale-bodies">
              {stale.length === 0 ? <p className="quiet">{t('directory.noStale')}</p> : (
                <ul className="items">{stale.map(({ id, name, confirmedOn }) => <li key={id} className="item"><div className="item-text"><PlaceLink to={bodyAddress(id)} className="page-link">{name}</PlaceLink><span className="item-facts quiet"><span>{confirmedOn === null ? t('directory.never') : t('directory.confirmedOn', { day: dateName(confirmedOn) })}</span></span></div></li>)}</ul>
              )}
            </Panel>
          </>
        )}
      </Answered>
    </Page>
  )
}
