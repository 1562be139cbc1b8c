// The fields of an account that is being made: a name, and a new password.
import { PasswordInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export const SHORTEST_PASSWORD = 12

interface FieldProps {
  readonly value: string
  readonly onValue: (value: string) => void
  /** What is wrong with it, once that may be said. */
  readonly problem: string | null | false
}

export function NameField({ value, onValue, problem }: FieldProps) {
  const { t } = useTranslation()
  return (
    <TextInput
      label={t('setup.name')} description={t('setup.nameHint')} autoComplete="name" maxLength={80}
      value={value} onChange={(event) => onValue(event.currentTarget.value)} error={problem}
    />
  )
}

export function NewPasswordField({ value, onValue, problem }: FieldProps) {
  const { t } = useTranslation()
  return (
    <PasswordInput
      label={t('signIn.password')} description={t('setup.passwordHint')} autoComplete="new-password" maxLength={128}
      value={value} onChange={(event) => onValue(event.currentTarget.value)} error={problem}
      visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
    />
  )
}
