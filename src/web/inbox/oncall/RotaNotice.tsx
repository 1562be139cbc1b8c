// To who keeps the rota: what the coming nights lack, on every page until it is mended.
import { useTranslation } from 'react-i18next'
import { Icon } from '../Icon.tsx'
import { PAGES } from '../place.ts'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { exactly } from '../time.ts'
import { listed } from '../words.ts'
import { useOnCall } from './queries.ts'

export function RotaNotice({ wanted }: { readonly wanted: boolean }) {
  const { t } = useTranslation()
  const problem = useOnCall(wanted).data?.problem ?? null
  if (!wanted || problem === null) return null
  const { uncovered: [gap], unreachable, bounced } = problem
  const names = [...unreachable, ...bounced].map(({ name }) => name)
  return (
    <aside className="status" aria-label={t('onCall.problem')} data-testid="rota-notice">
      <ul>
        <li>
          <Icon name="danger" />
          <p>
            {gap && t('onCall.problemGap', { from: exactly(gap.from) })} {names.length > 0 && t('onCall.problemPeople', { names: listed(names) })}{' '}
            <PlaceLink to={PAGES['on-call']} className="page-link">{t('onCall.page')}</PlaceLink>
          </p>
        </li>
      </ul>
    </aside>
  )
}
