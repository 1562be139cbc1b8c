// Chooses a company by its name where the desk keeps a code: one of its codes stands for all of them.
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCompanyNames } from './companyQueries.ts'

interface CompanyChoiceProps { readonly label: string; readonly code: string; onChoose(code: string): void }

/** Nothing where there are no companies, or their names are not for this reader. */
export function CompanyChoice({ label, code, onChoose }: CompanyChoiceProps) {
  const { t } = useTranslation()
  const names = useCompanyNames()
  const offered = names.data?.companies.flatMap(({ name, code: own }) => (own === null ? [] : [{ value: own, label: name }])) ?? []
  if (offered.length === 0) return null
  const chosen = offered.find(({ value }) => value === code)?.value ?? ''
  return <NativeSelect label={label} value={chosen} onChange={(event) => onChoose(event.currentTarget.value)} data={[{ value: '', label: t('company.chooseNone') }, ...offered]} />
}
