// Where one of the staff is signed in.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { StaffSessionView, StaffView } from '../../../server/api/staff.ts'
import { show } from '../notices.ts'
import { Answered } from './Answered.tsx'
import { Panel } from './Page.tsx'
import { endSession, endSessions } from './requests.ts'
import { SessionList } from './SessionList.tsx'
import { useSessions } from './staffQueries.ts'
import { useChange } from './useChange.ts'

export function PersonSessions({ person }: { readonly person: StaffView }) {
  const { t } = useTranslation()
  const sessions = useSessions(person.id)
  const ended = { again: ['staff-sessions', 'staff'], told: true, onDone: () => show(t('sessions.ended')) } as const
  const ending = useChange({ ask: ({ id }: StaffSessionView) => endSession(person.id, id), ...ended })
  const endingAll = useChange({ ask: () => endSessions(person.id), ...ended })
  return (
    <Panel heading={t('sessions.heading')} hint={t('sessions.hintOther')} testid="person-sessions">
      <Answered query={sessions}>
        {(list) => (
          <>
            <SessionList sessions={list} busy={ending.isPending} onEnd={(session) => ending.mutate(session)} />
            {list.length > 0 && (
              <div className="form-end"><Button variant="default" loading={endingAll.isPending} onClick={() => endingAll.mutate(undefined)} data-testid="end-all">{t('sessions.endAll')}</Button></div>
            )}
          </>
        )}
      </Answered>
    </Panel>
  )
}
