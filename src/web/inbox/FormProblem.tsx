// Why a form was refused, in words, read out at once; where a fresh sign-in is asked for, the way there.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from './Icon.tsx'
import { refusalOf } from './need.ts'
import { useLeaving } from './useLeaving.ts'
import { refusalWords } from './words.ts'

export function FormProblem({ error }: { readonly error: Error | null }) {
  const { t } = useTranslation()
  const leave = useLeaving()
  const refusal = refusalOf(error)
  return (
    <div role="alert">
      {error !== null && (
        <p className="problem"><Icon name="attention" /><span>{refusalWords(refusal)}</span></p>
      )}
      {error !== null && refusal.error === 'not_fresh' && (
        <Button className="problem-way" size="compact-sm" variant="light" onClick={() => void leave()}>{t('sessions.again')}</Button>
      )}
    </div>
  )
}
