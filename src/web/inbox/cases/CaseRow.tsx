// One case in a list: how grave, whose, how long there still is, and what comes next.
import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../server/api/cases.ts'
import { Icon } from '../Icon.tsx'
import { caseAddress } from '../place.ts'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { exactly } from '../time.ts'
import { languageName, listed } from '../words.ts'
import { ownerName, word } from './caseWords.ts'
import { DueOf } from './Due.tsx'
import { Lines, Severity } from './Severity.tsx'

export function CaseRow({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation()
  const { id, pseudonym, severity, stage, owner, themes, language, closedAt } = view
  const name = pseudonym ?? t('case.company')
  return (
    <li className="case-row" data-severity={severity} data-testid={`case-${id}`}>
      <div className="case-row-head">
        <Severity severity={severity} />
        <PlaceLink to={caseAddress(id)} className="case-row-name">{name}</PlaceLink>
        {closedAt === null ? <DueOf view={view} /> : <time className="quiet" dateTime={closedAt}>{t('case.closedOn', { time: exactly(closedAt) })}</time>}
      </div>
      <p className="case-row-facts">
        <span className="row-fact">{word('stage', stage)}</span>
        <span className="row-fact"><Icon name="counsellor" size={14} />{ownerName(owner)}</span>
        {language !== null && <span className="row-fact">{languageName(language)}</span>}
        {themes.length > 0 && <span className="row-fact">{listed(themes)}</span>}
        <Lines {...view} />
      </p>
    </li>
  )
}
