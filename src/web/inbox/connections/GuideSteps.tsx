// The numbered steps of a guide; those that come after connecting wait until it stands.
import { useTranslation } from 'react-i18next'
import type { ConnectionsView, ConnectionView, FindingView } from '../../../server/api/connections.ts'
import { Icon } from '../Icon.tsx'
import { stepLines, stepTitle } from './connectWords.ts'
import { Findings } from './Findings.tsx'
import { GUIDES } from './guides.ts'
import type { Step } from './guides.ts'
import { StepPart } from './StepPart.tsx'

interface GuideStepsProps { readonly connection: ConnectionView; readonly desk: ConnectionsView; readonly findings: readonly FindingView[]; readonly may: boolean }

export function GuideSteps(props: GuideStepsProps) {
  return (
    <ol className="guide">
      {GUIDES[props.connection.kind].map((step, i) => <GuideStep key={step.name} step={step} number={i + 1} {...props} />)}
    </ol>
  )
}

function GuideStep({ step: { name, part, checks = [], links = [], unseen, after }, number, connection, desk, findings, may }: GuideStepsProps & { readonly step: Step; readonly number: number }) {
  const { t } = useTranslation()
  const { kind, source } = connection
  // That the address is not public stands beside the address already.
  const own = findings.filter(({ check, reason }) => checks.includes(check) && !(part === 'public' && reason === 'not_public'))
  const done = unseen !== true && own.length > 0 && own.every(({ state }) => state === 'fine')
  const early = after === true && source === null
  return (
    <li className="panel guide-step" data-done={done} data-early={early} data-testid={`step-${name}`}>
      <h3><span className="guide-number" aria-hidden="true">{done ? <Icon name="check" size={14} /> : number}</span>{stepTitle(kind, name)}{done && <span className="hidden">{t('connect.stepDone')}</span>}</h3>
      <ul className="guide-lines">{stepLines(kind, name).map((line) => <li key={line}>{line}</li>)}</ul>
      {links.length > 0 && <p className="guide-links">{links.map((link) => <a key={link} className="page-link" href={link} target="_blank" rel="noopener noreferrer">{new URL(link).host}<Icon name="open" size={14} /><span className="hidden">{t('connect.newWindow')}</span></a>)}</p>}
      {early ? <p className="quiet">{t('connect.early')}</p> : part && <StepPart part={part} connection={connection} desk={desk} findings={findings} may={may} />}
      <Findings kind={kind} findings={own} />
    </li>
  )
}
