// Stands where a page could not be fetched: the connection is lost, or the desk was built anew since it was opened.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Page } from './Page.tsx'

export function Unloaded() {
  const { t } = useTranslation()
  return (
    <Page heading={t('error.offline')} testid="unloaded">
      <p><Button onClick={() => window.location.reload()}>{t('desk.again')}</Button></p>
    </Page>
  )
}
