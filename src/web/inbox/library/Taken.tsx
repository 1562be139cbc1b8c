// What was taken out of a case's texts, shown once, to whoever knows the case.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../staff/Dialog.tsx'

export function Taken({ hidden, onClose }: { readonly hidden: readonly string[]; onClose(): void }) {
  const { t } = useTranslation()
  return (
    <Dialog heading={t('library.hidden')} onClose={onClose} testid="taken-dialog">
      <p className="item-facts">{hidden.map((one) => <span key={one}>{one}</span>)}</p>
      <div className="form-end"><Button onClick={onClose} data-testid="taken-on">{t('library.title')} →</Button></div>
    </Dialog>
  )
}
