// Whether, and of what, one is told on this device while no page of the desk is looked at.
import { useState } from 'react'
import { Button, Checkbox, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DeviceList } from '../../../server/api/staff.ts'
import { show } from '../notices.ts'
import { mayPush, subscribe } from '../subscribe.ts'
import { day } from '../time.ts'
import { Answered } from './Answered.tsx'
import { deviceHere, rememberDevice, tellsWhileOpen, WHILE_OPEN } from './deviceHere.ts'
import { Panel } from './Page.tsx'
import { addDevice, changeDevice, removeDevice } from './requests.ts'
import { useDevices } from './staffQueries.ts'
import { useChange } from './useChange.ts'

const KINDS = ['danger', 'waiting', 'yours'] as const
const again = ['devices']

export function DeviceNotices() {
  const { t } = useTranslation()
  const devices = useDevices()
  return (
    <Panel heading={t('devices.heading')} hint={t('devices.hint')} testid="devices">
      <Answered query={devices}>{(list) => <Devices list={list} />}</Answered>
    </Panel>
  )
}

function Devices({ list }: { readonly list: DeviceList }) {
  const { t } = useTranslation()
  const [whileOpen, setWhileOpen] = useState(tellsWhileOpen)
  const here = list.devices.find(({ id }) => id === deviceHere())
  const others = list.devices.filter(({ id }) => id !== here?.id)
  const adding = useChange({ ask: addDevice, again, told: true, onDone: ({ id }) => {
    rememberDevice(id)
    show(t('devices.saved'))
  } })
  const changing = useChange({ ask: changeDevice, again, told: true })
  const removing = useChange({ ask: removeDevice, again, told: true, onDone: () => show(t('devices.off')) })
  const turnOn = async () => {
    const subscription = await subscribe(list.pushKey)
    if (subscription) return adding.mutate({ ...subscription, told: KINDS })
    if (Notification.permission !== 'granted') return show(t('devices.refused'), 'problem')
    rememberDevice(WHILE_OPEN)
    setWhileOpen(true)
  }
  const turnOff = () => {
    rememberDevice(null)
    setWhileOpen(false)
    if (here) removing.mutate(here.id)
  }
  if (!mayPush()) return <p className="quiet">{t('devices.insecure')} {t('devices.install')}</p>
  return (
    <>
      <Switch checked={here !== undefined || whileOpen} disabled={adding.isPending} onChange={(event) => (event.currentTarget.checked ? void turnOn() : turnOff())} label={t('devices.switch')} description={t('devices.install')} data-testid="tell-here" />
      {whileOpen && <p className="quiet">{t('devices.onlyOpen')}</p>}
      {here && (
        <fieldset className="choices">
          <legend>{t('devices.told')}</legend>
          {KINDS.map((kind) => (
            <Checkbox key={kind} label={t(`devices.kind.${kind}`)} checked={here.told.includes(kind)} data-testid={`told-${kind}`}
              onChange={(event) => changing.mutate({ id: here.id, told: KINDS.filter((one) => (one === kind ? event.currentTarget.checked : here.told.includes(one))) })} />
          ))}
        </fieldset>
      )}
      {others.length > 0 && (
        <>
          <h4>{t('devices.others')}</h4>
          <ul className="items">
            {others.map(({ id, since }) => (
              <li key={id} className="item">
                <p className="item-text">{t('devices.since', { time: day(since) })}</p>
                <div className="item-actions"><Button size="compact-sm" variant="default" onClick={() => removing.mutate(id)}>{t('devices.remove')}</Button></div>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
