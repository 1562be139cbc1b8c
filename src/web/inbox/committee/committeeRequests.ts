// What the committee's pages ask of the server.
import { useQuery } from '@tanstack/react-query'
import type { CommitteeView, PackView } from '../../../server/api/committee.ts'
import type { PackTexts } from '../../../reports/pack.ts'
import { get, patch, post } from '../api.ts'
import { need } from '../need.ts'

const of = (id: string) => `/api/committee/${encodeURIComponent(id)}`

export const useCommittee = () => useQuery({ queryKey: ['committee'], queryFn: ({ signal }) => need(get<CommitteeView>('/api/committee', signal)) })
export const usePack = (id: string, language: string) => useQuery({ queryKey: ['committee', id, language], queryFn: ({ signal }) => need(get<PackView>(`${of(id)}?language=${language}`, signal)) })

export const beginPack = (kind: string, from: string) => post<{ readonly id: string }>('/api/committee', { kind, from })
export const savePack = (id: string, written: { readonly revision: number; readonly texts: PackTexts; readonly studies: readonly string[] }) => patch<{ readonly revision: number }>(of(id), written)
export const askLook = (id: string, revision: number, ask: boolean) => post<unknown>(`${of(id)}/review`, { revision, ask })
export const decidePack = (id: string, revision: number, decision: 'release' | 'return' | 'withdraw', reason: string) => post<unknown>(`${of(id)}/decision`, { revision, decision, reason })
export const pdfAddress = (id: string, language: string) => `${of(id)}/pdf?language=${language}`
