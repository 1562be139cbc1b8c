// Every request of the pages about mediation and dossiers.
import type { Dossier } from '../../../cases/dossier.ts'
import type { DossierSaved, DossierTranslation, MediationView, PrintedDossier } from '../../../server/api/mediation.ts'
import { get, patch, post } from '../api.ts'

const of = (id: string) => `/api/cases/${encodeURIComponent(id)}`

export const getMediation = (id: string) => get<MediationView>(`${of(id)}/mediation`)
export const saveDossier = (id: string, revision: number, dossier: Dossier) => patch<DossierSaved>(`${of(id)}/dossier`, { revision, dossier })
export const translateTexts = (id: string, texts: readonly string[]) => post<DossierTranslation>(`${of(id)}/dossier/translate`, { texts })
export const confirmTranslation = (id: string, revision: number, whom: string) => post<unknown>(`${of(id)}/dossier/confirm`, { revision, whom })
export const issueDossier = (id: string, revision: number, purpose: string, warned: boolean) => post<unknown>(`${of(id)}/dossier/issue`, { revision, purpose, warned })
export const getPrinted = (id: string, number: number) => get<PrintedDossier>(`${of(id)}/dossiers/${number}`)
export const setAvailable = (available: boolean) => patch<unknown>('/api/mediation', { available })

/** Where the PDF is; 0 is the draft. */
export const pdfAddress = (id: string, number: number) => `${of(id)}/dossiers/${number}/pdf`
