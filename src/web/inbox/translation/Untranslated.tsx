// In the place of a translation that is not there: how far it is, why there is none, and trying again.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../server/api/inbox.ts'
import { Icon } from '../Icon.tsx'
import { tell } from '../notices.ts'
import { useStatus } from '../queries.ts'
import { useChange } from '../staff/useChange.ts'
import { translateAgain } from './requests.ts'
import './translation.css'

interface UntranslatedProps { readonly message: MessageView; readonly conversation: string; readonly why: 'pending' | 'failed' | 'none' | 'asIs' }

export function Untranslated({ message, conversation, why }: UntranslatedProps) {
  const { t } = useTranslation()
  const { translation, author, kind, seq } = message
  const hasTranslator = useStatus().data?.translation != null
  const asking = useChange({ ask: () => translateAgain(conversation, seq), again: ['thread'], told: true, onDone: () => tell(t('translation.askedAgain')) })
  const isFailed = translation.status === 'failed'
  const worthTrying = author === 'worker' && kind === 'text' && (isFailed ? translation.why !== 'language' : why === 'none' && hasTranslator)
  return (
    <div className="untranslated">
      <p className="said-source"><Icon name={why === 'failed' ? 'attention' : 'translate'} size={14} />{t(`translation.${why}`)}</p>
      {isFailed && <p className="said-source untranslated-why">{[t(`translation.why.${translation.why}`), ...(translation.again ? [t('translation.retrying')] : [])].join(' · ')}</p>}
      {worthTrying && (
        <Button size="compact-xs" variant="default" loading={asking.isPending} onClick={() => asking.mutate(undefined)} data-testid="translate-again">
          {t(isFailed ? 'translation.again' : 'translation.now')}
        </Button>
      )}
    </div>
  )
}
