// What the directory says of a body: when it was last confirmed, which penalties are known, and the link by which it writes its own entry.
import { type FormEvent, useState } from 'react'
import { Button, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BodyListing } from '../../../server/api/directory.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Answered } from '../staff/Answered.tsx'
import { Panel } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { dateName } from '../time.ts'
import { useListing } from './feedbackQueries.ts'
import { actOnBody } from './feedbackRequests.ts'
import type { BodyAct } from './feedbackRequests.ts'

function SanctionsForm({ id, sanctions }: { readonly id: string; readonly sanctions: BodyListing['sanctions'] }) {
  const { t } = useTranslation()
  const [text, setText] = useState(sanctions?.text ?? '')
  const [source, setSource] = useState(sanctions?.source ?? '')
  const saving = useChange({ ask: (act: BodyAct) => actOnBody(id, act), again: ['feedback'], onDone: () => show(t('directory.done')) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate({ act: 'sanctions', sanctions: text.trim() === '' ? null : { text, source } })
  }
  return (
    <form className="form" onSubmit={submit}>
      <Textarea label={t('directory.sanctions')} description={t('directory.sanctionsHint')} autosize minRows={2} maxLength={500} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <TextInput type="url" label={t('directory.sanctionsSource')} required={text.trim() !== ''} withAsterisk={false} maxLength={500} autoComplete="off" value={source} onChange={(event) => setSource(event.currentTarget.value)} />
      <FormProblem error={saving.error} />
      <div className="form-end"><Button type="submit" size="compact-sm" variant="default" loading={saving.isPending} data-testid="save-sanctions">{t('directory.saveSanctions')}</Button></div>
    </form>
  )
}

export function DirectoryPanel({ id, moderates }: { readonly id: string; readonly moderates: boolean }) {
  const { t } = useTranslation()
  const listing = useListing(id)
  const [link, setLink] = useState<string | null>(null)
  const acting = useChange({ ask: (act: BodyAct) => actOnBody(id, act), again: ['feedback'], told: true, onDone: (done) => { if (done.link === null) show(t('directory.done')); else setLink(done.link) } })
  return (
    <Panel heading={t('directory.panel')} testid="directory-panel">
      <Answered query={listing}>
        {({ confirmedOn, stale, sanctions }) => (
          <>
            <p className="item-facts"><span className={stale ? 'tag tag-late' : 'tag'}>{confirmedOn === null ? t('directory.never') : t('directory.confirmedOn', { day: dateName(confirmedOn) })}</span></p>
            {sanctions && !moderates && <p className="passage-text">{sanctions.text}</p>}
            {moderates && (
              <>
                <div className="item-actions piece-actions">
                  <Button size="compact-sm" variant="default" onClick={() => acting.mutate({ act: 'confirm' })} data-testid="confirm-body">{t('directory.confirm')}</Button>
                  <Button size="compact-sm" variant="default" onClick={() => acting.mutate({ act: 'link' })} data-testid="entry-link">{t('directory.link')}</Button>
                </div>
                {link !== null && <p role="status">{t('directory.linkOnce')} <code>{link}</code></p>}
                <SanctionsForm key={JSON.stringify(sanctions)} id={id} sanctions={sanctions} />
              </>
            )}
          </>
        )}
      </Answered>
    </Panel>
  )
}
