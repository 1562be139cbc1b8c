// The articles in a table; on a narrow screen each row is a card.
import { useTranslation } from 'react-i18next'
import type { ArticleRow } from '../../../server/api/knowledge.ts'
import { withoutFurigana } from '../furigana.ts'
import { Icon } from '../Icon.tsx'
import { articleAddress } from '../place.ts'
import { LANGUAGES } from '../staff/Choices.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { deskLanguage, languageName, listed, themeName } from '../words.ts'

function Standing({ running, open }: ArticleRow) {
  const { t } = useTranslation()
  return (
    <>
      {open === null
        ? <span className="state" data-on={running !== null}><Icon name={running === null ? 'close' : 'check'} size={14} />{t(running === null ? 'article.gone' : 'article.runs')}</span>
        : <span className="state" data-on="false"><Icon name={open.state === 'review' ? 'clock' : 'system'} size={14} />{t(`article.state.${open.state}`)}</span>}
      {open !== null && <span className="table-under">{listed(open.by)}</span>}
    </>
  )
}

/** While nothing is written, all nine stand as they run. */
function Languages({ open, running }: ArticleRow) {
  const { t } = useTranslation()
  if (open === null) return <span className="quiet">{running === null ? t('staff.nothing') : t('article.allLanguages')}</span>
  return (
    <ul className="languages">
      {LANGUAGES.map((language) => {
        const state = open.languages[language] ?? 'missing'
        const title = `${languageName(language)}: ${t(`article.language.${state}`)}`
        return <li key={language} data-state={state} title={title}><span aria-hidden="true">{language}</span><span className="hidden">{title}</span></li>
      })}
    </ul>
  )
}

export function ArticleTable({ rows }: { readonly rows: readonly ArticleRow[] }) {
  const { t } = useTranslation()
  return (
    <table className="table" role="table" data-testid="article-table">
      <caption className="hidden">{t('nav.articles')}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {[t('article.title'), t('article.theme'), t('article.standing'), t('article.languages'), t('article.reviewBy')].map((name) => <th key={name} scope="col" role="columnheader">{name}</th>)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={row.topic} role="row" data-testid={`article-${row.topic}`}>
            <th scope="row" role="rowheader">
              <PlaceLink to={articleAddress(row.topic)} className="page-link">{(deskLanguage() === 'ja' ? withoutFurigana(row.title) : row.titleEn) || row.topic}</PlaceLink>
              <span className="table-under">{row.topic}</span>
            </th>
            <td role="cell" data-label={t('article.theme')}>{themeName(row.theme)}</td>
            <td role="cell" data-label={t('article.standing')}><Standing {...row} /></td>
            <td role="cell" data-label={t('article.languages')}><Languages {...row} /></td>
            <td role="cell" data-label={t('article.reviewBy')}>
              <span className="number">{row.reviewBy}</span>
              {row.stale.map((why) => <span key={why} className="table-under weak" data-testid="stale">{t(`article.stale.${why}`)}</span>)}
              {row.reviewer === 'none yet' && <span className="table-under">{t('article.unreviewed')}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
