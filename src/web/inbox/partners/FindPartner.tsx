// Looks for somebody who can help: best first with the reasons, those who cannot be asked last with why. Then one of them is asked.
import { useState } from 'react'
import { Button, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { REQUEST_KINDS } from '../../../cases/requests.ts'
import { PREFECTURES } from '../../../partners/prefectures.ts'
import type { CaseDetail } from '../../../server/api/cases.ts'
import type { Partner, Ranked } from '../../../server/api/partners.ts'
import { Answered } from '../staff/Answered.tsx'
import { LANGUAGES } from '../staff/Choices.tsx'
import { Dialog } from '../staff/Dialog.tsx'
import { languageName } from '../words.ts'
import { AskPartner } from './AskPartner.tsx'
import { useFound } from './partnerQueries.ts'
import type { Search } from './partnerRequests.ts'
import { askWord, languageNames, partnerWord, prefectureName, prefectureNames } from './partnerWords.ts'

function Found({ ranked: { partner, reasons, hindrance }, onChoose }: { readonly ranked: Ranked; onChoose(partner: Partner): void }) {
  const { t } = useTranslation()
  const { entry } = partner
  return (
    <li className="item" data-found={hindrance ?? 'free'}>
      <p className="item-text">
        <span className="item-facts"><strong>{entry.name}</strong><span className="quiet">{partnerWord('kind', entry.kind)}</span></span>
        <span className="item-facts quiet"><span>{prefectureNames(entry.prefectures)}</span><span>{languageNames(entry.languages)}</span>{entry.feeNote !== '' && <span>{entry.feeNote}</span>}</span>
        <span className="reasons">
          {hindrance && <span className="reason" data-hindrance={hindrance}>{askWord('hindrance', hindrance)}</span>}
          {reasons.map((reason) => <span key={reason} className="reason" data-reason={reason}>{reason === 'speaksNot' && entry.kind === 'interpreter' ? languageNames(entry.languages) : askWord('why', reason)}</span>)}
        </span>
      </p>
      {hindrance === null && <Button size="compact-sm" variant="light" aria-label={t('ask.chooseNamed', { name: entry.name })} onClick={() => onChoose(partner)} data-testid="choose-partner">{t('ask.choose')}</Button>}
    </li>
  )
}

export function FindPartner({ detail, first, onClose }: { readonly detail: CaseDetail; readonly first: Search; onClose(): void }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState(first)
  const [chosen, setChosen] = useState<Partner | null>(null)
  const found = useFound(detail.case.id, search)
  const set = (change: Partial<Search>) => setSearch((before) => ({ ...before, ...change }))
  if (chosen) return <AskPartner detail={detail} partner={chosen} search={search} onBack={() => setChosen(null)} onClose={onClose} />
  return (
    <Dialog heading={t('ask.findHeading')} onClose={onClose} testid="find-dialog" stays>
      <div className="form-row">
        <NativeSelect label={t('ask.kindLabel')} data-first value={search.kind} onChange={(event) => set({ kind: REQUEST_KINDS.find((one) => one === event.currentTarget.value) ?? 'accompany' })} data={REQUEST_KINDS.map((value) => ({ value, label: askWord('kind', value) }))} />
        <NativeSelect label={t('ask.prefecture')} value={search.prefecture} onChange={(event) => set({ prefecture: event.currentTarget.value })} data={[...(search.prefecture === '' ? [{ value: '', label: '—' }] : []), ...PREFECTURES.map((value) => ({ value, label: prefectureName(value) }))]} />
        <NativeSelect label={t('ask.language')} value={search.language} onChange={(event) => set({ language: event.currentTarget.value })} data={[{ value: '', label: t('ask.anyLanguage') }, ...LANGUAGES.map((value) => ({ value, label: languageName(value) }))]} />
      </div>
      {search.prefecture !== '' && (
        <Answered query={found}>
          {({ found: ranked }) => {
            const [free, held] = [ranked.filter(({ hindrance }) => hindrance === null), ranked.filter(({ hindrance }) => hindrance !== null)]
            return (
              <div className="found-list" data-testid="found">
                {free.length === 0 && <p className="quiet">{t('ask.nobody')}</p>}
                <ul className="items">{free.map((one) => <Found key={one.partner.id} ranked={one} onChoose={setChosen} />)}</ul>
                {held.length > 0 && <h3 className="cannot">{t('ask.cannot')}</h3>}
                <ul className="items">{held.map((one) => <Found key={one.partner.id} ranked={one} onChoose={setChosen} />)}</ul>
              </div>
            )
          }}
        </Answered>
      )}
    </Dialog>
  )
}
