// The sentences of the guides and of what was found, looked up by names that come from the server.
import i18next from 'i18next'
import type { ConnectionKind, FindingView } from '../../../server/api/connections.ts'
import { deskLanguage } from '../words.ts'

function sentence(path: string): string | null {
  const found: unknown = i18next.getResource(deskLanguage(), 'desk', `connect.${path}`)
  return typeof found === 'string' ? found : null
}

export const connectionName = (kind: ConnectionKind) => sentence(`name.${kind}`) ?? kind
/** What one goes without. */
export const withoutIt = (kind: ConnectionKind) => sentence(`without.${kind}`) ?? ''
export const stepTitle = (kind: ConnectionKind, step: string) => sentence(`guide.${kind}.${step}.title`) ?? step
/** One thing to do each. */
export const stepLines = (kind: ConnectionKind, step: string) => (sentence(`guide.${kind}.${step}.text`) ?? '').split('\n').filter((line) => line !== '')
export const fieldName = (name: string) => sentence(`field.${name}.label`) ?? name
export const fieldHint = (name: string) => sentence(`field.${name}.hint`)
/** What to look at when no hello arrives. */
export const silentLines = (kind: ConnectionKind) => (sentence(`silent.${kind}`) ?? '').split('\n').filter((line) => line !== '')

/** In the words of this platform, else of all. */
export function findingWords(kind: ConnectionKind, { check, reason, shown = '' }: FindingView): string {
  const found = [`${kind}.${check}.${reason}`, `any.${check}.${reason}`, `any.${reason}`].map((path) => sentence(`finding.${path}`)).find((one) => one !== null) ?? reason
  return found.replace('{{shown}}', shown)
}
