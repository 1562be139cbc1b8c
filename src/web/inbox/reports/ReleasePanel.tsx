// The release of a report: what is in it, what is hidden, what was checked, what was released before; a second person decides.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ReportView } from '../../../server/api/reports.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { openedAddress } from '../place.ts'
import { Confirm } from '../staff/Dialog.tsx'
import { Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { listed } from '../words.ts'
import { figuresIn } from './figuresIn.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { askReview, decideReport, makeReport, withdrawReport } from './reportRequests.ts'
import { useReports } from './reportQueries.ts'
import { monthsName } from './reportWords.ts'

const AGAIN = ['reports']

export function ReleasePanel({ view, me }: { readonly view: ReportView; readonly me: MeView }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<'release' | 'return' | 'withdraw' | null>(null)
  const { id, revision, state, mine, overtaken, authors, reviewer, reason, report, company } = view
  const reviewing = useChange({ ask: (ask: boolean) => askReview(id, revision, ask), again: AGAIN, told: true, onDone: (_, ask) => show(t(ask ? 'reports.asked' : 'reports.unasked')) })
  const releasing = useChange({ ask: () => decideReport(id, revision, 'release', ''), again: AGAIN, told: true, onDone: () => show(t('reports.released')) })
  const counting = useChange({ ask: () => makeReport({ company: company?.id ?? null, quarter: report.period.quarters.at(-1) ?? '' }), again: AGAIN, told: true, onDone: () => show(t('reports.countedAgain')) })
  const [writes, releases] = [me.may.includes('reports.write'), me.may.includes('reports.release')]
  const earlier = (useReports().data?.reports ?? []).filter((one) => one.id !== id && one.state === 'released' && one.company?.id === company?.id)
  const { shown, hidden } = figuresIn(report)
  return (
    <Panel heading={t(`reports.step.${state}`)} hint={t(`reports.stepHint.${state}`)} testid="release-panel">
      <div className="release">
        <dl className="facts">
          <div><dt>{t('reports.content')}</dt><dd>{report.tooFew ? t('reports.tooFew') : t('reports.shownHidden', { shown, hidden })}</dd></div>
          <div><dt>{t('reports.companies')}</dt><dd>{listed(report.units.flatMap((unit) => unit.companies.map(({ name }) => name))) || t('staff.nothing')}</dd></div>
          <div><dt>{t('reports.authors')}</dt><dd>{listed(authors)}</dd></div>
          {reviewer !== null && <div><dt>{t('reports.reviewer')}</dt><dd>{reviewer}{view.releasedAt !== null && ` · ${exactly(view.releasedAt)}`}</dd></div>}
          {reason !== '' && <div><dt>{t('reports.reason')}</dt><dd>{reason}</dd></div>}
          <div><dt>{t('reports.before')}</dt><dd>{earlier.length === 0 ? t('reports.noneBefore') : earlier.map((one) => <PlaceLink key={one.id} to={openedAddress('reports', one.id)} className="page-link report-earlier">{monthsName(one)}</PlaceLink>)}</dd></div>
        </dl>
        <ul className="release-checks" aria-label={t('reports.checks')}>
          <Check passed text={t('reports.check.threshold', { count: report.threshold })} />
          <Check passed text={t('reports.check.complement')} />
          <Check passed={!overtaken} text={t(overtaken ? 'reports.check.overtaken' : 'reports.check.ledger')} />
          <Check passed={state === 'released' || (state === 'review' && !mine)} text={t(state !== 'review' ? 'reports.check.second' : mine ? 'reports.check.mine' : 'reports.check.you')} />
        </ul>
      </div>
      <div className="form-end">
        {state === 'draft' && writes && <Button variant="default" loading={counting.isPending} onClick={() => counting.mutate(undefined)} data-testid="count-again">{t('reports.countAgain')}</Button>}
        {state === 'draft' && writes && <Button loading={reviewing.isPending} disabled={overtaken} onClick={() => reviewing.mutate(true)} data-testid="ask-review">{t('reports.ask')}</Button>}
        {state === 'review' && writes && <Button variant="default" loading={reviewing.isPending} onClick={() => reviewing.mutate(false)} data-testid="unask-review">{t('reports.unask')}</Button>}
        {state === 'review' && releases && !mine && <Button variant="default" onClick={() => setAsking('return')} data-testid="return-report">{t('reports.return')}</Button>}
        {state === 'review' && releases && !mine && <Button loading={releasing.isPending} disabled={overtaken} leftSection={<Icon name="check" />} onClick={() => setAsking('release')} data-testid="release-report">{t('reports.release')}</Button>}
        {state === 'released' && releases && <Button variant="default" onClick={() => setAsking('withdraw')} data-testid="withdraw-report">{t('reports.withdraw')}</Button>}
      </div>
      {asking === 'release' && (
        <Confirm heading={t('reports.release')} text={t('reports.releaseHow')} yes={t('reports.release')} busy={releasing.isPending} onNo={() => setAsking(null)} onYes={() => releasing.mutate(undefined, { onSettled: () => setAsking(null) })} />
      )}
      {(asking === 'return' || asking === 'withdraw') && (
        <ReasonDialog
          heading={t(`reports.${asking}`)} text={t(`reports.${asking}How`)} again={AGAIN} onClose={() => setAsking(null)}
          ask={(why) => (asking === 'return' ? decideReport(id, revision, 'return', why) : withdrawReport(id, revision, why))}
        />
      )}
    </Panel>
  )
}

function Check({ passed, text }: { readonly passed: boolean; readonly text: string }) {
  const { t } = useTranslation()
  return <li data-passed={passed}><Icon name={passed ? 'check' : 'clock'} /><span><span className="hidden">{t(passed ? 'reports.passed' : 'reports.notYet')} </span>{text}</span></li>
}
