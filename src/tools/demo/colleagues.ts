// The staff of the demonstration: who may do what, and who is called at night.
import type { Role } from '../../permissions.ts'

export interface Colleague { readonly key: string; readonly name: string; readonly publicName: string; readonly roles: readonly Role[]; readonly languages: readonly string[] }

/** The first makes the desk and is who the demonstration is looked at as. */
export const COLLEAGUES: readonly [Colleague, ...Colleague[]] = [
  { key: 'sato', name: '佐藤 美咲', publicName: 'さとう', roles: ['administrator', 'supervisor', 'counsellor', 'on-call', 'editor', 'auditor'], languages: ['en', 'vi'] },
  { key: 'tanaka', name: '田中 健', publicName: 'たなか', roles: ['counsellor', 'editor'], languages: ['my', 'id'] },
  { key: 'kimura', name: '木村 エレナ', publicName: 'きむら', roles: ['supervisor', 'counsellor', 'on-call'], languages: ['es', 'pt', 'tl'] },
]

export const emailOf = ({ key }: Colleague) => `${key}@example.org`
export const PASSWORD = 'a desk to look around in'
