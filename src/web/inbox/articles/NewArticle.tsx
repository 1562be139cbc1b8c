// Begins an article nobody has written yet: under which name it stands, and among what.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormProblem } from '../FormProblem.tsx'
import { articleAddress, go } from '../place.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { themeName } from '../words.ts'
import { beginArticle } from './requests.ts'

export const THEMES = ['labour', 'residence', 'medical', 'living', 'education', 'tax', 'service'] as const

const TOPIC = /^[a-z][a-z-]*$/

interface NewArticleProps {
  onClose(): void
  /** Instead of opening it. */
  onBegun?(topic: string): void
}

export function NewArticle({ onClose, onBegun }: NewArticleProps) {
  const { t } = useTranslation()
  const [theme, setTheme] = useState<string>('labour')
  const [name, setName] = useState('')
  const topic = `${theme}.${name.trim()}`
  const fine = TOPIC.test(name.trim())
  const beginning = useChange({
    ask: () => beginArticle({ topic, theme }), again: ['articles'],
    onDone: () => {
      onClose()
      if (onBegun) onBegun(topic)
      else go(articleAddress(topic))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (fine) beginning.mutate(undefined)
  }
  return (
    <Dialog heading={t('article.new')} onClose={onClose} testid="new-article-dialog" stays>
      <form className="form" onSubmit={submit} noValidate>
        <NativeSelect label={t('article.theme')} value={theme} onChange={(event) => setTheme(event.currentTarget.value)} data={THEMES.map((one) => ({ value: one, label: themeName(one) }))} />
        <TextInput
          label={t('article.name')} description={t('article.nameHint', { topic })} value={name} onChange={(event) => setName(event.currentTarget.value)}
          error={name !== '' && !fine ? t('article.nameWrong') : null} data-testid="new-article-name" autoComplete="off" spellCheck={false}
        />
        <FormProblem error={beginning.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={beginning.isPending} disabled={!fine} data-testid="begin-article">{t('article.begin')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
