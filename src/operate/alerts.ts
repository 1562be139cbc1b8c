// Which alerts stand, out of how the desk stands. Pure. The same rules for Prometheus: deploy/prometheus/alerts.yml.
import type { DeskState } from './state.ts'

/** `urgent`: told at any hour, because messages or calls may not arrive. The others wait for the morning. */
export const ALERTS = {
  noWorker: { urgent: true },
  turnsWait: { urgent: true },
  deliveriesWait: { urgent: true },
  pagesWait: { urgent: true },
  setAside: { urgent: true },
  channelRefused: { urgent: true },
  onCallGap: { urgent: true },
  sendsFailed: { urgent: false },
  translationsWait: { urgent: false },
  mediaWait: { urgent: false },
  quotaNear: { urgent: false },
  translationBudget: { urgent: false },
  staleContacts: { urgent: false },
  backupOld: { urgent: false },
  connectionsNear: { urgent: false },
} as const
export type AlertKind = keyof typeof ALERTS

/** `subject`: the account it is about; empty where it is about the desk. */
export interface Alert { readonly kind: AlertKind; readonly subject: string }

export const isAlertKind = (name: string): name is AlertKind => name in ALERTS

/** A worker says every few seconds that it is there. */
export const WORKER_GONE_SECONDS = 60
const DAY_SECONDS = 86_400
/** Seconds from which waiting is too long. */
const TOO_LONG = { turns: 120, deliveries: 300, pages: 60, translations: 900, media: 900 } as const
const NEAR = 0.8
const MANY_FAILED = 5
/** A daily backup that failed once is not yet a fault. */
const BACKUP_SECONDS = 2 * DAY_SECONDS

export function alertsIn(state: DeskState): Alert[] {
  const { at, waits, failed, accounts, translation, onCallGap, staleContacts, processes, backupAt, since, connections } = state
  const ago = (moment: Date) => (at.getTime() - moment.getTime()) / 1_000
  const isWorking = processes.some(({ role, seenAt }) => role !== 'web' && ago(seenAt) <= WORKER_GONE_SECONDS)
  const connected = Object.values(connections.byState).reduce((sum, n) => sum + n, 0)
  const standing: Readonly<Partial<Record<AlertKind, boolean>>> = {
    noWorker: !isWorking,
    turnsWait: waits.turns > TOO_LONG.turns,
    deliveriesWait: waits.deliveries > TOO_LONG.deliveries,
    pagesWait: waits.pages > TOO_LONG.pages,
    setAside: (failed.turn ?? 0) > 0,
    onCallGap: onCallGap !== null,
    sendsFailed: (failed.delivery ?? 0) >= MANY_FAILED,
    translationsWait: waits.translations > TOO_LONG.translations,
    mediaWait: waits.media > TOO_LONG.media,
    translationBudget: translation !== null && translation.used >= translation.limit * NEAR,
    staleContacts: staleContacts.length > 0,
    backupOld: ago(backupAt ?? since) > BACKUP_SECONDS,
    connectionsNear: connected >= connections.limit * NEAR,
  }
  return [
    ...Object.keys(standing).filter(isAlertKind).filter((kind) => standing[kind]).map((kind) => ({ kind, subject: '' })),
    ...accounts.flatMap(({ id, problems, quota }): Alert[] => [
      ...(problems.length > 0 ? [{ kind: 'channelRefused' as const, subject: id }] : []),
      ...(problems.length === 0 && quota !== null && quota.limit !== null && quota.used >= quota.limit * NEAR ? [{ kind: 'quotaNear' as const, subject: id }] : []),
    ]),
  ]
}
