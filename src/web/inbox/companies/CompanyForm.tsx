// Adds a company, or changes one. What somebody else saved meanwhile is not written over, and what was typed stays.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { RELATIONS, TIERS } from '../../../companies/company.ts'
import { LOTS } from '../../../companies/lots.ts'
import { withAllBelow } from '../../../companies/tree.ts'
import type { Company, CompanyEntry } from '../../../server/api/companies.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Dialog } from '../staff/Dialog.tsx'
import { useChange } from '../staff/useChange.ts'
import { useCompanies } from './companyQueries.ts'
import { addCompany, changeCompany } from './companyRequests.ts'
import { companyWord, INDUSTRY_CHOICES, PREFECTURE_CHOICES } from './companyWords.ts'

const EMPTY: CompanyEntry = { name: '', otherNames: [], parent: null, relation: null, tier: null, contractFrom: null, contractTo: null, scope: '', lot: 'company', industry: null, prefecture: null }
const orNull = (text: string) => (text === '' ? null : text)

export function CompanyForm({ company, onClose }: { readonly company: Company | null; onClose(): void }) {
  const { t } = useTranslation()
  const all = useCompanies()
  const [entry, setEntry] = useState(company?.entry ?? EMPTY)
  const [others, setOthers] = useState(entry.otherNames.join('\n'))
  const set = (change: Partial<CompanyEntry>) => setEntry((before) => ({ ...before, ...change }))
  const saving = useChange<CompanyEntry, unknown>({
    ask: (wanted) => (company ? changeCompany(company.id, wanted, company.revision) : addCompany(wanted)), again: ['companies'],
    onDone: () => {
      show(t('company.saved'))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate({ ...entry, otherNames: others.split('\n').map((name) => name.trim()).filter((name) => name !== '') })
  }
  const listed = all.data?.companies ?? []
  const below = company ? withAllBelow(listed.map((one) => ({ id: one.id, parent: one.entry.parent })), company.id) : new Set<string>()
  const unset = { value: '', label: t('company.unset') }
  const day = (field: 'contractFrom' | 'contractTo', label: string) => <TextInput type="date" label={label} value={entry[field] ?? ''} min={field === 'contractTo' ? entry.contractFrom ?? undefined : undefined} onChange={(event) => set({ [field]: orNull(event.currentTarget.value) })} />
  return (
    <Dialog heading={t(company ? 'company.editHeading' : 'company.addHeading')} onClose={onClose} testid="company-dialog" stays>
      <form className="form" onSubmit={submit}>
        <TextInput label={t('company.name')} required withAsterisk={false} maxLength={200} autoComplete="off" data-first value={entry.name} onChange={(event) => set({ name: event.currentTarget.value })} />
        <Textarea label={t('company.otherNames')} description={t('company.otherNamesHint')} autosize minRows={2} maxRows={6} value={others} onChange={(event) => setOthers(event.currentTarget.value)} />
        <NativeSelect label={t('company.parent')} value={entry.parent ?? ''} onChange={(event) => set(event.currentTarget.value === '' ? { parent: null, relation: null } : { parent: event.currentTarget.value, relation: entry.relation ?? 'capital' })}
          data={[{ value: '', label: t('company.noParent') }, ...listed.filter(({ id }) => !below.has(id)).map(({ id, entry: { name } }) => ({ value: id, label: name }))]} />
        {entry.parent !== null && <NativeSelect label={t('company.relationLabel')} value={entry.relation ?? 'capital'} onChange={(event) => set({ relation: RELATIONS.find((one) => one === event.currentTarget.value) ?? 'capital' })} data={RELATIONS.map((value) => ({ value, label: companyWord('relation', value) }))} />}
        <div className="form-pair">
          <NativeSelect label={t('company.lotLabel')} value={entry.lot} onChange={(event) => set({ lot: LOTS.find((one) => one === event.currentTarget.value) ?? 'company' })} data={LOTS.map((value) => ({ value, label: companyWord('lot', value) }))} />
          <NativeSelect label={t('company.tierLabel')} value={String(entry.tier ?? '')} onChange={(event) => set({ tier: TIERS.find((one) => String(one) === event.currentTarget.value) ?? null })} data={[{ value: '', label: t('company.noTier') }, ...TIERS.map((tier) => ({ value: String(tier), label: companyWord('tier', String(tier)) }))]} />
        </div>
        <div className="form-pair">{day('contractFrom', t('company.contractFrom'))}{day('contractTo', t('company.contractTo'))}</div>
        <TextInput label={t('company.scope')} description={t('company.scopeHint')} maxLength={500} autoComplete="off" value={entry.scope} onChange={(event) => set({ scope: event.currentTarget.value })} />
        <div className="form-pair">
          <NativeSelect label={t('company.industry')} value={entry.industry ?? ''} onChange={(event) => set({ industry: orNull(event.currentTarget.value) })} data={[unset, ...INDUSTRY_CHOICES()]} />
          <NativeSelect label={t('company.prefecture')} value={String(entry.prefecture ?? '')} onChange={(event) => set({ prefecture: event.currentTarget.value === '' ? null : Number(event.currentTarget.value) })} data={[unset, ...PREFECTURE_CHOICES()]} />
        </div>
        <FormProblem error={saving.error} />
        <div className="form-end">
          <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
          <Button type="submit" loading={saving.isPending} data-testid="save-company">{t('case.save')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
