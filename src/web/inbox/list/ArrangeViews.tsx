// Puts the views in order, and renames, shares and removes one's own.
import { useState } from 'react'
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { moved } from '../../../list/views.ts'
import type { ViewView } from '../../../server/api/list.ts'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useMay } from '../staff/staffQueries.ts'
import { useChange } from '../staff/useChange.ts'
import { addView, changeView, orderViews, removeView } from './requests.ts'
import { useViewName } from './views.ts'

interface OwnViewProps { readonly view: ViewView; readonly name: string }

function OwnView({ view, name }: OwnViewProps) {
  const { t } = useTranslation()
  const mayShare = useMay('views.share')
  const [wanted, setWanted] = useState(name)
  const changing = useChange({ ask: (change: Parameters<typeof changeView>[1]) => changeView(view.id, change), again: ['views'], told: true })
  const adding = useChange({ ask: addView, again: ['views'], told: true })
  const removing = useChange({ ask: () => removeView(view.id), again: ['views'], told: true, onDone: () => {
    show(t('view.removed', { name }), 'done', () => adding.mutate({ name, filter: view.filter, shared: view.shared }))
  } })
  const rename = () => {
    if (wanted.trim() !== '' && wanted.trim() !== name) changing.mutate({ name: wanted.trim() })
  }
  return (
    <>
      <TextInput className="view-rename" size="xs" aria-label={t('view.rename', { name })} maxLength={40} value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} onBlur={rename} />
      {mayShare && <Button size="compact-xs" variant="subtle" onClick={() => changing.mutate({ shared: !view.shared })}>{t(view.shared ? 'view.unshare' : 'view.shareIt')}</Button>}
      <ActionIcon variant="subtle" color="gray" aria-label={t('view.remove', { name })} onClick={() => removing.mutate(undefined)} data-testid={`remove-${view.id}`}><Icon name="close" /></ActionIcon>
    </>
  )
}

export function ArrangeViews({ views, onClose }: { readonly views: readonly ViewView[]; onClose(): void }) {
  const { t } = useTranslation()
  const nameOf = useViewName()
  const ordering = useChange({ ask: orderViews, again: ['views'], told: true })
  const ids = views.map(({ id }) => id)
  return (
    <Dialog heading={t('view.arrange')} onClose={onClose} testid="arrange-views">
      <ol className="items view-list">
        {views.map((view, index) => {
          const name = nameOf(view)
          return (
            <li key={view.id} className="item">
              <span className="view-move">
                <ActionIcon variant="default" aria-label={t('view.up', { name })} disabled={index === 0} onClick={() => ordering.mutate(moved(ids, view.id, -1))} data-testid={`up-${view.id}`}><Icon name="up" /></ActionIcon>
                <ActionIcon variant="default" aria-label={t('view.down', { name })} disabled={index === views.length - 1} onClick={() => ordering.mutate(moved(ids, view.id, 1))}><Icon name="down" /></ActionIcon>
              </span>
              {view.own ? <OwnView view={view} name={name} /> : <span className="view-fixed">{name}</span>}
              {view.shared && view.name !== null && <span className="tag">{t('view.shared')}</span>}
            </li>
          )
        })}
      </ol>
    </Dialog>
  )
}
