// What the platform said: what is right, and what to do where something is not.
import type { ConnectionKind, FindingView } from '../../../server/api/connections.ts'
import { Icon } from '../Icon.tsx'
import { findingWords } from './connectWords.ts'

export function Findings({ kind, findings }: { readonly kind: ConnectionKind; readonly findings: readonly FindingView[] }) {
  return (
    <div role="status">
      {findings.length > 0 && (
        <ul className="findings">
          {findings.map((finding) => (
            <li key={`${finding.check} ${finding.reason}`} data-state={finding.state} data-testid={`finding-${finding.check}`}>
              <Icon name={finding.state === 'fine' ? 'check' : 'attention'} /><span>{findingWords(kind, finding)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
