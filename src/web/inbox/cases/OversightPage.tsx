// What a supervisor watches: what did not keep its time, the proof that nothing is forgotten, and how many consulted.
import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../server/api/cases.ts'
import { Icon } from '../Icon.tsx'
import { dateName, dateOf, exactly } from '../time.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { Standing } from '../staff/Standing.tsx'
import { useOversight } from './caseQueries.ts'
import { CaseRow } from './CaseRow.tsx'

const Rows = ({ cases }: { readonly cases: readonly CaseView[] }) => <ul className="case-rows">{cases.map((view) => <CaseRow key={view.id} view={view} />)}</ul>

export function OversightPage() {
  const { t } = useTranslation()
  const oversight = useOversight()
  return (
    <Page heading={t('case.overview')} intro={t('case.overviewIntro')} testid="oversight">
      <Answered query={oversight}>
        {({ escalated, idle, checkedAt, since, consultations, standing }) => (
          <>
            <Panel heading={t('case.idleHeading')} hint={t('case.checkedAt', { time: exactly(checkedAt) })} testid="idle">
              {idle.length === 0
                ? <p className="state" data-on="true" data-testid="idle-none"><Icon name="check" />{t('case.idleNone')}</p>
                : <><p className="state" data-on="false" role="alert"><Icon name="attention" />{t('case.idleSome')}</p><Rows cases={idle} /></>}
            </Panel>
            <Panel heading={t('case.escalatedHeading')} testid="escalated">
              {escalated.length === 0 ? <p className="quiet">{t('case.empty.escalated')}</p> : <Rows cases={escalated} />}
            </Panel>
            <Panel heading={t('case.figures', { since: dateName(dateOf(since)) })} testid="figures">
              <Standing of={standing} />
              <dl className="facts">
                {(['fields', 'contacts', 'people', 'companies'] as const).map((name) => <div key={name}><dt>{t(`case.figure.${name}`)}</dt><dd className="case-figure">{consultations[name] ?? '–'}</dd></div>)}
              </dl>
            </Panel>
          </>
        )}
      </Answered>
    </Page>
  )
}
