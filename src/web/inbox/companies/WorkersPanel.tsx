// How many workers the company declared, as of which day and by whom. Earlier declarations stay.
import { type FormEvent, useState } from 'react'
import { Button, NumberInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CompanyDetail, Workers } from '../../../server/api/companies.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Panel } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { exactly } from '../time.ts'
import { declareWorkers } from './companyRequests.ts'
import { workersWords } from './companyWords.ts'

export function WorkersPanel({ detail: { company, workers, today }, mayManage }: { readonly detail: CompanyDetail; readonly mayManage: boolean }) {
  const { t } = useTranslation()
  const [count, setCount] = useState<string | number>('')
  const [asOf, setAsOf] = useState(today)
  const [source, setSource] = useState('')
  const declaring = useChange({
    ask: (wanted: Workers) => declareWorkers(company.id, wanted), again: ['companies'],
    onDone: () => {
      setCount('')
      setSource('')
      show(t('company.declared'))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    declaring.mutate({ workers: Number(count), asOf, source: source.trim() })
  }
  return (
    <Panel heading={t('company.workers')} hint={t('company.workersHint')} testid="workers">
      {workers.length === 0 ? <p className="quiet">{t('company.noWorkers')}</p> : (
        <ul className="items">{workers.map((one, i) => <li key={i} className="item"><p className="item-text"><span>{workersWords(one)}</span><span className="quiet">{exactly(one.at)} {one.by}</span></p></li>)}</ul>
      )}
      {mayManage && (
        <form className="form-row" onSubmit={submit} data-testid="workers-form">
          <NumberInput label={t('company.count')} required withAsterisk={false} min={0} max={10_000_000} allowDecimal={false} hideControls value={count} onChange={setCount} />
          <TextInput type="date" label={t('company.asOf')} required withAsterisk={false} max={today} value={asOf} onChange={(event) => setAsOf(event.currentTarget.value)} />
          <TextInput label={t('company.source')} maxLength={200} autoComplete="off" value={source} onChange={(event) => setSource(event.currentTarget.value)} />
          <Button type="submit" variant="default" disabled={count === ''} loading={declaring.isPending}>{t('company.addWorkers')}</Button>
          <FormProblem error={declaring.error} />
        </form>
      )}
    </Panel>
  )
}
