// Everything about the mediation of one case: whether there is one, what it needs, who pays, the dossier, and how it ended.
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { useCase } from '../cases/caseQueries.ts'
import { caseAddress } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { Availability } from './Availability.tsx'
import { ConflictChecks } from './ConflictChecks.tsx'
import { Costs } from './Costs.tsx'
import { DossierEditor } from './DossierEditor.tsx'
import { Intake } from './Intake.tsx'
import { Issued } from './Issued.tsx'
import { useMediation } from './mediationQueries.ts'
import { Outcome } from './Outcome.tsx'

export function MediationPage({ id, me }: { readonly id: string; readonly me: MeView }) {
  const { t } = useTranslation()
  const detail = useCase(id)
  const mediation = useMediation(id)
  return (
    <Page heading={t('mediation.page')} actions={<PlaceLink to={caseAddress(id)} className="page-link page-back">{t('mediation.back')}</PlaceLink>} testid="mediation-page">
      <Answered query={detail}>
        {(one) => (
          <Answered query={mediation}>
            {(view) => {
              const may = one.state.closing === null && (me.roles.includes('supervisor') || one.case.owner.id === me.id)
              return (
                <>
                  <Availability view={view} me={me} />
                  {!may && one.state.closing === null && <p className="panel quiet">{t('case.takeFirst')}</p>}
                  <Intake detail={one} may={may} />
                  <div className="case-facts">
                    <ConflictChecks detail={one} may={may} />
                    <Costs detail={one} may={may} />
                  </div>
                  <DossierEditor id={id} view={view} events={one.events} may={may} />
                  <Issued detail={one} may={may} />
                  <Outcome detail={one} may={may} />
                </>
              )
            }}
          </Answered>
        )}
      </Answered>
    </Page>
  )
}
