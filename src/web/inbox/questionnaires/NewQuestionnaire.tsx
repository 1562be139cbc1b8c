// Begins a questionnaire: from nothing, from one that is ready, or from another one.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect, Radio, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { NewQuestionnaireRequest, QuestionnaireList } from '../../../server/api/questionnaires.ts'
import { FormProblem } from '../FormProblem.tsx'
import { go, openedAddress } from '../place.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { AGAIN } from './questionnaireQueries.ts'
import { inDesk } from './questionnaireWords.ts'
import { beginQuestionnaire } from './requests.ts'

const KEY = /^[a-z][a-z0-9-]{1,39}$/

export function NewQuestionnaire({ templates, questionnaires, onClose }: QuestionnaireList & { onClose(): void }) {
  const { t } = useTranslation()
  const [key, setKey] = useState('')
  const [way, setWay] = useState<'empty' | 'template' | 'copy'>(templates.length > 0 ? 'template' : 'empty')
  const [template, setTemplate] = useState(templates[0]?.name ?? '')
  const [copied, setCopied] = useState(questionnaires[0]?.key ?? '')
  const from: NewQuestionnaireRequest['from'] = way === 'template' ? { type: 'template', name: template } : way === 'copy' ? { type: 'copy', key: copied } : { type: 'empty' }
  const beginning = useChange({
    ask: () => beginQuestionnaire({ key: key.trim(), kind: 'survey', from }), again: AGAIN,
    onDone: () => {
      onClose()
      go(openedAddress('questionnaires', key.trim()))
    },
  })
  const fine = KEY.test(key.trim())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (fine) beginning.mutate(undefined)
  }
  return (
    <Dialog heading={t('questionnaire.new')} onClose={onClose} testid="new-questionnaire-dialog" stays>
      <form className="form" onSubmit={submit} noValidate>
        <Radio.Group label={t('questionnaire.from.label')} value={way} onChange={(value) => setWay(value === 'template' || value === 'copy' ? value : 'empty')}>
          <div className="questionnaire-ways">
            <Radio value="template" label={t('questionnaire.from.template')} disabled={templates.length === 0} data-testid="from-template" />
            {way === 'template' && <NativeSelect aria-label={t('questionnaire.from.template')} value={template} onChange={(event) => setTemplate(event.currentTarget.value)} data={templates.map(({ name, title, questions }) => ({ value: name, label: `${inDesk(title)} (${t('questionnaire.questions', { count: questions })})` }))} />}
            <Radio value="copy" label={t('questionnaire.from.copy')} disabled={questionnaires.length === 0} data-testid="from-copy" />
            {way === 'copy' && <NativeSelect aria-label={t('questionnaire.from.copy')} value={copied} onChange={(event) => setCopied(event.currentTarget.value)} data={questionnaires.map((one) => ({ value: one.key, label: inDesk(one.title) || one.key }))} />}
            <Radio value="empty" label={t('questionnaire.from.empty')} data-testid="from-empty" />
          </div>
        </Radio.Group>
        <TextInput
          label={t('questionnaire.key')} description={t('questionnaire.keyHint')} value={key} onChange={(event) => setKey(event.currentTarget.value)} autoComplete="off" spellCheck={false} data-first
          error={key !== '' && !fine ? t('questionnaire.keyWrong') : null} data-testid="new-key"
        />
        <FormProblem error={beginning.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={beginning.isPending} disabled={!fine} data-testid="begin-questionnaire">{t('questionnaire.begin')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
