// What staff must mend, in words: what is not set up, and what a platform refuses.
import i18next from 'i18next'
import type { ChannelStatus, StatusView } from '../../server/api/inbox.ts'
import { exactly } from './time.ts'
import { channelName, listed } from './words.ts'
import { budgetLines } from './translation/budget.ts'

/** `id` has no spaces; a problem that comes again is another one. `more` stands smaller behind the text. `mended`: on the page of connections. */
export interface StatusLine { readonly id: string; readonly text: string; readonly more: string; readonly mended?: true }

type Health = NonNullable<ChannelStatus['health']>

function words(type: string, { quota }: Health, problem: Health['problems'][number]['problem']): string {
  const channel = channelName(type)
  if (problem !== 'quota') return i18next.t(`health.${problem}`, { channel })
  const counted = quota === null || quota.limit === null ? '' : i18next.t('health.count', { used: quota.used, limit: quota.limit })
  return type === 'line' ? i18next.t('health.quotaLine', { counted }) : i18next.t('health.quota', { channel, counted })
}

export function statusLines({ translation, translationBudget, channels }: StatusView): readonly StatusLine[] {
  return [
    ...channels.flatMap(({ type, health }) => health === null ? [] : health.problems.map(({ problem, since }) => ({
      id: `${type}-${problem}-${since}`,
      text: words(type, health, problem),
      more: i18next.t('health.since', { time: exactly(since) }),
    }))),
    ...budgetLines(translationBudget),
    ...(translation === null ? [{ id: 'translation', text: i18next.t('status.translation'), more: '', mended: true as const }] : []),
    ...unconnected(channels.filter(({ connected }) => !connected)),
  ]
}

/** One line for all of them: a desk may well go without. */
function unconnected(channels: StatusView['channels']): readonly StatusLine[] {
  if (channels.length === 0) return []
  const missing = channels.flatMap((channel) => channel.missing)
  return [{
    id: channels.map(({ type }) => type).join('-'),
    text: i18next.t('status.channels', { channels: listed(channels.map(({ type }) => channelName(type))) }),
    more: missing.length === 0 ? '' : i18next.t('status.missing', { names: missing.join(', ') }),
    mended: true,
  }]
}
