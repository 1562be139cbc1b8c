// Everything the desk may know of one person, part by part: beside a conversation, or as a page of its own.
import { useTranslation } from 'react-i18next'
import type { PersonView } from '../../../server/api/people.ts'
import { FormProblem } from '../FormProblem.tsx'
import { refusalOf } from '../need.ts'
import { OwnDataPart } from '../privacy/OwnDataPart.tsx'
import { CasesPart, ConsentsPart } from './CasesPart.tsx'
import { ChannelsPart } from './ChannelsPart.tsx'
import { FactsPart } from './FactsPart.tsx'
import { NotesPart } from './NotesPart.tsx'
import { SaidCompany } from './SaidCompany.tsx'
import { SamePart } from './SamePart.tsx'
import { SheetsPart } from './SheetsPart.tsx'
import './person.css'

/** `conversation`: what is written belongs to whoever writes there, should it turn out that they are two. */
export function Profile({ view, conversation }: { readonly view: PersonView; readonly conversation: string | null }) {
  return (
    <div className="profile">
      <FactsPart view={view} conversation={conversation} />
      <SaidCompany view={view} conversation={conversation} />
      <ChannelsPart view={view} conversation={conversation} />
      <CasesPart view={view} />
      <SheetsPart view={view} />
      <ConsentsPart view={view} />
      <NotesPart view={view} conversation={conversation} />
      <SamePart view={view} />
      <OwnDataPart view={view} conversation={conversation} />
    </div>
  )
}

export function NoProfile({ error }: { readonly error: Error | null }) {
  const { t } = useTranslation()
  return refusalOf(error).status === 404 ? <p className="quiet" data-testid="no-person">{t('people.missing')}</p> : <FormProblem error={error} />
}
