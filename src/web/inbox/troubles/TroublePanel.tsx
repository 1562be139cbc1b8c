// Everything of one kind that failed, with what to do about it, and doing it for all at once.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import type { TroubleDone, TroublePage } from '../../../server/api/troubles.ts'
import { show } from '../notices.ts'
import { ReasonDialog } from '../reports/ReasonDialog.tsx'
import { Panel } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { TroubleItem } from './TroubleItem.tsx'
import { AGAIN, leaveAtThat, tryAgain } from './troubleRequests.ts'

interface TroublePanelProps { readonly trouble: TroublePage['kinds'][number]; readonly me: MeView }

export function TroublePanel({ trouble: { kind, count, rows }, me }: TroublePanelProps) {
  const { t } = useTranslation()
  /** Whose end is asked for; null in it: of all that are shown. */
  const [ending, setEnding] = useState<{ readonly ids: readonly string[] | null } | null>(null)
  const may = me.may.includes('troubles.manage')
  const told = ({ done, of }: TroubleDone) => show(done === of ? t('trouble.tried', { count: done }) : t('trouble.triedSome', { count: of, done }), done === 0 ? 'problem' : 'done')
  const trying = useChange({ ask: (ids: readonly string[] | null) => tryAgain({ kind, ids }), again: AGAIN, told: true, onDone: told })
  const heading = t(`trouble.kind.${kind}`)
  return (
    <Panel
      heading={`${heading} (${count >= 1000 ? '1000+' : count})`} hint={t(`trouble.todo.${kind}`)} testid={`trouble-${kind}`}
      actions={may && rows.length > 1 && (
        <span className="item-actions">
          <Button size="compact-md" variant="default" onClick={() => setEnding({ ids: null })} aria-label={t('trouble.endAllOf', { kind: heading })} data-testid="end-all">{t('trouble.endAll', { count: rows.length })}</Button>
          <Button size="compact-md" loading={trying.isPending} onClick={() => trying.mutate(null)} aria-label={t('trouble.againAllOf', { kind: heading })} data-testid="again-all">{t('trouble.againAll', { count: rows.length })}</Button>
        </span>
      )}
    >
      <ul className="items">
        {rows.map((row) => <TroubleItem key={row.id} kind={kind} row={row} may={may} busy={trying.isPending} onAgain={() => trying.mutate([row.id])} onEnd={() => setEnding({ ids: [row.id] })} />)}
      </ul>
      {count > rows.length && <p className="quiet">{t('trouble.more', { count: rows.length })}</p>}
      {ending && (
        <ReasonDialog
          heading={t('trouble.end')} text={t(`trouble.endHow.${kind}`)} again={AGAIN}
          ask={(reason) => leaveAtThat({ kind, ids: ending.ids ?? rows.map(({ id }) => id), reason })} onClose={() => setEnding(null)}
        />
      )}
    </Panel>
  )
}
