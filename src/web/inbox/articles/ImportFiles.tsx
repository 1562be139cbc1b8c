// Files of flows/faq become drafts: one after another, so that it shows how far it is and which one could not be read.
import { useState } from 'react'
import { Button, FileInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { articleAddress } from '../place.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { refusalWords } from '../words.ts'
import { importFile } from './requests.ts'

interface Outcome { readonly name: string; readonly topic: string | null; readonly words: string; readonly fine: boolean }

export function ImportFiles({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [files, setFiles] = useState<readonly File[]>([])
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([])
  const [busy, setBusy] = useState(false)
  const read = async () => {
    setBusy(true)
    setOutcomes([])
    for (const file of files) {
      const answer = await importFile(file.name, await file.text())
      const outcome: Outcome = answer.ok
        ? { name: file.name, topic: answer.value.topic, words: t(`article.imported.${answer.value.result}`), fine: answer.value.result !== 'open' }
        : { name: file.name, topic: null, words: answer.refusal.detail ?? refusalWords(answer.refusal), fine: false }
      setOutcomes((before) => [...before, outcome])
    }
    setBusy(false)
    await client.invalidateQueries({ queryKey: ['articles'] })
  }
  return (
    <Dialog heading={t('article.import')} onClose={onClose} testid="import-dialog" stays>
      <p className="quiet">{t('article.importHow')}</p>
      <FileInput label={t('article.files')} placeholder={t('article.chooseFiles')} multiple accept=".yaml,.yml" value={[...files]} onChange={setFiles} data-testid="import-files" />
      <p role="status" className="quiet">{outcomes.length > 0 && t('article.importCount', { done: outcomes.length, all: files.length })}</p>
      {outcomes.length > 0 && (
        <ul className="items" data-testid="import-outcomes">
          {outcomes.map(({ name, topic, words, fine }) => (
            <li key={name} className="item">
              <div className="item-text"><strong>{topic === null ? name : <PlaceLink to={articleAddress(topic)} className="page-link">{name}</PlaceLink>}</strong><span className={fine ? 'quiet' : 'weak'}>{words}</span></div>
            </li>
          ))}
        </ul>
      )}
      <div className="form-end">
        <Button variant="default" onClick={onClose}>{t('desk.close')}</Button>
        <Button onClick={() => void read()} loading={busy} disabled={files.length === 0} data-testid="import-submit">{t('article.importNow')}</Button>
      </div>
    </Dialog>
  )
}
