// How soon the next person is called, then everybody, then everybody again.
import { type FormEvent, useState } from 'react'
import { Button, NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ChainView } from '../../../server/api/on-call.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Panel } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { changeChain } from './requests.ts'

const PARTS = ['next', 'everyone', 'again'] as const

export function ChainForm({ settings }: { readonly settings: ChainView }) {
  const { t } = useTranslation()
  const [chain, setChain] = useState(settings)
  const undoing = useChange({
    ask: changeChain, again: ['on-call'], told: true,
    onDone: (_value, before) => {
      setChain(before)
      show(t('staff.undone'))
    },
  })
  const saving = useChange({ ask: changeChain, again: ['on-call'], onDone: () => show(t('account.saved'), 'done', () => undoing.mutate(settings)) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate(chain)
  }
  return (
    <Panel heading={t('onCall.chain')} hint={t('onCall.chainHint')} testid="chain">
      <form className="form" onSubmit={submit}>
        <div className="form-row">
          {PARTS.map((part) => (
            <NumberInput key={part} label={t(`onCall.${part}`)} min={1} max={240} allowDecimal={false} suffix={` ${t('onCall.minutes')}`} value={chain[part]} onChange={(value) => setChain({ ...chain, [part]: Number(value) })} />
          ))}
          <Button type="submit" loading={saving.isPending} data-testid="save-chain">{t('staff.save')}</Button>
        </div>
        <FormProblem error={saving.error} />
      </form>
    </Panel>
  )
}
