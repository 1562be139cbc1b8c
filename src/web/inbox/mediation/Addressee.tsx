// For whom a dossier is.
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PARTIES, type Party } from '../../../cases/consent.ts'
import { choicesOf } from '../cases/caseWords.ts'

export function Addressee({ party, onChange }: { readonly party: Party; onChange(party: Party): void }) {
  const { t } = useTranslation()
  return (
    <div className="form-row">
      <NativeSelect label={t('case.party')} value={party.type} data={choicesOf('parties')} onChange={(event) => onChange({ ...party, type: PARTIES.find((one) => one === event.currentTarget.value) ?? 'lawyer' })} />
      <TextInput label={t('case.partyName')} value={party.name} maxLength={300} autoComplete="off" onChange={(event) => onChange({ ...party, name: event.currentTarget.value })} />
      <Checkbox label={t('case.publicEmployee')} checked={party.publicEmployee} onChange={(event) => onChange({ ...party, publicEmployee: event.currentTarget.checked })} />
    </div>
  )
}
