// How one is called oneself: each way with how it stands, a test, and what else this desk can use.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Medium, OnCallView, WayView } from '../../../server/api/on-call.ts'
import { Icon, type IconName } from '../Icon.tsx'
import { show } from '../notices.ts'
import { mayPush, subscribe } from '../subscribe.ts'
import { Answered } from '../staff/Answered.tsx'
import { Panel } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { clock } from '../time.ts'
import { mediumName } from '../words.ts'
import { AddEmail, AddLine, AddWebhook } from './AddWay.tsx'
import { useWays } from './queries.ts'
import { addWay, removeWay, testWay } from './requests.ts'

const ICONS: Readonly<Record<Medium, IconName>> = { line: 'line', email: 'email', push: 'attention', webhook: 'open' }

export function Ways({ view }: { readonly view: OnCallView }) {
  const { t } = useTranslation()
  const ways = useWays()
  const [adding, setAdding] = useState<Medium | null>(null)
  const close = () => setAdding(null)
  const subscribing = useChange({
    ask: addWay, again: ['ways', 'on-call'], told: true, onDone: ({ id }) => testing.mutate(id),
  })
  const testing = useChange({
    ask: testWay, again: ['ways', 'on-call'], told: true,
    onDone: ({ status, reason }) => show(reason === null ? t(`onCall.tested.${status}`) : t('onCall.tested.because', { reason }), status === 'sent' ? 'done' : 'problem'),
  })
  const removing = useChange({ ask: removeWay, again: ['ways', 'on-call'], told: true, onDone: () => show(t('onCall.wayRemoved')) })
  const add = async (medium: Medium) => {
    if (medium !== 'push') return setAdding(medium)
    const subscription = await subscribe(view.pushKey)
    if (subscription) subscribing.mutate({ medium: 'push', ...subscription })
    else show(t('onCall.pushRefused'), 'problem')
  }
  return (
    <Panel heading={t('onCall.ways')} hint={t('onCall.waysHint')} testid="ways">
      <Answered query={ways}>
        {(all) => all.length === 0 ? <p className="quiet">{t('onCall.noWays')}</p> : (
          <ul className="items">
            {all.map((way) => (
              <li key={way.id} className="item" data-testid={`way-${way.medium}`} data-verified={way.verified && !way.bounced}>
                <Icon name={ICONS[way.medium]} />
                <p className="item-text"><strong>{mediumName(way.medium)}</strong><span className="quiet">{way.address}</span></p>
                <WayState way={way} />
                <div className="item-actions">
                  {way.codeUntil === null && <Button size="compact-sm" variant="light" loading={testing.isPending && testing.variables === way.id} onClick={() => testing.mutate(way.id)} data-testid="test-way">{t('onCall.test')}</Button>}
                  <Button size="compact-sm" variant="default" onClick={() => removing.mutate(way.id)} data-testid="remove-way">{t('onCall.remove')}</Button>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Answered>
      <div className="choice-row">
        {view.media.filter((medium) => medium !== 'push' || mayPush()).map((medium) => (
          <Button key={medium} size="compact-md" variant="default" leftSection={<Icon name="plus" size={14} />} onClick={() => void add(medium)} data-testid={`add-${medium}`}>{t(`onCall.add.${medium}`)}</Button>
        ))}
      </div>
      {adding === 'email' && <AddEmail onClose={close} />}
      {adding === 'line' && <AddLine onClose={close} />}
      {adding === 'webhook' && <AddWebhook onClose={close} />}
    </Panel>
  )
}

function WayState({ way }: { readonly way: WayView }) {
  const { t } = useTranslation()
  if (way.bounced) return <span className="state" data-on="false"><Icon name="attention" />{t('onCall.bounced')}</span>
  if (way.verified) return <span className="state" data-on="true"><Icon name="check" />{t('onCall.verified')}</span>
  return <span className="state" data-on="false"><Icon name="clock" />{way.codeUntil === null ? t('onCall.unproven') : t('onCall.codeUntil', { time: clock(way.codeUntil) })}</span>
}
