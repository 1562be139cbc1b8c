// The frame of the pages before the desk: the name of the house, one card, and the choice of language.
import type { ReactNode } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Mark } from '../Mark.tsx'
import { deskLanguage, switchLanguage } from '../words.ts'

export function Entrance({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className="entrance">
      <header className="entrance-house">
        <Mark size={44} />
        <p><strong>{t('desk.name')}</strong><span>{t('desk.part')}</span></p>
      </header>
      <main className="entrance-card">
        <h1>{heading}</h1>
        {children}
      </main>
      <Button variant="subtle" size="compact-sm" lang={deskLanguage() === 'ja' ? 'en' : 'ja'} onClick={() => void switchLanguage()}>
        {t('desk.otherLanguage')}
      </Button>
    </div>
  )
}
