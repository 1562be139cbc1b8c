// The message as each channel shows it, in one language.
import { useState } from 'react'
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../outreach/message.ts'
import { Answered } from '../staff/Answered.tsx'
import { Panel } from '../staff/Page.tsx'
import { channelName, languageName } from '../words.ts'
import { LANGUAGES } from './languages.ts'
import { usePreview } from './outreachQueries.ts'

export function MessagePreview({ id, message, language: given }: { readonly id: string; readonly message: Message; readonly language?: string }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState('ja')
  const language = given ?? chosen
  const preview = usePreview(id, message, language)
  return (
    <Panel heading={t('outreach.preview')} hint={t('outreach.previewHint')} testid="outreach-preview">
      {given === undefined && (
        <NativeSelect className="preview-language" aria-label={t('outreach.language')} value={language} data={LANGUAGES.map((value) => ({ value, label: languageName(value) }))} onChange={(event) => setChosen(event.currentTarget.value)} />
      )}
      <Answered query={preview}>
        {({ channels }) => (channels.length === 0 ? <p className="quiet">{t('outreach.noText')}</p> : (
          <div className="previews">
            {channels.map(({ channel, parts, buttons }) => (
              <section key={channel} className="preview" aria-label={channelName(channel)}>
                <h4>{channelName(channel)}<span className="quiet">{t('outreach.parts', { count: parts.length })}</span></h4>
                {parts.map((part, i) => <p key={i} className="preview-bubble" lang={language}>{part}</p>)}
                {buttons.length > 0 && <ul className="preview-buttons" lang={language}>{buttons.map((label) => <li key={label}>{label}</li>)}</ul>}
              </section>
            ))}
          </div>
        ))}
      </Answered>
    </Panel>
  )
}
