// The terms in a table; on a narrow screen each row is a card.
import { useState } from 'react'
import { TextInput, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { UseQueryResult } from '@tanstack/react-query'
import type { GlossaryView, TermView } from '../../../server/api/translation.ts'
import { Answered } from '../staff/Answered.tsx'
import { LANGUAGES } from '../staff/Choices.tsx'
import { exactly } from '../time.ts'
import { listed } from '../words.ts'
import { languageIn } from './languageIn.ts'

const holds = ({ id, terms, note }: TermView, words: string) => `${id} ${Object.values(terms).join(' ')} ${note}`.toLowerCase().includes(words.toLowerCase())

interface TermsProps { readonly query: UseQueryResult<GlossaryView>; readonly onEdit: ((term: TermView) => void) | null }

export function Terms({ query, onEdit }: TermsProps) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  return (
    <Answered query={query}>
      {({ terms, by, at }) => {
        const found = terms.filter((term) => holds(term, words.trim()))
        return (
          <div className="glossary-panel">
            <div className="form-row"><TextInput label={t('glossary.search')} type="search" value={words} onChange={(event) => setWords(event.currentTarget.value)} data-testid="search-terms" /></div>
            <p className="quiet" role="status">{t('glossary.count', { count: found.length, all: terms.length })} · {at === null ? t('glossary.asFile') : t('glossary.savedBy', { name: by ?? '', time: exactly(at) })}</p>
            {found.length === 0 ? <p className="empty">{t('glossary.none')}</p> : <TermTable terms={found} onEdit={onEdit} />}
          </div>
        )
      }}
    </Answered>
  )
}

function TermTable({ terms, onEdit }: { readonly terms: readonly TermView[]; readonly onEdit: TermsProps['onEdit'] }) {
  const { t } = useTranslation()
  const columns = ['ja', 'en', 'vi']
  return (
    <table className="table" role="table" data-testid="terms">
      <caption className="hidden">{t('glossary.terms')}</caption>
      <thead role="rowgroup">
        <tr role="row">{[...columns.map(languageIn), t('glossary.languages'), t('glossary.note')].map((name) => <th key={name} scope="col" role="columnheader">{name}</th>)}</tr>
      </thead>
      <tbody role="rowgroup">
        {terms.map((term) => {
          const lacking = LANGUAGES.filter((language) => !term.terms[language])
          return (
            <tr key={term.id} role="row" data-testid={`term-${term.id}`}>
              <th scope="row" role="rowheader" lang="ja">
                {onEdit ? <UnstyledButton className="page-link" onClick={() => onEdit(term)} aria-label={`${t('glossary.edit')}: ${term.terms['ja'] ?? term.id}`}>{term.terms['ja']}</UnstyledButton> : term.terms['ja']}
                <span className="table-under">{term.id}</span>
              </th>
              {columns.slice(1).map((language) => <td key={language} role="cell" data-label={languageIn(language)} lang={language}>{term.terms[language]}</td>)}
              <td role="cell" data-label={t('glossary.languages')}>{lacking.length === 0 ? <span className="quiet">{t('glossary.all')}</span> : <span className="weak">{t('glossary.lacks', { languages: listed(lacking.map(languageIn)) })}</span>}</td>
              <td role="cell" data-label={t('glossary.note')}>{term.note}{term.source !== '' && <span className="table-under">{term.source}</span>}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
