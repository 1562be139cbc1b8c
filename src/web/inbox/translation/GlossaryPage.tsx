// The desk's terms in nine languages, and the translations that counsellors corrected.
import { useState } from 'react'
import { Button, Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import type { TermView } from '../../../server/api/translation.ts'
import { Icon } from '../Icon.tsx'
import { Page } from '../staff/Page.tsx'
import { Corrections } from './Corrections.tsx'
import { useGlossary } from './glossaryQueries.ts'
import { ImportTerms } from './ImportTerms.tsx'
import { EXPORT } from './requests.ts'
import { EMPTY_TERM, TermForm } from './TermForm.tsx'
import { Terms } from './Terms.tsx'
import './translation.css'

export function GlossaryPage({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const [tab, setTab] = useState<'terms' | 'corrections'>('terms')
  const [term, setTerm] = useState<TermView | null>(null)
  const [importing, setImporting] = useState(false)
  const glossary = useGlossary()
  const writes = me.may.includes('articles.write')
  return (
    <Page
      heading={t('glossary.heading')} intro={t('glossary.intro')} testid="glossary"
      actions={(
        <div className="item-actions">
          <Button component="a" href={EXPORT} variant="default" leftSection={<Icon name="save" />} data-testid="export-terms">{t('glossary.export')}</Button>
          {writes && <Button variant="default" onClick={() => setImporting(true)} data-testid="import-terms">{t('glossary.import')}</Button>}
          {writes && <Button leftSection={<Icon name="plus" />} onClick={() => setTerm(EMPTY_TERM)} data-testid="add-term">{t('glossary.add')}</Button>}
        </div>
      )}
    >
      <Tabs value={tab} onChange={(value) => setTab(value === 'corrections' ? 'corrections' : 'terms')} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="terms">{t('glossary.terms')}</Tabs.Tab>
          {me.may.includes('gaps.read') && <Tabs.Tab value="corrections" data-testid="corrections-tab">{t('glossary.corrections')}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="terms"><Terms query={glossary} onEdit={writes ? setTerm : null} /></Tabs.Panel>
        <Tabs.Panel value="corrections"><Corrections writes={writes} onTerm={setTerm} /></Tabs.Panel>
      </Tabs>
      {term !== null && glossary.data && <TermForm key={term.id} term={term} glossary={glossary.data} onClose={() => setTerm(null)} />}
      {importing && <ImportTerms onClose={() => setImporting(false)} />}
    </Page>
  )
}
