// What they answered to questionnaires: what was chosen, how grave it may be, when, and which wording was asked.
import { useTranslation } from 'react-i18next'
import type { PersonView, SheetView } from '../../../server/api/people.ts'
import { Severity } from '../cases/Severity.tsx'
import { exactly } from '../time.ts'

/** A sheet speaks of at most the fourth level. */
const LEVELS = ['S1', 'S2', 'S3', 'S4'] as const

function Line({ line: { question, choices, yesNo, said } }: { readonly line: SheetView['lines'][number] }) {
  const { t } = useTranslation()
  return (
    <div className="sheet-line">
      <dt lang="ja">{question}</dt>
      {choices !== null && choices.length === 0 && <dd className="quiet">{t('sheets.none')}</dd>}
      {choices?.map(({ text, level }) => <dd key={text} lang="ja">{level !== null && <Level level={level} />} {text}</dd>)}
      {yesNo !== null && <dd>{t(yesNo === 'yes' ? 'sheets.yes' : yesNo === 'no' ? 'sheets.no' : 'sheets.unknown')}</dd>}
      {said !== null && <dd dir="auto">{said === '' ? t('sheets.unknown') : said}</dd>}
    </div>
  )
}

function Level({ level }: { readonly level: number }) {
  const severity = LEVELS[level - 1]
  return severity ? <Severity severity={severity} /> : null
}

export function SheetsPart({ view: { sheets } }: { readonly view: PersonView }) {
  const { t } = useTranslation()
  if (sheets.length === 0) return null
  return (
    <section className="profile-part" data-testid="person-sheets">
      <h3>{t('sheets.heading')}</h3>
      <ul className="profile-list">
        {sheets.map((sheet) => (
          <li key={sheet.id}>
            <details>
              <summary>{sheet.level !== null && <Level level={sheet.level} />} <span lang="ja">{sheet.title}</span> <span className="quiet">{sheet.finishedAt === null ? t('sheets.begun', { time: exactly(sheet.begunAt) }) : exactly(sheet.finishedAt)}</span></summary>
              <p className="quiet">{t('sheets.version', { number: sheet.version, label: sheet.label })}{sheet.wish !== null && ` · ${t(sheet.wish ? 'sheets.wishes' : 'sheets.wishesNot')}`}</p>
              <dl className="sheet-lines">{sheet.lines.map((line) => <Line key={line.question} line={line} />)}</dl>
            </details>
          </li>
        ))}
      </ul>
      <p className="quiet">{t('sheets.forWhom')}</p>
    </section>
  )
}
