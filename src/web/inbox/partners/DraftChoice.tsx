// What the case holds, masked, to be put in one by one and edited there.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../../cases/consent.ts'
import { word } from '../cases/caseWords.ts'
import { useQuestionDraft } from './partnerQueries.ts'

interface Props { readonly id: string; readonly items: readonly Item[]; onPut(item: Item, text: string): void }

export function DraftChoice({ id, items, onPut }: Props) {
  const { t } = useTranslation()
  const facts = useQuestionDraft(id, true).data?.facts.filter(({ item, text }) => items.includes(item) && text !== '') ?? []
  if (facts.length === 0) return null
  return (
    <details data-testid="question-draft">
      <summary>{t('ask.questionDraft')}</summary>
      <ul className="items">
        {facts.map(({ item, text }, i) => (
          <li key={i} className="item">
            <p className="item-text"><span className="quiet">{word('itemNames', item)}</span><span>{text}</span></p>
            <Button size="compact-sm" variant="light" aria-label={t('ask.putInNamed', { text: text.slice(0, 40) })} onClick={() => onPut(item, text)}>{t('ask.putIn')}</Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
