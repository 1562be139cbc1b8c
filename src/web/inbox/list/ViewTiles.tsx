// The views, each with how many it holds. They are addresses: a view can be linked and reloaded.
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isSame, type ListFilter, queryOf } from '../../../list/filter.ts'
import { countShown } from '../../../list/most.ts'
import type { ViewView } from '../../../server/api/list.ts'
import { go, listAddress } from '../place.ts'
import { useViewName } from './views.ts'

interface ViewTilesProps { readonly views: readonly ViewView[]; readonly filter: ListFilter }

/** The keys 1 to 9 open the first nine. */
const KEYED = 9

export function ViewTiles({ views, filter }: ViewTilesProps) {
  const { t } = useTranslation()
  const nameOf = useViewName()
  const current = views.find((view) => isSame(view.filter, filter))?.id
  const follow = (event: MouseEvent, address: string) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    go(address)
  }
  return (
    <ul className="views" aria-label={t('view.heading')} data-testid="views">
      {views.map((view, index) => {
        const address = listAddress(queryOf(view.filter))
        return (
          <li key={view.id}>
            <a
              className="view" href={address} onClick={(event) => follow(event, address)} aria-current={view.id === current ? 'true' : undefined}
              data-view={index < KEYED ? index + 1 : undefined} data-some={view.count > 0} data-testid={`view-${view.id}`}
            >
              <span className="view-name">{nameOf(view)}</span> <span className="view-count">{countShown(view.count)}</span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}
