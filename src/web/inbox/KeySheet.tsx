// The sheet of keys, and the switch that turns single letters off.
import { type MouseEvent, useEffect, useRef } from 'react'
import { CloseButton, Kbd, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type SingleKeys, isMac } from './keys.ts'

interface KeySheetProps { readonly opened: boolean; onClose(): void; readonly keys: SingleKeys }

export function KeySheet({ opened, onClose, keys }: KeySheetProps) {
  const { t } = useTranslation()
  const sheet = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (opened) sheet.current?.showModal()
    else sheet.current?.close()
  }, [opened])
  /** The dialog fills its own box: a click on the dialog itself is a click beside it. */
  const beside = (event: MouseEvent) => {
    if (event.target === sheet.current) onClose()
  }
  const rows: readonly (readonly [readonly string[], string])[] = [
    [['j', '↓'], t('keys.next')],
    [['k', '↑'], t('keys.previous')],
    [['Enter'], t('keys.open')],
    [['J', 'K'], t('keys.openNext')],
    [['1', '…', '9'], t('keys.view')],
    [['f'], t('keys.filter')],
    [['/'], t('keys.search')],
    [['x'], t('keys.choose')],
    [['Shift + ↑ ↓'], t('keys.extend')],
    [['X'], t('keys.chooseAll')],
    [['a'], t('keys.claim')],
    [['s'], t('keys.snooze')],
    [['u'], t('keys.undo')],
    [['r'], t('keys.reply')],
    [['c'], t('keys.answerCase')],
    [['n'], t('keys.nextCase')],
    [['p'], t('keys.person')],
    [[isMac ? '⌘ + Enter' : 'Ctrl + Enter'], t('keys.send')],
    [['/', 'Enter'], t('keys.insert')],
    [['Esc'], t('keys.leave')],
    [['?'], t('keys.sheet')],
  ]
  return (
    <dialog ref={sheet} className="sheet-frame" aria-labelledby="sheet-heading" onClose={onClose} onClick={beside}>
      <div className="sheet-body">
        <div className="sheet-head">
          <h2 id="sheet-heading">{t('keys.heading')}</h2>
          <CloseButton aria-label={t('desk.close')} onClick={onClose} />
        </div>
        <dl className="sheet">
          {rows.map(([names, meaning]) => (
            <div key={meaning}>
              <dt>{names.map((name) => <Kbd key={name}>{name}</Kbd>)}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <p className="quiet">{t('keys.inList')}</p>
        <Switch
          checked={keys.on} onChange={(event) => keys.turn(event.currentTarget.checked)}
          label={t('keys.single')} description={t('keys.singleHint')}
        />
      </div>
    </dialog>
  )
}
