// To which company an account belongs: asked wherever the role company is given.
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCompanyChoices } from './staffQueries.ts'

interface CompanyOfProps { readonly chosen: string; onChange(company: string): void; readonly error: string | false | null }

export function CompanyOf({ chosen, onChange, error }: CompanyOfProps) {
  const { t } = useTranslation()
  const { data = [], isSuccess } = useCompanyChoices()
  return (
    <div className="hint form" data-testid="company-of">
      <p>{t(isSuccess && data.length === 0 ? 'companyAccount.noneYet' : 'companyAccount.hint')}</p>
      <NativeSelect
        label={t('companyAccount.which')} value={chosen} error={error} onChange={(event) => onChange(event.currentTarget.value)}
        data={[{ value: '', label: t('companyAccount.choose') }, ...data.map(({ id, name }) => ({ value: id, label: name }))]}
      />
    </div>
  )
}

/** What keeps these roles from being given, as a word of `error`; null where nothing does. */
export function companyProblem(roles: readonly string[], company: string): 'company_alone' | 'no_company' | null {
  if (!roles.includes('company')) return null
  if (roles.length > 1) return 'company_alone'
  return company === '' ? 'no_company' : null
}
