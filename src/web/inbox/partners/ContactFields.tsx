// The people one turns to at a partner.
import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PartnerContact } from '../../../partners/entry.ts'

const MOST = 10

export function ContactFields({ contacts, onChange }: { readonly contacts: readonly PartnerContact[]; onChange(contacts: readonly PartnerContact[]): void }) {
  const { t } = useTranslation()
  const set = (at: number, change: Partial<PartnerContact>) => onChange(contacts.map((one, i) => (i === at ? { ...one, ...change } : one)))
  return (
    <fieldset className="choice">
      <legend>{t('partner.contacts')}</legend>
      {contacts.map((contact, i) => (
        <div key={i} className="form-row">
          <TextInput label={t('partner.contactName')} maxLength={100} autoComplete="off" value={contact.name} onChange={(event) => set(i, { name: event.currentTarget.value })} />
          <TextInput label={t('partner.email')} type="email" maxLength={254} autoComplete="off" value={contact.email} onChange={(event) => set(i, { email: event.currentTarget.value.trim() })} />
          <TextInput label={t('partner.phone')} type="tel" maxLength={40} autoComplete="off" value={contact.phone} onChange={(event) => set(i, { phone: event.currentTarget.value })} />
        </div>
      ))}
      {contacts.length < MOST && <div><Button size="compact-sm" variant="default" onClick={() => onChange([...contacts, { name: '', email: '', phone: '' }])}>{t('partner.addContact')}</Button></div>}
    </fieldset>
  )
}
