// Decides what the counsellor sees: the one-time set-up, an invitation, the sign-in, or the desk.
import { Button, Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Desk } from './Desk.tsx'
import { Entrance } from './entrance/Entrance.tsx'
import { Invited } from './entrance/Invited.tsx'
import { refusalOf } from './need.ts'
import { usePlace } from './place.ts'
import { useSession } from './queries.ts'
import { Setup } from './entrance/Setup.tsx'
import { SignIn } from './entrance/SignIn.tsx'
import { refusalWords } from './words.ts'

export function App() {
  const { t } = useTranslation()
  const place = usePlace()
  const session = useSession()
  if (place.type === 'setup') return <Setup token={place.token} />
  if (place.type === 'invited') return <Invited token={place.token} />
  if (session.data?.user) return <Desk user={session.data.user} />
  if (session.data) return <SignIn needsSetup={session.data.needsSetup} sso={session.data.sso?.name ?? null} />
  if (session.isError) {
    return (
      <Entrance heading={t('desk.part')}>
        <p role="alert">{refusalWords(refusalOf(session.error))}</p>
        <Button loading={session.isFetching} onClick={() => void session.refetch()}>{t('desk.again')}</Button>
      </Entrance>
    )
  }
  return <main className="opening"><Loader aria-label={t('desk.loading')} role="img" /></main>
}
