// All that keeps what is written from being published, with the way to each.
import { useTranslation } from 'react-i18next'
import type { FaultView } from '../../../server/api/knowledge.ts'
import { Icon } from '../Icon.tsx'
import { faultPlace, faultWords } from './faults.ts'

/** More than these are counted. */
const SHOWN = 6

export function FaultList({ faults, onShow }: { readonly faults: readonly FaultView[]; onShow(tab: string, language: string | null): void }) {
  const { t } = useTranslation()
  return (
    <div role="status" data-testid="faults">
      {faults.length > 0 && (
        <div className="article-faults">
          <p><Icon name="attention" /><strong>{t('article.faults', { count: faults.length })}</strong></p>
          <ul>
            {faults.slice(0, SHOWN).map((fault) => {
              const { tab, language, name } = faultPlace(fault)
              return <li key={`${fault.field} ${fault.rule} ${fault.found}`}><button type="button" className="link" onClick={() => onShow(tab, language)}>{name}</button> {faultWords(fault)}</li>
            })}
            {faults.length > SHOWN && <li>{t('article.moreFaults', { count: faults.length - SHOWN })}</li>}
          </ul>
        </div>
      )}
    </div>
  )
}
