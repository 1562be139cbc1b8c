// The backup codes, shown this once: to copy, to print, and to confirm that they were kept.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../Icon.tsx'
import { Copy } from './Copy.tsx'

export function BackupCodes({ codes, onKept }: { readonly codes: readonly string[]; onKept(): void }) {
  const { t } = useTranslation()
  return (
    <div className="backup" data-testid="backup-codes">
      <h4>{t('second.backupHeading')}</h4>
      <p>{t('second.backupHow')}</p>
      <Copy text={codes.join('\n')} shown={codes.join('\n')} testid="codes" />
      <div className="form-end">
        <Button variant="default" leftSection={<Icon name="print" size={14} />} onClick={() => window.print()} data-testid="print-codes">{t('second.print')}</Button>
        <Button onClick={onKept} data-testid="codes-kept">{t('second.kept')}</Button>
      </div>
    </div>
  )
}
