// The committee's packs and the figures of the public page: what was released, what is on its way, and beginning the next.
import { type FormEvent, useState } from 'react'
import { Button, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CommitteeView, ReleaseLineView } from '../../../server/api/committee.ts'
import { quarterLabel } from '../../../reports/lay-out-figures.ts'
import { FormProblem } from '../FormProblem.tsx'
import { go, openedAddress } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useChange } from '../staff/useChange.ts'
import { deskLanguage } from '../words.ts'
import { beginPack, useCommittee } from './committeeRequests.ts'
import './committee.css'

const KINDS = ['committee', 'public'] as const

export function CommitteePage() {
  const { t } = useTranslation()
  const committee = useCommittee()
  return (
    <Page heading={t('nav.committee')} intro={t('committee.intro')} testid="committee">
      <Answered query={committee}>{(view) => (
        <>
          {view.quarters.length > 0 && <Begin view={view} />}
          <Releases heading={t('committee.packs')} rows={view.packs} testid="packs" />
          <Releases heading={t('committee.publics')} rows={view.publics} testid="publics" />
          <p><a href={`/figures?lang=${deskLanguage()}`} target="_blank" rel="noreferrer">{t('committee.publicPage')}</a></p>
        </>
      )}</Answered>
    </Page>
  )
}

function Begin({ view: { quarters } }: { readonly view: CommitteeView }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<string>(KINDS[0])
  const [from, setFrom] = useState(quarters[0]?.from ?? '')
  const beginning = useChange({ ask: () => beginPack(kind, from), again: ['committee'], onDone: ({ id }) => go(openedAddress('committee', id)) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    beginning.mutate(undefined)
  }
  return (
    <form className="begin-pack" onSubmit={submit}>
      <NativeSelect label={t('committee.beginWhat')} value={kind} data={KINDS.map((value) => ({ value, label: t(`committee.kind.${value}`) }))} onChange={(event) => setKind(event.currentTarget.value)} data-testid="begin-kind" />
      <NativeSelect label={t('committee.quarterLabel')} value={from} data={quarters.map((span) => ({ value: span.from, label: quarterLabel(span.from, { language: deskLanguage() }) }))} onChange={(event) => setFrom(event.currentTarget.value)} data-testid="begin-quarter" />
      <Button type="submit" loading={beginning.isPending} data-testid="begin-pack">{t('committee.begin')}</Button>
      <FormProblem error={beginning.error} />
    </form>
  )
}

function Releases({ heading, rows, testid }: { readonly heading: string; readonly rows: readonly ReleaseLineView[]; readonly testid: string }) {
  const { t } = useTranslation()
  return (
    <Panel heading={heading} testid={testid}>
      {rows.length === 0 ? <p className="quiet">{t('committee.noPacks')}</p> : (
        <ul className="pack-rows">
          {rows.map(({ id, span, number, state }) => (
            <li key={id}>
              <PlaceLink to={openedAddress('committee', id)} className="page-link">{quarterLabel(span.from, { language: deskLanguage() })}</PlaceLink>
              <span className="quiet">{[t(`committee.state.${state}`), ...(number === null ? [] : [t('committee.version', { number })])].join(' · ')}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
