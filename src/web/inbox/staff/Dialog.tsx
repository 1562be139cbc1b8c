// A dialog over the page. It is there only while it is open, so what was typed in it is gone when it closes.
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { Button, CloseButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface DialogProps { readonly heading: string; onClose(): void; readonly children: ReactNode; readonly testid: string; readonly stays?: boolean }

/** The field marked `data-first` has the focus. `stays`: a click beside it does not close it, because something would be lost. */
export function Dialog({ heading, onClose, children, testid, stays = false }: DialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const frame = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const before = document.activeElement
    frame.current?.showModal()
    frame.current?.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  /** The dialog fills its own box: a click on the dialog itself is a click beside it. */
  const beside = (event: MouseEvent) => {
    if (!stays && event.target === frame.current) onClose()
  }
  return (
    <dialog ref={frame} className="sheet-frame dialog" aria-labelledby={id} onClose={onClose} onClick={beside} data-testid={testid}>
      <div className="sheet-body">
        <div className="sheet-head">
          <h2 id={id}>{heading}</h2>
          <CloseButton aria-label={t('desk.close')} onClick={onClose} />
        </div>
        {children}
      </div>
    </dialog>
  )
}

interface ConfirmProps { readonly heading: string; readonly text: string; readonly yes: string; readonly busy?: boolean; onYes(): void; onNo(): void }

/** Asks once more before something that cannot be taken back. */
export function Confirm({ heading, text, yes, busy = false, onYes, onNo }: ConfirmProps) {
  const { t } = useTranslation()
  return (
    <Dialog heading={heading} onClose={onNo} testid="confirm">
      <p>{text}</p>
      <div className="form-end">
        <Button variant="default" onClick={onNo}>{t('staff.cancel')}</Button>
        <Button onClick={onYes} loading={busy} data-testid="confirm-yes">{yes}</Button>
      </div>
    </Dialog>
  )
}
