// Says how a message would be understood now: its language, its articles, its danger.
import { type FormEvent, useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormProblem } from '../FormProblem.tsx'
import { withoutFurigana } from '../furigana.ts'
import { articleAddress } from '../place.ts'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useChange } from '../staff/useChange.ts'
import { dangerName, languageName } from '../words.ts'
import { understand } from './requests.ts'

export function Tester({ topic }: { readonly topic: string }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const asking = useChange({ ask: understand, again: [] })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') asking.mutate(text)
  }
  const found = asking.data
  return (
    <form className="tester" onSubmit={submit} data-testid="tester">
      <div className="form-row">
        <TextInput label={t('article.tester')} description={t('article.testerHint')} value={text} onChange={(event) => setText(event.currentTarget.value)} data-testid="tester-text" />
        <Button type="submit" variant="light" loading={asking.isPending} disabled={text.trim() === ''} data-testid="tester-ask">{t('article.test')}</Button>
      </div>
      <FormProblem error={asking.error} />
      <div role="status" data-testid="tester-answer">
        {found && (
          <>
            <p>
              {found.language === null ? t('list.noLanguage') : languageName(found.language)} · {found.danger === null ? t(`article.decision.${found.decision}`) : t('article.testerDanger', { kind: dangerName(found.danger) })}
            </p>
            <ol className="tester-topics">
              {found.topics.map((one) => <li key={one.topic} data-mine={one.topic === topic}><PlaceLink to={articleAddress(one.topic)} className="page-link">{withoutFurigana(one.title)}</PlaceLink></li>)}
            </ol>
          </>
        )}
      </div>
    </form>
  )
}
