// Invites somebody: who they are and what they may do; the answer is a link that is shown this once.
import { type FormEvent, useState } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InvitationMade } from '../../../server/api/staff.ts'
import { FormProblem } from '../FormProblem.tsx'
import { exactly } from '../time.ts'
import { LanguageChoice, RoleChoice } from './Choices.tsx'
import { CompanyOf, companyProblem } from './CompanyOf.tsx'
import { Copy } from './Copy.tsx'
import { Dialog } from './Dialog.tsx'
import { invite } from './requests.ts'
import { useChange } from './useChange.ts'

function TheLink({ made, onClose }: { readonly made: InvitationMade; onClose(): void }) {
  const { t } = useTranslation()
  return (
    <div className="form" data-testid="invitation-made">
      <p>{t('invite.made', { name: made.name })}</p>
      <Copy text={made.link} testid="invitation-link" />
      <p className="hint">{t('invite.once', { time: exactly(made.expiresAt) })}</p>
      <div className="form-end"><Button onClick={onClose}>{t('invite.done')}</Button></div>
    </div>
  )
}

export function Invite({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [roles, setRoles] = useState<readonly string[]>(['counsellor'])
  const [languages, setLanguages] = useState<readonly string[]>([])
  const [company, setCompany] = useState('')
  const [tried, setTried] = useState(false)
  const inviting = useChange({ ask: invite, again: ['invitations', 'approvals'] })
  const nameProblem = name.trim() === '' ? t('error.missing') : null
  const emailProblem = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(email.trim()) ? null : t('error.bad_email')
  const lacking = companyProblem(roles, company)
  const rolesProblem = roles.length === 0 ? t('error.no_roles') : lacking === null ? null : t(`error.${lacking}`)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (nameProblem ?? emailProblem ?? rolesProblem) return
    inviting.mutate({ name: name.trim(), email: email.trim(), roles, languages, company: company === '' ? null : company })
  }
  return (
    <Dialog heading={inviting.data ? t('invite.madeHeading') : t('invite.heading')} onClose={onClose} stays testid="invite-dialog">
      {inviting.data ? <TheLink made={inviting.data} onClose={onClose} /> : (
        <form className="form" onSubmit={submit} noValidate>
          <TextInput label={t('staff.name')} autoComplete="off" maxLength={80} value={name} onChange={(event) => setName(event.currentTarget.value)} error={tried && nameProblem} />
          <TextInput label={t('signIn.email')} type="email" autoComplete="off" maxLength={200} value={email} onChange={(event) => setEmail(event.currentTarget.value)} error={tried && emailProblem} />
          <RoleChoice chosen={roles} onChange={setRoles} without="administrator" />
          <p className="quiet">{t('invite.noAdministrator')}</p>
          <p className="hours-problem" role="alert">{tried && rolesProblem}</p>
          {roles.includes('company') ? <CompanyOf chosen={company} onChange={setCompany} error={tried && lacking === 'no_company' && t('error.no_company')} /> : <LanguageChoice chosen={languages} onChange={setLanguages} />}
          <FormProblem error={inviting.error} />
          <div className="form-end">
            <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
            <Button type="submit" loading={inviting.isPending} data-testid="invite-submit">{t('invite.submit')}</Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
