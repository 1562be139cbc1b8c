// The bar across the top: the house, whether the page is live, language, keys, and who is signed in.
import { UnstyledButton } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { SessionView } from '../../server/api.ts'
import { signOut } from './api.ts'
import type { Counsellor } from './Desk.tsx'
import { forgetDrafts } from './draft.ts'
import { Icon } from './Icon.tsx'
import { Mark } from './Mark.tsx'
import { show } from './notices.ts'
import { LIST, go } from './place.ts'
import { deskLanguage, refusalWords, switchLanguage } from './words.ts'

interface TopBarProps { readonly user: Counsellor; readonly live: boolean; onKeys(): void }

export function TopBar({ user, live, onKeys }: TopBarProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const leave = async () => {
    const answer = await signOut()
    if (!answer.ok) return show(refusalWords(answer.refusal), 'problem')
    forgetDrafts()
    go(LIST, true)
    const nobody: SessionView = { user: null, needsSetup: false }
    client.setQueryData(['session'], nobody)
    await client.invalidateQueries({ queryKey: ['session'] })
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
  }
  return (
    <header className="top">
      <h1 className="top-house">
        <Mark size={28} />
        <span>{t('desk.name')}</span> <span className="top-part">{t('desk.part')}</span>
      </h1>
      <p className="top-live" role="status" data-live={live} data-testid="live">
        <span className="top-dot" aria-hidden="true" />
        <span>{live ? t('desk.live') : t('desk.broken')}</span>
      </p>
      <UnstyledButton className="top-button" lang={deskLanguage() === 'ja' ? 'en' : 'ja'} onClick={() => void switchLanguage()}>
        {t('desk.otherLanguage')}
      </UnstyledButton>
      <UnstyledButton className="top-button top-keys" onClick={onKeys} aria-label={t('desk.keys')} title={t('desk.keys')}>
        <Icon name="keys" size={18} />
      </UnstyledButton>
      <p className="top-user"><span className="quiet-part">{t('desk.signedInAs', { name: user.name })}</span></p>
      <UnstyledButton className="top-button" onClick={() => void leave()} title={t('desk.signOut')}>
        <Icon name="leave" size={18} /><span className="top-leave">{t('desk.signOut')}</span>
      </UnstyledButton>
    </header>
  )
}
