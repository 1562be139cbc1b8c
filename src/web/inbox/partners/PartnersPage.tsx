// The directory: who can help, what expires, and the ways to add them.
import { useState } from 'react'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import type { Partner } from '../../../server/api/partners.ts'
import { termOf } from '../../../partners/entry.ts'
import { PREFECTURES } from '../../../partners/prefectures.ts'
import { Icon } from '../Icon.tsx'
import { Answered } from '../staff/Answered.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { LANGUAGES } from '../staff/Choices.tsx'
import { ImportPartners } from './ImportPartners.tsx'
import { PartnerForm } from './PartnerForm.tsx'
import { PartnerRow } from './PartnerRow.tsx'
import { EXPORT } from './partnerRequests.ts'
import { partnerChoices, prefectureName, spokenName } from './partnerWords.ts'
import { usePartners } from './partnerQueries.ts'

const NO_FILTER = { text: '', kind: '', prefecture: '', language: '' }
const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s/g, '')

export const isEnding = ({ entry }: Partner, today: string) => !entry.paused && [entry.agreementUntil, entry.trainingUntil].some((until) => ['soon', 'expired'].includes(termOf(until, today)))

export function PartnersPage({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const partners = usePartners()
  const [filter, setFilter] = useState(NO_FILTER)
  const [open, setOpen] = useState<'add' | 'import' | null>(null)
  const set = (change: Partial<typeof NO_FILTER>) => setFilter((before) => ({ ...before, ...change }))
  const shown = ({ entry }: Partner) => fold(entry.name).includes(fold(filter.text)) && (filter.kind === '' || entry.kind === filter.kind)
    && (filter.prefecture === '' || entry.prefectures.some((one) => one === filter.prefecture)) && (filter.language === '' || entry.languages.some((one) => one === filter.language))
  const any = { value: '', label: t('partner.all') }
  const actions = me.may.includes('partners.manage') && (
    <div className="item-actions">
      <Button component="a" href={EXPORT} variant="default" data-testid="export-partners">{t('partner.export')}</Button>
      <Button variant="default" onClick={() => setOpen('import')} data-testid="import-partners">{t('partner.import')}</Button>
      <Button leftSection={<Icon name="plus" />} onClick={() => setOpen('add')} data-testid="add-partner">{t('partner.add')}</Button>
    </div>
  )
  return (
    <Page heading={t('partner.page')} intro={t('partner.intro')} actions={actions} testid="partners-page">
      <Answered query={partners}>
        {({ partners: all, today }) => {
          const ending = all.filter((one) => isEnding(one, today))
          const found = all.filter(shown)
          return all.length === 0 ? <p className="panel empty" data-testid="no-partners">{t('partner.empty')}</p> : (
            <>
              {ending.length > 0 && (
                <Panel heading={t('partner.soonHeading')} hint={t('partner.soonHint')} testid="ending"><ul className="items">{ending.map((one) => <PartnerRow key={one.id} partner={one} today={today} brief />)}</ul></Panel>
              )}
              <form className="form-row" role="search" onSubmit={(event) => event.preventDefault()}>
                <TextInput label={t('partner.search')} type="search" autoComplete="off" value={filter.text} onChange={(event) => set({ text: event.currentTarget.value })} />
                <NativeSelect label={t('partner.kindLabel')} value={filter.kind} onChange={(event) => set({ kind: event.currentTarget.value })} data={[any, ...partnerChoices('kind')]} />
                <NativeSelect label={t('partner.prefectures')} value={filter.prefecture} onChange={(event) => set({ prefecture: event.currentTarget.value })} data={[any, ...PREFECTURES.map((value) => ({ value, label: prefectureName(value) }))]} />
                <NativeSelect label={t('partner.languages')} value={filter.language} onChange={(event) => set({ language: event.currentTarget.value })} data={[any, ...LANGUAGES.map((value) => ({ value, label: spokenName(value) }))]} />
              </form>
              {found.length === 0 ? <p className="panel empty">{t('partner.noneMatch')}</p> : <ul className="panel items" data-testid="partners">{found.map((one) => <PartnerRow key={one.id} partner={one} today={today} />)}</ul>}
            </>
          )
        }}
      </Answered>
      {open === 'add' && <PartnerForm partner={null} onClose={() => setOpen(null)} />}
      {open === 'import' && <ImportPartners onClose={() => setOpen(null)} />}
    </Page>
  )
}
