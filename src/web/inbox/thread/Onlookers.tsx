// Who else has this conversation before them, and a warning where they write in it.
import { useTranslation } from 'react-i18next'
import { Icon } from '../Icon.tsx'
import { listed } from '../words.ts'
import { useOnlookers } from './useOnlookers.ts'

export function Onlookers({ conversation }: { readonly conversation: string }) {
  const { t } = useTranslation()
  const others = useOnlookers(conversation)
  const writing = others.filter(({ state }) => state === 'writing').map(({ name }) => name)
  const viewing = others.filter(({ state }) => state === 'viewing').map(({ name }) => name)
  return (
    <div className="onlookers" role="status" data-testid="onlookers" data-any={others.length > 0}>
      {viewing.length > 0 && <p className="can-fact"><Icon name="counsellor" size={14} />{t('onlookers.viewing', { names: listed(viewing) })}</p>}
      {writing.length > 0 && <p className="can-fact" data-tone="attention" data-testid="writing"><Icon name="attention" size={14} />{t('onlookers.writing', { names: listed(writing) })}</p>}
    </div>
  )
}
