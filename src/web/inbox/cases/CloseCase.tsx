// Ends a case: with an outcome, the worker's agreement or why it is missing, and a day on which somebody asks again.
import { useTranslation } from 'react-i18next'
import { dateBefore } from '../time.ts'
import { ActButton } from './ActForm.tsx'
import { choicesOf } from './caseWords.ts'

const MONTH_DAYS = 30

export function CloseCase({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  return (
    <ActButton
      id={id} testid="close" label={t('case.close')} heading={t('case.closeHeading')} yes={t('case.close')}
      fields={[
        { name: 'outcome', label: t('case.outcome'), kind: 'choice', choices: choicesOf('outcomes') },
        { name: 'agreement', label: t('case.agreement'), kind: 'choice', choices: [{ value: 'agreed', label: t('case.agreed') }, { value: 'missing', label: t('case.notAgreed') }] },
        { name: 'withoutAgreement', label: t('case.notAgreed'), hint: t('case.notAgreedHint'), kind: 'long', optional: true },
        { name: 'followUp', label: t('case.followUpDay'), kind: 'day', initial: dateBefore(-MONTH_DAYS) },
      ]}
      build={({ outcome, agreement, withoutAgreement, followUp }) => ({ type: 'close', outcome, withoutAgreement: agreement === 'agreed' ? null : withoutAgreement, followUp })}
    />
  )
}
