// What waits on the mutual help board: danger first, then what was reported, then the oldest.
import { useState } from 'react'
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BoardLine, BoardShows } from '../../../server/api/board.ts'
import { Icon } from '../Icon.tsx'
import { Answered } from '../staff/Answered.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { dangerName, languageName } from '../words.ts'
import { useQueue } from './boardRequests.ts'
import { boardWord, itemAddress, memberAddress, moment } from './boardWords.ts'

const SHOWS: readonly BoardShows[] = ['todo', 'published', 'removed']

export function ItemFacts({ line: { type, kind, category, language, state, signs, danger, reports, at } }: { readonly line: BoardLine }) {
  const { t } = useTranslation()
  return (
    <span className="item-facts quiet">
      {danger !== null && <span className="tag tag-late"><Icon name="danger" size={14} /> {dangerName(danger)}</span>}
      {reports > 0 && <span className="tag tag-late">{t('board.reported', { n: reports })}</span>}
      <span className="tag">{boardWord('states', state)}</span>
      {signs.map((sign) => <span key={sign} className="tag">{boardWord('signs', sign)}</span>)}
      <span>{type === 'line' ? t('board.line') : `${boardWord('kinds', kind)} · ${boardWord('categories', category)}`}</span>
      <span>{languageName(language)}</span><span>{moment(at)}</span>
    </span>
  )
}

export function BoardPage() {
  const { t } = useTranslation()
  const [show, setShow] = useState<BoardShows>('todo')
  const queue = useQueue(show)
  return (
    <Page heading={t('nav.board')} intro={t('board.intro')} actions={<a className="page-link" href="/board" target="_blank" rel="noreferrer">{t('board.open')}</a>} testid="board-page">
      <form className="form-row" onSubmit={(event) => event.preventDefault()}>
        <NativeSelect label={t('board.show')} value={show} onChange={(event) => setShow(SHOWS.find((one) => one === event.currentTarget.value) ?? 'todo')} data={SHOWS.map((value) => ({ value, label: `${boardWord('shows', value)} (${queue.data?.counts[value] ?? 0})` }))} data-testid="board-show" />
      </form>
      <Answered query={queue}>
        {({ items, proposals }) => (
          <>
            {proposals.length > 0 && <Panel heading={t('board.proposals')} testid="proposals"><ul className="items">{proposals.map(({ id, nickname, by }) => <li key={id} className="item"><p className="item-text"><PlaceLink to={memberAddress(id)} className="page-link">{nickname}</PlaceLink><span className="quiet">{t('board.proposedBy', { name: by })}</span></p></li>)}</ul></Panel>}
            {items.length === 0 ? <p className="panel empty" data-testid="board-empty">{t('board.none')}</p> : <ul className="panel items" data-testid="board-items">{items.map((line) => <li key={line.id} className="item"><p className="item-text"><PlaceLink to={itemAddress(line.id)} className="page-link" testid="board-item">{line.title}</PlaceLink><ItemFacts line={line} /></p></li>)}</ul>}
          </>
        )}
      </Answered>
    </Page>
  )
}
