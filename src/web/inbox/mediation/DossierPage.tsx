// A dossier as a page to print: both languages, black on white, whatever colours the desk has.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PrintedDossier } from '../../../server/api/mediation.ts'
import { mediaAddress } from '../api.ts'
import { Icon } from '../Icon.tsx'
import { mediationAddress } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { usePrinted } from './mediationQueries.ts'
import { pdfAddress } from './mediationRequests.ts'
import { named } from './mediationWords.ts'

type Printed = PrintedDossier['printed']
type Pair = Printed['title']

function Both({ pair, language, as: Tag, lead = '' }: { readonly pair: Pair; readonly language: string; readonly as: 'h3' | 'h4' | 'p'; readonly lead?: string }) {
  const dated = lead === '' ? null : <time>{lead} </time>
  const Other = pair.ja === '' || Tag === 'p' ? Tag : 'p'
  return (
    <div className="both" data-two={pair.ja !== '' && pair.other !== null}>
      {pair.ja !== '' && <Tag lang="ja">{dated}{pair.ja}</Tag>}
      {pair.other !== null && <Other className={Tag === 'p' ? undefined : 'both-title'} lang={language}>{dated}{pair.other}</Other>}
    </div>
  )
}

/** Of a pair what is shown there: as in the PDF, both, or one language after the other. */
type Shown = (pair: Pair) => Pair

function Sections({ printed: { sections, language }, shown }: { readonly printed: Printed; readonly shown: Shown }) {
  return sections.map(({ heading, passages }) => (
    <section key={heading.ja}>
      <Both as="h4" pair={shown(heading)} language={language} />
      {passages.map(({ lead, pair, note, picture }, i) => (
        <div key={i} className="paper-passage">
          <Both as="p" pair={shown(pair)} lead={lead} language={language} />
          {note && <div className="paper-note"><Both as="p" pair={shown(note)} language={language} /></div>}
          {picture !== null && <a className="page-link paper-picture" href={mediaAddress(picture)} target="_blank" rel="noreferrer"><Icon name="file" /> {named('kinds', 'file')}</a>}
        </div>
      ))}
    </section>
  ))
}

function Sheet({ printed }: { readonly printed: Printed }) {
  const { title, confidential, draft, facts, language, layout } = printed
  return (
    <article className="paper" data-layout={layout} data-testid="sheet">
      <Both as="h3" pair={title} language={language} />
      <Both as="p" pair={confidential} language={language} />
      {draft && <Both as="p" pair={draft} language={language} />}
      {facts.map((fact) => <Both key={fact.ja} as="p" pair={fact} language={language} />)}
      {layout === 'side' || language === 'ja' ? <Sections printed={printed} shown={(pair) => pair} /> : (
        <>
          <Sections printed={printed} shown={({ ja }) => ({ ja, other: null })} />
          <div className="paper-second"><Sections printed={printed} shown={(pair) => ({ ja: '', other: pair.other ?? pair.ja })} /></div>
        </>
      )}
    </article>
  )
}

export function DossierPage({ id, number }: { readonly id: string; readonly number: number }) {
  const { t } = useTranslation()
  const page = usePrinted(id, number)
  const actions = (
    <>
      <PlaceLink to={mediationAddress(id)} className="page-link page-back">{t('mediation.page')}</PlaceLink>
      <span className="item-actions">
        <Button component="a" variant="default" href={pdfAddress(id, number)} target="_blank" rel="noreferrer">{t('mediation.pdf')}</Button>
        <Button leftSection={<Icon name="print" />} onClick={() => window.print()}>{t('mediation.print')}</Button>
      </span>
    </>
  )
  return (
    <Page heading={t('mediation.printPage')} actions={actions} testid="dossier-page">
      <Answered query={page}>{({ printed }) => <Sheet printed={printed} />}</Answered>
    </Page>
  )
}
