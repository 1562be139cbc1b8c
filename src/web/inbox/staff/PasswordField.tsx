// A password: the one in use, or a new one.
import { PasswordInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface PasswordFieldProps {
  readonly label: string
  readonly value: string
  onChange(value: string): void
  readonly fresh?: boolean
  readonly error?: string | false | null
}

export function PasswordField({ label, value, onChange, fresh = false, error = null }: PasswordFieldProps) {
  const { t } = useTranslation()
  return (
    <PasswordInput
      label={label} description={fresh ? t('setup.passwordHint') : undefined} required withAsterisk={false} maxLength={128}
      autoComplete={fresh ? 'new-password' : 'current-password'} visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
      value={value} onChange={(event) => onChange(event.currentTarget.value)} error={error}
    />
  )
}
