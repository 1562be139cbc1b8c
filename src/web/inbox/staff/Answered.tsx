// What was asked of the server: while it is on its way, when it was refused, and when it is here.
import type { ReactNode } from 'react'
import { Button, Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FormProblem } from '../FormProblem.tsx'

interface Asked<T> { readonly data: T | undefined; readonly error: Error | null; readonly isPending: boolean; refetch(): Promise<unknown> }

export function Answered<T>({ query, children }: { readonly query: Asked<T>; children(data: T): ReactNode }) {
  const { t } = useTranslation()
  if (query.data !== undefined) return children(query.data)
  if (query.isPending) return <Loader className="list-loading" aria-label={t('desk.loading')} role="img" />
  return (
    <div className="answered">
      <FormProblem error={query.error} />
      <Button variant="light" size="compact-md" onClick={() => void query.refetch()}>{t('desk.again')}</Button>
    </div>
  )
}
