// How grave a case is: a letter, a word and a colour, and whether it is above the lines.
import { useTranslation } from 'react-i18next'
import { Icon } from '../Icon.tsx'
import { word } from './caseWords.ts'

export function Severity({ severity }: { readonly severity: string }) {
  return (
    <span className="severity" data-severity={severity} data-testid="severity">
      {severity >= 'S4' && <Icon name="danger" size={13} />}{severity}<span className="severity-word">{word('severity', severity)}</span>
    </span>
  )
}

export function Lines({ severity, incident, escalation }: { readonly severity: string; readonly incident: boolean; readonly escalation: string }) {
  const { t } = useTranslation()
  return (
    <>
      {severity >= 'S3' && <span className="tag">{t('case.line.support')}</span>}
      {incident && <span className="tag tag-strong" data-testid="incident">{t('case.line.incident')}</span>}
      {escalation !== 'none' && <span className="tag tag-late" data-testid="escalation">{word('escalated', escalation)}</span>}
    </>
  )
}
