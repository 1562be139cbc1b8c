// Replies that go out in some seconds, and taking them back into the box.
import { useEffect, useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { HeldView } from '../../../server/api/inbox.ts'
import { withdrawHeld } from '../api.ts'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { useContact } from '../queries.ts'
import { useChange } from '../staff/useChange.ts'

interface LeavingSoonProps { readonly conversation: string; restore(line: HeldView): void }

/** In whole seconds; counts down by itself. */
function useSecondsUntil(at: string): number {
  const left = () => Math.max(0, Math.ceil((Date.parse(at) - Date.now()) / 1_000))
  const [seconds, setSeconds] = useState(left)
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 250)
    return () => clearInterval(timer)
  }, [at])
  return seconds
}

function Leaving({ conversation, line, restore }: LeavingSoonProps & { readonly line: HeldView }) {
  const { t } = useTranslation()
  const seconds = useSecondsUntil(line.dueAt)
  const undoing = useChange({
    ask: () => withdrawHeld(conversation, line.id), again: ['thread'], told: true,
    onDone: () => {
      restore(line)
      show(t('undo.taken'))
    },
  })
  return (
    <li className="leaving" data-testid="leaving">
      <p lang="ja" className="leaving-text">{[line.text, ...line.files.map(({ name }) => name)].filter(Boolean).join(' · ')}</p>
      <span className="quiet" aria-live="off"><Icon name="clock" size={13} /> {seconds > 0 ? t('undo.seconds', { count: seconds }) : t('undo.now')}</span>
      <Button size="compact-sm" variant="default" data-undo="" onClick={() => undoing.mutate({})} loading={undoing.isPending} aria-keyshortcuts="u" data-testid="undo-reply">{t('undo.take')}</Button>
    </li>
  )
}

export function LeavingSoon({ conversation, restore }: LeavingSoonProps) {
  const { t } = useTranslation()
  const leaving = useContact(conversation).data?.held.filter(({ undoable, byMe, status }) => undoable && byMe && status === 'waiting') ?? []
  if (leaving.length === 0) return null
  return (
    <ul className="leaving-soon" aria-label={t('undo.heading')}>
      {leaving.map((line) => <Leaving key={line.id} conversation={conversation} line={line} restore={restore} />)}
    </ul>
  )
}
