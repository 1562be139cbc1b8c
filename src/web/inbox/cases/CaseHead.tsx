// The head of a case: severity, lines, stage, owner, the clock, and what moves all of it.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SEVERITIES } from '../../../cases/severity.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { addressOf } from '../place.ts'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { exactly } from '../time.ts'
import { channelName, languageName } from '../words.ts'
import { ActButton } from './ActForm.tsx'
import type { PanelProps } from './CasePage.tsx'
import { useAct } from './caseQueries.ts'
import { ownerName, reasonWords, word } from './caseWords.ts'
import { CloseCase } from './CloseCase.tsx'
import { DueOf } from './Due.tsx'
import { GiveCase } from './GiveCase.tsx'
import { Lines, Severity } from './Severity.tsx'

export function CaseHead({ detail, may, me }: PanelProps & { readonly me: MeView }) {
  const { t } = useTranslation()
  const { case: view, state } = detail
  const { id, severity, owner } = view
  const reason = { name: 'reason', label: t('case.reason'), kind: 'long' } as const
  const taking = useAct(id, () => {}, true)
  const open = state.closing === null
  const above = SEVERITIES.filter((one) => one > severity).map((value) => ({ value, label: `${value} ${word('severity', value)}` }))
  const below = SEVERITIES.filter((one) => one < severity).toReversed().map((value) => ({ value, label: `${value} ${word('severity', value)}` }))
  return (
    <section className="panel case-head" data-testid="case-head">
      <p className="case-head-marks">
        <Severity severity={severity} />
        <span className="quiet">{reasonWords(state.severityReason)}</span>
        <Lines {...view} />
        {state.closing && <span className="tag">{t('case.closedAs', { outcome: word('outcomes', state.closing.outcome) })}</span>}
      </p>
      <dl className="facts">
        <div><dt>{t('case.nextDate')}</dt><dd>{open || view.next ? <DueOf view={view} /> : t('staff.nothing')}</dd></div>
        <div><dt>{t('case.owner')}</dt><dd data-testid="owner">{ownerName(owner)}</dd></div>
        <div><dt>{t('case.stageLabel')}</dt><dd data-testid="stage">{word('stage', state.stage)}</dd></div>
        <div><dt>{t('case.asker')}</dt><dd>{word('askers', state.asker.kind)}{state.asker.name !== '' && ` · ${state.asker.name}`}</dd></div>
        <div><dt>{t('case.language')}</dt><dd>{view.language === null ? t('case.languageUnknown') : languageName(view.language)}</dd></div>
        <div><dt>{t('case.opened')}</dt><dd>{exactly(state.openedAt)}</dd></div>
        {view.conversations.length > 0 && (
          <div><dt>{t('case.conversations')}</dt><dd>{view.conversations.map((one) => <PlaceLink key={one.id} to={addressOf(one.id)} className="page-link" testid="to-conversation">{channelName(one.channel)}</PlaceLink>)}</dd></div>
        )}
      </dl>
      {state.incident && <p className="case-legal" data-testid="legal"><Icon name="attention" /><span>{t('case.legal')}</span></p>}
      {state.clocks.accompaniment && <p className="case-support" data-testid="support"><Icon name="clock" /><span>{t('case.supportLine')}</span></p>}
      {open && !may && <p className="quiet" data-testid="take-first">{t('case.takeFirst')}</p>}
      <div className="item-actions case-acts">
        {open && owner.id !== me.id && <Button size="compact-md" loading={taking.isPending} onClick={() => taking.mutate({ type: 'take' })} data-testid="take">{t('case.take')}</Button>}
        {open && above.length > 0 && <ActButton id={id} testid="raise" label={t('case.raise')} fields={[{ name: 'severity', label: t('case.severityLabel'), kind: 'choice', choices: above }, reason]} build={(values) => ({ type: 'raise', ...values })} />}
        {may && below.length > 0 && <ActButton id={id} testid="lower" label={t('case.lower')} heading={t('case.lowerHeading')} fields={[{ name: 'severity', label: t('case.severityLabel'), kind: 'choice', choices: below }, reason]} build={(values) => ({ type: 'lower', ...values })} />}
        {open && !state.incident && <ActButton id={id} testid="mark-incident" label={t('case.incident')} fields={[reason]} build={(values) => ({ type: 'markIncident', ...values })} />}
        {open && state.incident && me.roles.includes('supervisor') && <ActButton id={id} testid="unmark-incident" label={t('case.unincident')} fields={[reason]} build={(values) => ({ type: 'unmarkIncident', ...values })} />}
        {state.escalation !== 'none' && (me.roles.includes('supervisor') || me.roles.includes('on-call')) && <ActButton id={id} testid="answer-escalation" label={t('case.answerEscalation')} fields={[reason]} build={(values) => ({ type: 'answerEscalation', ...values })} />}
        {may && owner.id === me.id && <ActButton id={id} testid="release" label={t('case.release')} fields={[reason]} build={(values) => ({ type: 'release', ...values })} />}
        {open && me.may.includes('cases.assign') && <GiveCase view={view} />}
        {may && <CloseCase id={id} />}
        {!open && <ActButton id={id} testid="reopen" label={t('case.reopen')} fields={[reason]} build={(values) => ({ type: 'reopen', ...values })} />}
      </div>
    </section>
  )
}
