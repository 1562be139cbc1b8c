// The summary in the worker's language beside the Japanese: a person reads both, corrects, and says that they say the same.
import { type FormEvent, useEffect, useState } from 'react'
import { Button, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormProblem } from '../FormProblem.tsx'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { languageName } from '../words.ts'
import { useAct } from './caseQueries.ts'
import { draftSummary } from './caseRequests.ts'

/** `known`: as it was checked before. */
interface CheckProps { readonly id: string; readonly japanese: string; readonly language: string; readonly known: string | null; onClose(): void }

export function CheckSummary({ id, japanese, language, known, onClose }: CheckProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(known ?? (language === 'ja' ? japanese : ''))
  const { mutate: draft, ...drafting } = useChange({ ask: () => draftSummary(id), again: [], onDone: (made) => setText((before) => (before === '' ? made.text ?? '' : before)) })
  useEffect(() => {
    if (known === null && language !== 'ja') draft(undefined)
  }, [known, language, draft])
  const checking = useAct(id, onClose)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    checking.mutate({ type: 'checkSummary', language, text })
  }
  return (
    <Dialog heading={t('case.checkHeading', { language: languageName(language) })} onClose={onClose} testid="check-summary-dialog" stays>
      <form className="form" onSubmit={submit}>
        <section className="consent-text"><h3>{t('case.textJapanese')}</h3><p lang="ja">{japanese}</p></section>
        <Textarea label={t('case.summaryIn', { language: languageName(language) })} description={t('case.checkHint')} lang={language} value={text} onChange={(event) => setText(event.currentTarget.value)} autosize minRows={5} required disabled={drafting.isPending} />
        {drafting.data?.text === null && <p className="quiet">{t('case.noDraft')}</p>}
        <FormProblem error={drafting.error ?? checking.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={checking.isPending} disabled={text.trim() === ''} data-testid="check-yes">{t('case.checkYes')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
