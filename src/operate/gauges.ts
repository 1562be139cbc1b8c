// How the whole desk stands, as gauges: every process tells the same, so that a board takes the largest.
import { Gauge } from 'prom-client'
import type { Registry } from 'prom-client'
import { alertsIn, ALERTS } from './alerts.ts'
import type { DeskState } from './state.ts'

type Samples = readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[]

interface Told { readonly help: string; readonly labels: readonly string[]; samples(state: DeskState): Samples }

const one = (value: number): Samples => [{ labels: {}, value }]
const by = (label: string, values: Readonly<Record<string, number>>): Samples => Object.entries(values).map(([name, value]) => ({ labels: { [label]: name }, value }))
const seconds = (moment: Date) => moment.getTime() / 1_000
const CONNECTION_STATES = new Set(['active', 'idle', 'idle in transaction'])
const ROLES = ['web', 'worker', 'all'] as const

/** Absent samples mean that there is no limit, or that it never was. */
const GAUGES: Readonly<Record<string, Told>> = {
  queue_age_seconds: { help: 'How long the oldest work of a kind has been waiting', labels: ['queue'], samples: ({ waits }) => by('queue', waits) },
  troubles: { help: 'What failed and waits for somebody to look at it, up to a thousand', labels: ['kind'], samples: ({ failed }) => by('kind', failed) },
  channel_problems: { help: 'Problems a platform names for the account', labels: ['channel'], samples: ({ accounts }) => accounts.map(({ id, problems }) => ({ labels: { channel: id }, value: problems.length })) },
  channel_last_event_timestamp_seconds: { help: 'When the newest of the last events of a channel arrived', labels: ['channel'], samples: ({ accounts }) => accounts.flatMap(({ id, heardAt }) => (heardAt === null ? [] : [{ labels: { channel: id }, value: seconds(heardAt) }])) },
  channel_quota_used: { help: 'Messages of the month that the platform counts', labels: ['channel'], samples: ({ accounts }) => accounts.flatMap(({ id, quota }) => (quota === null ? [] : [{ labels: { channel: id }, value: quota.used }])) },
  channel_quota_limit: { help: 'Messages of the month that the platform allows', labels: ['channel'], samples: ({ accounts }) => accounts.flatMap(({ id, quota }) => (quota === null || quota.limit === null ? [] : [{ labels: { channel: id }, value: quota.limit }])) },
  translation_characters_used: { help: 'Characters of the month sent for translation', labels: [], samples: ({ translation }) => (translation ? one(translation.used) : []) },
  translation_characters_limit: { help: 'Characters of the month that may be sent', labels: [], samples: ({ translation }) => (translation ? one(translation.limit) : []) },
  unanswered: { help: 'Conversations that wait for a person, up to a thousand', labels: [], samples: ({ unanswered }) => one(unanswered.count) },
  unanswered_age_seconds: { help: 'How long the oldest of them has been waiting', labels: [], samples: ({ unanswered }) => one(unanswered.oldest) },
  danger_alarms_open: { help: 'Alarms of danger that nobody has acknowledged', labels: [], samples: ({ danger }) => one(danger.open) },
  danger_alarm_age_seconds: { help: 'How long the oldest of them has been open', labels: [], samples: ({ danger }) => one(danger.oldest) },
  danger_alarms_acknowledged: { help: 'Alarms of danger of the last day that somebody acknowledged', labels: [], samples: ({ danger }) => one(danger.acknowledged) },
  danger_acknowledge_seconds: { help: 'How long that took', labels: ['which'], samples: ({ danger: { median, longest } }) => by('which', { median, longest }) },
  on_call_gap_seconds: { help: 'In how many seconds nobody is on call while the desk is closed, within a day', labels: [], samples: ({ at, onCallGap }) => (onCallGap === null ? [] : one(Math.max(0, seconds(onCallGap) - seconds(at)))) },
  stale_contacts: { help: 'Public contact points past their day, or not checked for half a year', labels: [], samples: ({ staleContacts }) => one(staleContacts.length) },
  processes: { help: 'Processes that said within a minute that they are there', labels: ['role'], samples: ({ at, processes }) => by('role', Object.fromEntries(ROLES.map((role) => [role, processes.filter((process) => process.role === role && seconds(at) - seconds(process.seenAt) <= 60).length]))) },
  backup_age_seconds: { help: 'Since the last backup; since the beginning where there never was one', labels: [], samples: ({ at, backupAt, since }) => one(seconds(at) - seconds(backupAt ?? since)) },
  database_connections: { help: 'Connections to the PostgreSQL server', labels: ['state'], samples: ({ connections: { byState } }) => by('state', connectionsOf(byState)) },
  database_connections_limit: { help: 'Connections it allows', labels: [], samples: ({ connections: { limit } }) => one(limit) },
  alert: { help: 'Whether an alert of the desk itself stands', labels: ['kind'], samples: (state) => alertSamples(state) },
}

export function openGauges(registers: Registry[]): { set(state: DeskState): void } {
  const made = Object.entries(GAUGES).map(([name, { help, labels, samples }]) => ({ gauge: new Gauge({ name: `madoguchi_${name}`, help, labelNames: [...labels], registers }), samples, isBare: labels.length === 0 }))
  return {
    set(state) {
      for (const { gauge, samples, isBare } of made) {
        const now = samples(state)
        gauge.reset()
        // A gauge without labels would stay, as zero.
        if (isBare && now.length === 0) gauge.remove()
        for (const { labels, value } of now) gauge.set({ ...labels }, value)
      }
    },
  }
}

function connectionsOf(byState: Readonly<Record<string, number>>): Record<string, number> {
  const counted: Record<string, number> = { active: 0, idle: 0, 'idle in transaction': 0, other: 0 }
  for (const [state, n] of Object.entries(byState)) {
    const name = CONNECTION_STATES.has(state) ? state : 'other'
    counted[name] = (counted[name] ?? 0) + n
  }
  return counted
}

function alertSamples(state: DeskState): Samples {
  const standing = new Set<string>(alertsIn(state).map(({ kind }) => kind))
  return Object.keys(ALERTS).map((kind) => ({ labels: { kind }, value: standing.has(kind) ? 1 : 0 }))
}
