// A page that is fetched only when it is opened.
import { type ComponentType, Suspense, lazy } from 'react'
import { Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Unloaded } from './Unloaded.tsx'

function Waiting() {
  const { t } = useTranslation()
  return <main className="page" id="page" tabIndex={-1}><Loader className="list-loading" aria-label={t('desk.loading')} role="img" /></main>
}

export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Page = lazy(async () => {
    const page: ComponentType<Props> = await load().catch(() => Unloaded)
    return { default: page }
  })
  return function Later(props) {
    return <Suspense fallback={<Waiting />}><Page {...props} /></Suspense>
  }
}
