// Where one is signed in oneself.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type OwnSession, endOtherSessions, endOwnSession } from '../entrance/auth.ts'
import { show } from '../notices.ts'
import { Answered } from './Answered.tsx'
import { Panel } from './Page.tsx'
import { SessionList } from './SessionList.tsx'
import { useOwnSessions } from './staffQueries.ts'
import { useChange } from './useChange.ts'

export function OwnSessions() {
  const { t } = useTranslation()
  const sessions = useOwnSessions()
  const ended = { again: ['own-sessions'], told: true, onDone: () => show(t('sessions.ended')) } as const
  const ending = useChange({ ask: ({ token }: OwnSession) => endOwnSession(token), ...ended })
  const endingAll = useChange({ ask: () => endOtherSessions(), ...ended })
  return (
    <Panel heading={t('sessions.heading')} hint={t('sessions.hint')} testid="own-sessions">
      <Answered query={sessions}>
        {(list) => (
          <>
            <SessionList sessions={list} busy={ending.isPending} onEnd={(session) => ending.mutate(session)} />
            {list.length > 1 && (
              <div className="form-end"><Button variant="default" loading={endingAll.isPending} onClick={() => endingAll.mutate(undefined)} data-testid="end-others">{t('sessions.endOthers')}</Button></div>
            )}
          </>
        )}
      </Answered>
    </Panel>
  )
}
