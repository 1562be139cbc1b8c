// For a company's managers: how to read a report, why no single case stands in it, and how to ask for help.
import { useTranslation } from 'react-i18next'
import { Panel } from '../staff/Page.tsx'

const ASKED = ['hidden', 'single', 'few', 'look', 'help'] as const

export function OwnGuide() {
  const { t } = useTranslation()
  return (
    <Panel heading={t('ownReports.guide')} testid="own-guide">
      <dl className="report-guide">
        {ASKED.map((one) => <div key={one}><dt>{t(`ownReports.asked.${one}`)}</dt><dd>{t(`ownReports.answered.${one}`)}</dd></div>)}
      </dl>
    </Panel>
  )
}
