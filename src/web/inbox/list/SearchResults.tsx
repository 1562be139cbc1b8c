// What was found: people by their name here, and lines with what stands around them. A click goes to the line.
import type { MouseEvent } from 'react'
import { Button, Loader } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ExcerptView, FoundLineView, SearchPlace, SearchView } from '../../../server/api/list.ts'
import { FormProblem } from '../FormProblem.tsx'
import { Icon, isIcon } from '../Icon.tsx'
import { need } from '../need.ts'
import { besideList, go } from '../place.ts'
import { exactly } from '../time.ts'
import { channelName, languageName } from '../words.ts'
import { search } from './requests.ts'
import type { Wanted } from './SearchBox.tsx'

const follow = (event: MouseEvent, address: string) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
  event.preventDefault()
  go(address)
}

function Excerpt({ excerpt: { language, pieces }, className }: { readonly excerpt: ExcerptView; readonly className: string }) {
  return (
    <span className={className} lang={language ?? undefined}>
      {pieces.map((piece, index) => (piece.found ? <mark key={index}>{piece.text}</mark> : piece.text))}
    </span>
  )
}

function Line({ line }: { readonly line: FoundLineView }) {
  const { t } = useTranslation()
  const { conversation, pseudonym, channel, seq, author, authorName, at, found, other, before, after } = line
  const address = besideList(conversation, seq)
  return (
    <li>
      <a className="row found" href={address} onClick={(event) => follow(event, address)} data-found={`${conversation} ${seq}`}>
        <span className="row-head">
          <strong className="row-name">{pseudonym}</strong>
          <time className="row-time" dateTime={at}>{exactly(at)}</time>
        </span>
        {before && <Excerpt className="found-beside" excerpt={before} />}
        <span className="found-line">
          <span className="row-by">{t('list.lineBy', { author: author === 'counsellor' && authorName !== null ? authorName : t(`author.${author}`), text: '' })}</span>
          <Excerpt className="found-text" excerpt={found} />
          {other && <Excerpt className="found-other" excerpt={other} />}
        </span>
        {after && <Excerpt className="found-beside" excerpt={after} />}
        <span className="row-facts">
          <span className="row-fact"><Icon name={isIcon(channel) ? channel : 'channel'} size={14} />{channelName(channel)}</span>
          <span className="row-fact">{t('message.number', { number: seq })}</span>
        </span>
      </a>
    </li>
  )
}

function Person({ person: { conversation, pseudonym, channel, language, lastAt } }: { readonly person: SearchView['people'][number] }) {
  const { t } = useTranslation()
  const address = besideList(conversation)
  return (
    <li>
      <a className="row found" href={address} onClick={(event) => follow(event, address)} data-found={conversation}>
        <span className="row-head"><strong className="row-name"><mark>{pseudonym}</mark></strong><time className="row-time" dateTime={lastAt}>{exactly(lastAt)}</time></span>
        <span className="row-facts">
          <span className="row-fact"><Icon name={isIcon(channel) ? channel : 'channel'} size={14} />{channelName(channel)}</span>
          <span className="row-fact">{language === null ? t('list.noLanguage') : languageName(language)}</span>
        </span>
      </a>
    </li>
  )
}

const BEGIN: SearchPlace | null = null

export function SearchResults({ wanted, onClose }: { readonly wanted: Wanted; onClose(): void }) {
  const { t } = useTranslation()
  const found = useInfiniteQuery({
    queryKey: ['search', wanted.text, wanted.days],
    queryFn: ({ pageParam }) => need(search({ ...wanted, ...(pageParam && { after: pageParam }) })),
    initialPageParam: BEGIN,
    getNextPageParam: ({ next }) => next,
    gcTime: 0,
    staleTime: Infinity,
  })
  const pages = found.data?.pages ?? []
  const [lines, people] = [pages.flatMap((page) => page.lines), pages.flatMap((page) => page.people)]
  const none = found.isSuccess && lines.length + people.length === 0
  return (
    <section className="results" aria-label={t('search.results')} data-testid="results">
      <p className="results-head" role="status">
        <span>{found.isPending ? t('search.looking') : none && !found.hasNextPage ? t('search.none') : t('search.count', { count: lines.length + people.length })}</span>
        <Button size="compact-sm" variant="subtle" onClick={onClose} data-testid="search-close">{t('search.close')}</Button>
      </p>
      <FormProblem error={found.error} />
      {found.isPending && <Loader className="list-loading" aria-label={t('desk.loading')} role="img" />}
      {none && <p className="quiet results-hint">{t('search.hint')}</p>}
      <ul className="rows">
        {people.map((person) => <Person key={person.conversation} person={person} />)}
        {lines.map((line) => <Line key={line.id} line={line} />)}
      </ul>
      {found.hasNextPage && <Button className="results-more" variant="light" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('search.more')}</Button>}
    </section>
  )
}
