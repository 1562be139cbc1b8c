// Why something failed, in the desk's words. Programs say it in short technical English.
import i18next from 'i18next'
import type { TroubleKind } from '../../../server/api/troubles.ts'
import type ja from '../../../../locales/desk/ja.json'
import { deliveryReason } from '../thread/deliveryReason.ts'

type Reason = keyof typeof ja.trouble.reason

/** The first that fits. */
const KNOWN: readonly (readonly [said: RegExp, reason: Reason])[] = [
  [/^provider$/, 'provider'],
  [/^budget$/, 'budget'],
  [/^tries$/, 'tries'],
  [/^gone$|refused|came back/i, 'refused'],
  [/no address|not configured/i, 'unconfigured'],
]

export function troubleReason(kind: TroubleKind, said: string | null): string {
  if (kind === 'turn') return i18next.t('trouble.reason.program', { name: said ?? '' })
  if (said === null) return i18next.t('trouble.reason.waiting')
  if (kind === 'delivery') return deliveryReason(said)
  return i18next.t(`trouble.reason.${KNOWN.find(([pattern]) => pattern.test(said))?.[1] ?? 'other'}`)
}
