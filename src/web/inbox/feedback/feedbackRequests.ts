// Every request of the pages about feedback and the bodies it is about.
import type { BodyActed, BodyListing, DirectoryList, Sanctions, SubmissionAct, SubmissionState, SubmissionView } from '../../../server/api/directory.ts'
import type { BodyAdded, BodyDetail, BodyEntry, BodyList, Decision, FeedbackList, PieceSaved, PieceState, PieceView, Reason, ReplyAsked } from '../../../server/api/feedback.ts'
import { get, patch, post, remove } from '../api.ts'

const piece = (id: string) => `/api/feedback/${encodeURIComponent(id)}`
const body = (id: string) => `/api/bodies/${encodeURIComponent(id)}`

export interface Filter { readonly show: PieceState; readonly kind: string; readonly language: string }

export const listFeedback = (filter: Filter) => get<FeedbackList>(`/api/feedback?${new URLSearchParams({ ...filter }).toString()}`)
export const openPage = (open: boolean) => patch<unknown>('/api/feedback', { open })
export const getPiece = (id: string) => get<PieceView>(piece(id))
export const savePiece = (id: string, written: { readonly revision: number; readonly body: string | null; readonly shown: string | null }) => patch<PieceSaved>(piece(id), written)
export interface Decided { readonly revision: number; readonly decision: Decision; readonly reason?: Reason; readonly note?: string }
export const decidePiece = (id: string, decided: Decided) => post<unknown>(`${piece(id)}/decision`, decided)
export const listBodies = () => get<BodyList>('/api/bodies')
export const getBody = (id: string) => get<BodyDetail>(body(id))
export const addBody = (entry: BodyEntry) => post<BodyAdded>('/api/bodies', { entry })
export const changeBody = (id: string, entry: BodyEntry, revision: number) => patch<unknown>(body(id), { entry, revision })
export const moveBody = (id: string, act: 'ask' | 'approve' | 'unlist') => post<unknown>(`${body(id)}/listing`, { act })
export const mergeBody = (id: string, into: string) => post<unknown>(`${body(id)}/merge`, { into })
export const withdrawRelease = (id: string, release: string) => remove(`${body(id)}/releases/${encodeURIComponent(release)}`)
export const askReply = (id: string, until: string, mail: boolean) => post<ReplyAsked>(`${body(id)}/replies`, { until, mail })
export const decideReply = (id: string, reply: string, decision: 'publish' | 'refuse') => post<unknown>(`${body(id)}/replies/${encodeURIComponent(reply)}`, { decision })

const submission = (id: string) => `/api/directory/${encodeURIComponent(id)}`
const directoryBody = (id: string) => `/api/directory/bodies/${encodeURIComponent(id)}`
export const listDirectory = (show: SubmissionState) => get<DirectoryList>(`/api/directory?show=${show}`)
export const getSubmission = (id: string) => get<SubmissionView>(submission(id))
export interface Deciding { readonly revision: number; readonly act: SubmissionAct; readonly note?: string; readonly body?: string | null }
export const decideSubmission = (id: string, deciding: Deciding) => post<unknown>(`${submission(id)}/decision`, deciding)
export const getListing = (id: string) => get<BodyListing>(directoryBody(id))
export type BodyAct = { readonly act: 'confirm' | 'link' } | { readonly act: 'sanctions'; readonly sanctions: Sanctions | null }
export const actOnBody = (id: string, act: BodyAct) => post<BodyActed>(directoryBody(id), act)
