// Figures that others published of this span: as they were printed, with what contradicts itself said beside it.
import { useTranslation } from 'react-i18next'
import type { Published } from '../../../reports/published.ts'
import { Panel } from '../staff/Page.tsx'
import { deskLanguage } from '../words.ts'

export function PublishedPanel({ published: { title, from, to, tables } }: { readonly published: Published }) {
  const { t } = useTranslation()
  const language = deskLanguage()
  return (
    <Panel heading={title[language]} hint={t('statistics.publishedHint', { from, to })} testid="published">
      <div className="published-tables">
        {tables.map(({ table, label, rows }) => (
          <div className="plot-table published-table" key={table}>
            <table>
              <caption>{label[language]}</caption>
              <tbody>
                {rows.map(({ key, label: name, value, share, computed, remark }, i) => (
                  <tr key={key}>
                    <th scope="row">{name[language]}{remark !== null && remark[language] !== rows[i - 1]?.remark?.[language] && <span className="quiet"> ※ {remark[language]}</span>}</th>
                    <td>{value === null ? t('statistics.notInSource') : value.toLocaleString('en')}</td>
                    <td>{share !== '' && `${share} %`}{computed !== '' && <span className="quiet"> {t('statistics.computed', { share: computed })}</span>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ))}
      </div>
    </Panel>
  )
}
