// One entry that a body wrote of itself: beside what stands there now, and what can be done with it.
import { useTranslation } from 'react-i18next'
import type { Submission, SubmissionView } from '../../../server/api/directory.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { dateName, dateOf } from '../time.ts'
import { languageName } from '../words.ts'
import { useSubmission } from './feedbackQueries.ts'
import { bodyAddress, DIRECTORY, feedbackWord } from './feedbackWords.ts'
import { SubmissionActions } from './SubmissionActions.tsx'

const FIELDS = ['kind', 'name', 'otherNames', 'country', 'registration', 'since', 'prefecture', 'languages', 'feeList', 'fees', 'record', 'declared', 'page', 'links', 'contact'] as const
type Field = (typeof FIELDS)[number]

function valueOf({ entry, listing }: Submission, field: Field): string {
  switch (field) {
    case 'kind': return feedbackWord('kinds', entry.kind)
    case 'country': return feedbackWord('countries', entry.country)
    case 'otherNames': return entry.otherNames.join('\n')
    case 'languages': return listing.languages.map((each) => languageName(each)).join(', ')
    case 'feeList': return listing.fees.map(({ what, amount, currency }) => `${what}: ${amount} ${currency}`).join('\n')
    case 'links': return listing.links.join('\n')
    case 'since': return listing.since
    case 'prefecture': return listing.prefecture
    case 'declared': return listing.declared
    default: return entry[field]
  }
}

function Fields({ view: { content, before } }: { readonly view: SubmissionView }) {
  const { t } = useTranslation()
  if (!content) return <p className="quiet">{t('directory.empty')}</p>
  return (
    <div className="submission">
      {FIELDS.map((field) => {
        const [wanted, now] = [valueOf(content, field), before ? valueOf(before, field) : null]
        if (wanted === '' && (now === null || now === '')) return null
        return (
          <section key={field} className="feedback-beside" data-testid={`field-${field}`}>
            <div><h4>{t(`directory.fields.${field}`)}</h4><p className="passage-text">{now === null || wanted === now ? wanted : <mark>{wanted === '' ? '–' : wanted}</mark>}</p></div>
            {now !== null && wanted !== now && <div><h4>{t('directory.now')}</h4><p className="passage-text">{now === '' ? '–' : now}</p></div>}
          </section>
        )
      })}
    </div>
  )
}

export function SubmissionPage({ id, me }: { readonly id: string; readonly me: MeView }) {
  const { t } = useTranslation()
  const submission = useSubmission(id)
  return (
    <Page heading={submission.data?.name ?? t('directory.heading')} actions={<PlaceLink to={DIRECTORY} className="page-link page-back">{t('directory.back')}</PlaceLink>} testid="submission-page">
      <Answered query={submission}>
        {(view) => (
          <>
            <section className="panel">
              <p className="item-facts quiet">
                <span className="tag" data-testid="submission-state">{t(`directory.states.${view.state}`)}</span><span>{t(view.body ? 'directory.change' : 'directory.new')}</span>
                {view.sentAt !== null && <span>{t('directory.sent', { day: dateName(dateOf(view.sentAt)) })}</span>}
                {view.checkedBy !== null && <span>{t('directory.checkedBy', { name: view.checkedBy })}</span>}{view.state !== 'checked' && view.decidedBy !== null && <span>{t('directory.decidedBy', { name: view.decidedBy })}</span>}
              </p>
              {view.body && <p><PlaceLink to={bodyAddress(view.body.id)} className="page-link">{view.body.name}</PlaceLink></p>}
              {view.note !== '' && <p>{t('directory.because', { note: view.note })}</p>}
              {me.may.includes('feedback.moderate') && <SubmissionActions view={view} />}
            </section>
            <Panel heading={t('directory.wanted')} hint={t('directory.links')}><Fields view={view} /></Panel>
          </>
        )}
      </Answered>
    </Page>
  )
}
