// A flyer of a code: its language and form are chosen, it is shown as it will read, and opens as a PDF to print.
import { useState } from 'react'
import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LAYOUTS } from '../../../companies/flyers.ts'
import type { FlyerPreview, Layout } from '../../../server/api/companies.ts'
import { Answered } from '../staff/Answered.tsx'
import { LANGUAGES } from '../staff/Choices.tsx'
import { Dialog } from '../staff/Dialog.tsx'
import { QrCode } from '../staff/QrCode.tsx'
import { spokenName } from '../partners/partnerWords.ts'
import { usePreview } from './companyQueries.ts'
import { flyerAddress } from './companyRequests.ts'

function Said({ parts }: { readonly parts: FlyerPreview['title'] }) {
  return parts.map(({ text, ruby }, i) => (ruby === '' ? <span key={i}>{text}</span> : <ruby key={i}>{text}<rt>{ruby}</rt></ruby>))
}

function Shown({ flyer }: { readonly flyer: FlyerPreview }) {
  const { t } = useTranslation()
  return (
    <article className="flyer" lang={flyer.language} aria-label={t('company.preview')} data-testid="flyer-preview">
      <p className="flyer-name"><Said parts={flyer.name} /></p>
      {flyer.company && <p className="flyer-company"><Said parts={flyer.company} /></p>}
      <p className="flyer-title"><Said parts={flyer.title} /></p>
      <p><Said parts={flyer.what} /></p>
      <p className="flyer-secret"><Said parts={flyer.secret} /></p>
      <p className="flyer-scan"><Said parts={flyer.scan} /></p>
      <ul className="flyer-ways">
        {flyer.ways.map(({ name, how, shown, link }) => (
          <li key={link}><QrCode text={link} label={link} /><div><strong><Said parts={name} /></strong><p><Said parts={how} /></p><p className="quiet">{shown}</p></div></li>
        ))}
      </ul>
      {flyer.hours.map((parts, i) => <p key={i} className="flyer-hours"><Said parts={parts} /></p>)}
      <p className="flyer-code">{flyer.code}</p>
    </article>
  )
}

export function FlyerDialog({ company, code, onClose }: { readonly company: string; readonly code: string; onClose(): void }) {
  const { t } = useTranslation()
  const [language, setLanguage] = useState('ja')
  const [layout, setLayout] = useState<Layout>('a4')
  const [named, setNamed] = useState(false)
  const wish = { language, named: named && layout === 'a4' }
  const preview = usePreview(company, code, wish)
  return (
    <Dialog heading={t('company.flyerHeading', { code })} onClose={onClose} testid="flyer-dialog">
      <div className="form">
        <div className="form-pair">
          <NativeSelect label={t('company.language')} data-first value={language} onChange={(event) => setLanguage(event.currentTarget.value)} data={LANGUAGES.map((value) => ({ value, label: spokenName(value) }))} />
          <NativeSelect label={t('company.layout')} value={layout} onChange={(event) => setLayout(LAYOUTS.find((one) => one === event.currentTarget.value) ?? 'a4')} data={LAYOUTS.map((value) => ({ value, label: t(`company.layouts.${value}`) }))} />
        </div>
        {layout === 'a4' && <Checkbox label={t('company.named')} description={t('company.namedHint')} checked={named} onChange={(event) => setNamed(event.currentTarget.checked)} />}
        <Answered query={preview}>{(flyer) => <Shown flyer={flyer} />}</Answered>
        <div className="form-end"><Button component="a" href={flyerAddress(company, code, wish, layout)} target="_blank" rel="noopener" data-testid="flyer-pdf">{t('company.pdf')}</Button></div>
      </div>
    </Dialog>
  )
}
