// What somebody may do. The administrator's role is asked for, and a second person agrees or does not.
import { type FormEvent, useState } from 'react'
import { Button, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MeView, StaffView } from '../../../server/api/staff.ts'
import { FormProblem } from '../FormProblem.tsx'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { RoleChoice } from './Choices.tsx'
import { Panel } from './Page.tsx'
import { CompanyOf, companyProblem } from './CompanyOf.tsx'
import { changeStaff } from './requests.ts'
import { useApprovalsSeldom } from './staffQueries.ts'
import { useChange } from './useChange.ts'

interface Wanted { readonly roles: readonly string[]; readonly company?: string | null; readonly reason?: string }

export function PersonRoles({ person, me }: { readonly person: StaffView; readonly me: MeView }) {
  const { t } = useTranslation()
  const [roles, setRoles] = useState(person.roles)
  const [company, setCompany] = useState(person.company?.id ?? '')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [asked, setAsked] = useState(false)
  const approvals = useApprovalsSeldom(me.may.includes('approvals.decide'))
  const waits = asked || (approvals.data ?? []).some(({ action, subject, decision }) => action === 'grantAdministrator' && decision === null && subject === person.name)
  const promotes = roles.includes('administrator') && !person.roles.includes('administrator')
  const lacking = companyProblem(roles, company)
  const missing = promotes && reason.trim() === '' ? t('error.missing') : null
  const again = ['staff', 'approvals', 'me']
  const undoing = useChange({
    ask: (before: readonly string[]) => changeStaff(person.id, { roles: before, ...(person.company && { company: person.company.id }) }), again, told: true,
    onDone: (_value, before) => {
      setRoles(before)
      show(t('staff.undone'))
    },
  })
  const saving = useChange({
    ask: (wanted: Wanted) => changeStaff(person.id, wanted), again,
    onDone: ({ waits: askedFor }) => {
      const before = person.roles
      setAsked(askedFor)
      setReason('')
      setTried(false)
      if (askedFor) setRoles(roles.filter((role) => role !== 'administrator'))
      show(t(askedFor ? 'staff.rolesAsked' : 'staff.rolesSaved', { name: person.name }), 'done', askedFor ? undefined : () => undoing.mutate(before))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing === null && lacking === null && roles.length > 0) saving.mutate({ roles, ...(roles.includes('company') && { company }), ...(promotes && { reason: reason.trim() }) })
  }
  return (
    <Panel heading={t('staff.rolesOf')} testid="person-roles">
      {waits && <p className="state" data-on="false" data-testid="waits-for-agreement"><Icon name="clock" />{t('staff.waits')}</p>}
      <form className="form" onSubmit={submit} noValidate>
        <RoleChoice chosen={roles} onChange={setRoles} />
        {roles.includes('company') && <CompanyOf chosen={company} onChange={setCompany} error={tried && lacking === 'no_company' && t('error.no_company')} />}
        {promotes && (
          <div className="hint form" data-testid="second-person">
            <p>{t('staff.needsSecond')}</p>
            <Textarea label={t('approval.reason')} rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={tried && missing} data-testid="reason" />
          </div>
        )}
        <p className="hours-problem" role="alert">{roles.length === 0 ? t('error.no_roles') : tried && lacking === 'company_alone' && t('error.company_alone')}</p>
        <FormProblem error={saving.error} />
        <div className="form-end"><Button type="submit" loading={saving.isPending} data-testid="save-roles">{promotes ? t('staff.askForRoles') : t('staff.save')}</Button></div>
      </form>
    </Panel>
  )
}
