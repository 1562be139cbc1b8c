// What an article rests on: its sources, when it was checked and when it has to be again, whom it names, and a note for who edits it.
import { Checkbox, NativeSelect, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ArticlePage, ArticleText, FaultView } from '../../../server/api/knowledge.ts'
import { themeName } from '../words.ts'
import { faultsAt } from './faults.ts'
import { THEMES } from './NewArticle.tsx'
import { SourceFields } from './SourceFields.tsx'

interface FactsProps { readonly text: ArticleText; readonly contacts: ArticlePage['contacts']; readonly faults: readonly FaultView[]; onChange?(text: ArticleText): void }

export function FactsFields({ text, contacts, faults, onChange }: FactsProps) {
  const { t } = useTranslation()
  const readOnly = !onChange
  const change = (next: Partial<ArticleText>) => onChange?.({ ...text, ...next })
  const turn = (id: string, on: boolean) => change({ contacts: on ? [...text.contacts, id] : text.contacts.filter((each) => each !== id) })
  const known = new Set(contacts.map(({ id }) => id))
  const inOrder = [...text.contacts.map((id) => contacts.find((one) => one.id === id) ?? { id, name: id, number: '' }), ...contacts.filter(({ id }) => !text.contacts.includes(id))]
  return (
    <div className="form article-texts" data-testid="facts">
      <div className="form-row">
        <NativeSelect label={t('article.field.theme')} value={text.theme} disabled={readOnly} onChange={(event) => change({ theme: THEMES.find((one) => one === event.currentTarget.value) ?? text.theme })} data={THEMES.map((one) => ({ value: one, label: themeName(one) }))} />
        <TextInput type="date" label={t('article.field.checkedOn')} value={text.checkedOn} readOnly={readOnly} onChange={(event) => change({ checkedOn: event.currentTarget.value })} error={faultsAt(faults, 'checkedOn')} />
        <TextInput type="date" label={t('article.field.reviewBy')} value={text.reviewBy} readOnly={readOnly} onChange={(event) => change({ reviewBy: event.currentTarget.value })} error={faultsAt(faults, 'reviewBy')} data-testid="review-by" />
      </div>
      <SourceFields text={text} faults={faults} {...(onChange && { onChange })} />
      <fieldset className="choice">
        <legend>{t('article.field.contacts')}</legend>
        <p className="quiet">{t('article.contactsHint')}</p>
        {faultsAt(faults, 'contacts') !== null && <p className="weak" role="alert">{faultsAt(faults, 'contacts')}</p>}
        <div className="choice-list">
          {inOrder.map(({ id, name, number }) => (
            <Checkbox
              key={id} label={name} description={known.has(id) ? number : t('article.unknownContact')} checked={text.contacts.includes(id)} disabled={readOnly}
              onChange={(event) => turn(id, event.currentTarget.checked)}
            />
          ))}
        </div>
      </fieldset>
      <Textarea label={t('article.field.note')} description={t('article.noteHint')} value={text.note} readOnly={readOnly} autosize minRows={2} maxLength={2000} onChange={(event) => change({ note: event.currentTarget.value })} />
    </div>
  )
}
