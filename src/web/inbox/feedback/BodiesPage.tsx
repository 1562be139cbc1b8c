// All bodies people wrote about, found by name.
import { useState } from 'react'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { foldName } from '../../../feedback/names.ts'
import type { BodyLine } from '../../../server/api/feedback.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { PAGES } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { BodyForm } from './BodyForm.tsx'
import { useBodies } from './feedbackQueries.ts'
import { bodyAddress, feedbackWord, kindChoices } from './feedbackWords.ts'

export function BodyFacts({ line: { entry, state, pieces, waiting, replies } }: { readonly line: BodyLine }) {
  const { t } = useTranslation()
  return (
    <span className="item-facts quiet">
      <span className={state === 'asked' ? 'tag tag-late' : 'tag'} data-testid="body-state">{feedbackWord('body.states', state)}</span>
      {replies > 0 && <span className="tag tag-late">{t('feedback.body.replies', { count: replies })}</span>}
      <span>{feedbackWord('kinds', entry.kind)}</span><span>{feedbackWord('countries', entry.country)}</span>
      <span>{t('feedback.body.pieces', { count: pieces })}</span>{waiting > 0 && <span>{t('feedback.body.ready', { count: waiting })}</span>}
    </span>
  )
}

export function BodiesPage({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const bodies = useBodies()
  const [name, setName] = useState('')
  const [kind, setKind] = useState('')
  const [adding, setAdding] = useState(false)
  const shown = ({ entry }: BodyLine) => (kind === '' || entry.kind === kind) && [entry.name, ...entry.otherNames].some((one) => foldName(one).includes(foldName(name)))
  const actions = (
    <div className="item-actions">
      <PlaceLink to={PAGES.feedback} className="page-link page-back">{t('feedback.toQueue')}</PlaceLink>
      {me.may.includes('feedback.moderate') && <Button leftSection={<Icon name="plus" />} onClick={() => setAdding(true)} data-testid="add-body">{t('feedback.body.add')}</Button>}
    </div>
  )
  return (
    <Page heading={t('feedback.bodies')} intro={t('feedback.body.intro')} actions={actions} testid="bodies-page">
      <Answered query={bodies}>
        {({ bodies: all }) => {
          const found = all.filter(shown)
          return all.length === 0 ? <p className="panel empty" data-testid="no-bodies">{t('feedback.body.empty')}</p> : (
            <>
              <form className="form-row" role="search" onSubmit={(event) => event.preventDefault()}>
                <TextInput type="search" label={t('feedback.body.search')} autoComplete="off" value={name} onChange={(event) => setName(event.currentTarget.value)} />
                <NativeSelect label={t('feedback.kindLabel')} value={kind} onChange={(event) => setKind(event.currentTarget.value)} data={[{ value: '', label: t('feedback.any') }, ...kindChoices()]} />
              </form>
              {found.length === 0 ? <p className="panel empty">{t('feedback.body.noneMatch')}</p> : (
                <ul className="panel items" data-testid="bodies">
                  {found.map((line) => <li key={line.id} className="item"><p className="item-text"><PlaceLink to={bodyAddress(line.id)} className="page-link">{line.entry.name}</PlaceLink><BodyFacts line={line} /></p></li>)}
                </ul>
              )}
            </>
          )
        }}
      </Answered>
      {adding && <BodyForm body={null} onClose={() => setAdding(false)} />}
    </Page>
  )
}
