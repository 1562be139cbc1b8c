// How a count stands that takes a while on a large desk: still being counted, or of when it is.
import { Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Standing as StandingView } from '../../../server/api/counts.ts'
import { exactly } from '../time.ts'
import './standing.css'

const AGAIN_MS = 1_500

/** Asks again until the newest is there. */
export const againUntilCounted = (standing: StandingView | undefined) => (standing === undefined || (standing.type === 'counted' && !standing.renewing) ? false : AGAIN_MS)

export function Standing({ of }: { readonly of: StandingView }) {
  const { t } = useTranslation()
  if (of.type === 'counting') {
    return (
      <div className="standing" role="status" data-testid="counting">
        <p>{t('count.counting')}</p>
        <Progress value={of.share * 100} animated={of.share === 0} striped={of.share === 0} aria-label={t('count.counting')} />
      </div>
    )
  }
  return of.at === null ? null : <p className="quiet" data-testid="counted-at">{t(of.renewing ? 'count.renewing' : 'count.at', { at: exactly(of.at) })}</p>
}
