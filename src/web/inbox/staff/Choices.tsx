// Several of a few: the languages somebody answers in, and the roles they have.
import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ROLES, type Role } from '../../../permissions.ts'
import { languageName, roleHint, roleName } from '../words.ts'

export const LANGUAGES = ['ja', 'en', 'zh', 'vi', 'tl', 'id', 'my', 'pt', 'es']

interface ChoiceProps { readonly chosen: readonly string[]; onChange(chosen: readonly string[]): void }

/** What is chosen stays in the order it is offered in; what is not offered stays too. */
const turned = (offered: readonly string[], chosen: readonly string[], value: string, on: boolean) => [
  ...offered.filter((each) => (each === value ? on : chosen.includes(each))),
  ...chosen.filter((each) => !offered.includes(each)),
]

export function LanguageChoice({ chosen, onChange }: ChoiceProps) {
  const { t } = useTranslation()
  return (
    <fieldset className="choice" data-testid="languages">
      <legend>{t('staff.languages')}</legend>
      <p className="quiet">{t('staff.languagesHint')}</p>
      <div className="choice-row">
        {LANGUAGES.map((code) => (
          <Checkbox key={code} value={code} label={languageName(code)} checked={chosen.includes(code)} onChange={(event) => onChange(turned(LANGUAGES, chosen, code, event.currentTarget.checked))} />
        ))}
      </div>
    </fieldset>
  )
}

/** `without` is a role that is not given here. */
export function RoleChoice({ chosen, onChange, without }: ChoiceProps & { readonly without?: Role }) {
  const { t } = useTranslation()
  return (
    <fieldset className="choice" data-testid="role-choice">
      <legend>{t('staff.roles')}</legend>
      <div className="choice-list">
        {ROLES.filter((role) => role !== without).map((role) => (
          <Checkbox
            key={role} value={role} label={roleName(role)} description={roleHint(role)} checked={chosen.includes(role)}
            onChange={(event) => onChange(turned(ROLES, chosen, role, event.currentTarget.checked))}
          />
        ))}
      </div>
    </fieldset>
  )
}
