// A file of terms in the place of all that there are.
import { useState } from 'react'
import { Button, FileInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../Icon.tsx'
import { refusalOf } from '../need.ts'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { refusalWords } from '../words.ts'
import { importGlossary } from './requests.ts'

export function ImportTerms({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const [file, setFile] = useState<File | null>(null)
  const importing = useChange({
    ask: async (chosen: File) => importGlossary(await chosen.text()), again: ['glossary'],
    onDone: () => {
      show(t('glossary.imported'))
      onClose()
    },
  })
  const refusal = importing.error === null ? null : refusalOf(importing.error)
  return (
    <Dialog heading={t('glossary.import')} onClose={onClose} testid="import-terms-dialog" stays>
      <p>{t('glossary.importHow')}</p>
      <FileInput label={t('glossary.file')} placeholder={t('glossary.chooseFile')} accept=".yaml,.yml" value={file} onChange={setFile} data-testid="terms-file" />
      <div role="alert">{refusal && <p className="problem"><Icon name="attention" /><span>{refusalWords(refusal)} {refusal.detail}</span></p>}</div>
      <div className="form-end">
        <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
        <Button loading={importing.isPending} disabled={file === null} onClick={() => file && importing.mutate(file)} data-testid="import-terms-now">{t('glossary.importNow')}</Button>
      </div>
    </Dialog>
  )
}
