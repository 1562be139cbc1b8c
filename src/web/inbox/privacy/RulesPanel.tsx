// For how long each kind of data is kept, what is over now, and what waits for a second person.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RuleView } from '../../../server/api/privacy.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { Answered } from '../staff/Answered.tsx'
import { Panel } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { ChangeRule } from './ChangeRule.tsx'
import { AGAIN, answerRule, useRules } from './privacyRequests.ts'
import { useCounted } from './useCounted.ts'

export function RulesPanel({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  return (
    <Answered query={useRules()}>
      {({ rules, fixed }) => (
        <>
          <Panel heading={t('privacy.rules')} hint={t('privacy.rulesHint')} testid="privacy-rules">
            <ul className="items">{rules.map((rule) => <RuleItem key={rule.kind} rule={rule} me={me} />)}</ul>
          </Panel>
          <Panel heading={t('privacy.fixed')} testid="privacy-fixed">
            <ul className="items">
              {fixed.map(({ kind, days }) => <li key={kind} className="item"><span className="item-text">{t(`privacy.fixedKind.${kind}`)}</span><span className="quiet">{days === null ? t('privacy.forever') : t('privacy.days', { count: days })}</span></li>)}
            </ul>
          </Panel>
        </>
      )}
    </Answered>
  )
}

function RuleItem({ rule, me }: { readonly rule: RuleView; readonly me: MeView }) {
  const { t } = useTranslation()
  const counted = useCounted()
  const [changing, setChanging] = useState(false)
  const { kind, days, standard, over, set, wanted } = rule
  const answering = useChange({ ask: (decision: 'agree' | 'refuse') => answerRule(kind, decision), again: AGAIN, told: true })
  const name = t(`privacy.rule.${kind}`)
  return (
    <li className="item" data-testid={`rule-${kind}`}>
      <div className="item-text">
        <strong>{name}</strong>
        <span className="quiet">{t(`privacy.ruleHint.${kind}`)}</span>
        <span className="item-facts quiet">
          {days !== standard && <span>{t('privacy.standard', { count: standard })}</span>}
          {over > 0 && <span>{t('privacy.over', { number: counted(over) })}</span>}
          {set && <span>{t('privacy.setBy', { name: set.by, reason: set.reason })}</span>}
        </span>
        {wanted && <span className="state" data-on="false"><Icon name="clock" size={14} />{t('privacy.wanted', { name: wanted.by, count: wanted.days, reason: wanted.reason })}{wanted.mine && <> · {t('privacy.waits')}</>}</span>}
      </div>
      <div className="item-actions">
        <strong>{t('privacy.days', { count: days })}</strong>
        {wanted && me.may.includes('privacy.agree') && <Button size="compact-md" variant="default" disabled={answering.isPending} onClick={() => answering.mutate('refuse')} aria-label={`${t('privacy.disagree')}: ${name}`}>{t('privacy.disagree')}</Button>}
        {wanted && !wanted.mine && me.may.includes('privacy.agree') && <Button size="compact-md" disabled={answering.isPending} onClick={() => answering.mutate('agree')} aria-label={`${t('privacy.agree')}: ${name}`} data-testid="agree">{t('privacy.agree')}</Button>}
        {!wanted && me.may.includes('privacy.manage') && <Button size="compact-md" variant="default" onClick={() => setChanging(true)} aria-label={`${t('privacy.change')}: ${name}`} data-testid="change">{t('privacy.change')}</Button>}
      </div>
      {changing && <ChangeRule rule={rule} onClose={() => setChanging(false)} />}
    </li>
  )
}
