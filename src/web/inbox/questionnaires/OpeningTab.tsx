// When a questionnaire is open, how many answers are wanted, how people come to it, and how it is closed or withdrawn.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { QuestionnairePage } from '../../../server/api/questionnaires.ts'
import type { MeView } from '../../../server/api/staff.ts'
import type { Quota } from '../../../questionnaires/quotas.ts'
import { Icon } from '../Icon.tsx'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { PAGES } from '../place.ts'
import { Copy } from '../staff/Copy.tsx'
import { Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useChange } from '../staff/useChange.ts'
import { MomentField } from './MomentField.tsx'
import { AGAIN } from './questionnaireQueries.ts'
import { QuotaFields } from './QuotaFields.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { changeOpening, withdraw, type Opening } from './requests.ts'

export function OpeningTab({ page, me }: { readonly page: QuestionnairePage; readonly me: MeView }) {
  const { t } = useTranslation()
  const { key, standing, companies } = page
  const may = me.may.includes('questionnaires.publish')
  const [opensAt, setOpensAt] = useState(page.opensAt)
  const [closesAt, setClosesAt] = useState(page.closesAt)
  const [quotas, setQuotas] = useState<readonly Quota[]>(page.quotas)
  const [withdrawing, setWithdrawing] = useState(false)
  const before: Opening = { opensAt: page.opensAt, closesAt: page.closesAt, quotas: page.quotas }
  const changing = useChange({
    ask: (opening: Opening) => changeOpening(key, opening), again: AGAIN,
    onDone: (_value, opening) => {
      setOpensAt(opening.opensAt)
      setClosesAt(opening.closesAt)
      setQuotas(opening.quotas)
      show(t('questionnaire.changedOpening'), 'done', opening === before ? undefined : () => changing.mutate(before))
    },
  })
  const dirty = opensAt !== page.opensAt || closesAt !== page.closesAt || JSON.stringify(quotas) !== JSON.stringify(page.quotas)
  return (
    <>
      <Panel heading={t('questionnaire.opening')} hint={t('questionnaire.openingHint')} testid="opening">
        <fieldset className="bare" disabled={!may}>
          <div className="form-row">
            <MomentField label={t('questionnaire.opensAt')} empty={t('questionnaire.atOnce')} value={opensAt} onChange={setOpensAt} testid="opens-at" />
            <MomentField label={t('questionnaire.closesAt')} empty={t('questionnaire.noEnd')} value={closesAt} onChange={setClosesAt} testid="closes-at" />
          </div>
          <QuotaFields quotas={quotas} onChange={setQuotas} companies={companies} />
          <FormProblem error={changing.error} />
          <div className="form-end">
            {standing === 'open' && <Button variant="default" loading={changing.isPending} onClick={() => changing.mutate({ ...before, closesAt: new Date().toISOString() })} data-testid="close-now">{t('questionnaire.closeNow')}</Button>}
            {standing === 'closed' && <Button variant="default" loading={changing.isPending} onClick={() => changing.mutate({ ...before, closesAt: null })} data-testid="reopen">{t('questionnaire.reopen')}</Button>}
            <Button disabled={!dirty} loading={changing.isPending} onClick={() => changing.mutate({ opensAt, closesAt, quotas })} data-testid="save-opening">{t('questionnaire.saveOpening')}</Button>
          </div>
        </fieldset>
      </Panel>
      <Panel heading={t('questionnaire.spread')} hint={t('questionnaire.spreadHint')} testid="spread">
        <Copy text={`questionnaire:${key}`} testid="address" />
        <ul className="spread-ways">
          <li><Icon name="entry" /><span>{t('questionnaire.byCode')} {me.may.includes('companies.read') && <PlaceLink to={PAGES.companies} className="page-link">{t('nav.companies')}</PlaceLink>}</span></li>
          <li><Icon name="send" /><span>{t('questionnaire.byOutreach')} {me.may.includes('outreach.read') && <PlaceLink to={PAGES.outreach} className="page-link">{t('nav.outreach')}</PlaceLink>}</span></li>
          <li><Icon name="bot" /><span>{t('questionnaire.byMenu')}</span></li>
        </ul>
      </Panel>
      {page.running !== null && may && (
        <div className="form-end"><Button variant="subtle" color="red" onClick={() => setWithdrawing(true)} data-testid="withdraw">{t('questionnaire.withdraw')}</Button></div>
      )}
      {withdrawing && <ReasonDialog heading={t('questionnaire.withdraw')} text={t('questionnaire.withdrawHow')} label={t('questionnaire.why')} needed ask={(reason) => withdraw(key, reason)} onDone={() => show(t('questionnaire.withdrawn'))} onClose={() => setWithdrawing(false)} />}
    </>
  )
}
