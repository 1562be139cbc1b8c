// Writes a message to many: for whom, what it says in each language, where its buttons lead, and when it goes.
import { useDeferredValue, useState } from 'react'
import { Button, MultiSelect, Tabs, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LONGEST_TEXT, MOST_BUTTONS, type Text } from '../../../outreach/message.ts'
import type { OutreachPage } from '../../../server/api/outreach.ts'
import { FormProblem } from '../FormProblem.tsx'
import { show } from '../notices.ts'
import { Answered } from '../staff/Answered.tsx'
import { Panel } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { useUnsaved } from '../unsaved.ts'
import { languageName } from '../words.ts'
import { LANGUAGES } from './languages.ts'
import { MessagePreview } from './MessagePreview.tsx'
import { useChoices, useReach } from './outreachQueries.ts'
import { saveOutreach, translateText, type Written } from './outreachRequests.ts'
import { buttonName } from './outreachWords.ts'
import { ReachPanel } from './ReachPanel.tsx'
import { SegmentForm } from './SegmentForm.tsx'
import { fromWall, wallOf } from './wall.ts'

const isWritten = (value: unknown): value is Written => typeof value === 'object' && value !== null && 'segment' in value && 'message' in value && 'kind' in value

export function MessageEditor({ view, onSaved }: { readonly view: OutreachPage; onSaved(): void }) {
  const { t } = useTranslation()
  const choices = useChoices()
  const { title, kind, segment, message, startsAt, endsAt } = view
  const { base, value, change, take, dirty } = useUnsaved<Written>(`outreach.${view.id}`, { revision: view.revision, value: { title, kind, segment, message, startsAt, endsAt } }, isWritten)
  const [language, setLanguage] = useState<string>('ja')
  const reach = useReach(useDeferredValue(value.segment), value.kind)
  const saving = useChange({ ask: () => saveOutreach(view.id, base.revision, value), again: ['outreach'], onDone: ({ revision }) => { take({ revision, value }); show(t('outreach.saved')); onSaved() } })
  const write = (part: Partial<Written>) => change((before) => ({ ...before, ...part }))
  const writeText = (of: string, text: Text) => change((before) => ({ ...before, message: { ...before.message, texts: { ...before.message.texts, [of]: text } } }))
  const translating = useChange({ ask: (to: string) => translateText(view.id, 'ja', to, value.message.texts['ja']?.text ?? ''), again: [], told: true, onDone: ({ text }, to) => writeText(to, { text, source: 'machine' }) })
  const addresses = [...(choices.data?.questionnaires ?? []).map(({ key }) => `questionnaire:${key}`), ...(choices.data?.topics ?? []).map(({ topic }) => `answer:${topic}`), ...value.message.buttons]
  const needed = new Set(Object.keys(reach.data?.type === 'counted' ? reach.data.languages : {}).map((one) => one || 'en'))
  return (
    <>
      <Panel heading={t('outreach.segment')} hint={t('outreach.segmentHint')} testid="segment">
        <Answered query={choices}>{(given) => <SegmentForm segment={value.segment} choices={given} onChange={(part) => change((before) => ({ ...before, segment: { ...before.segment, ...part } }))} />}</Answered>
      </Panel>
      <Answered query={reach}>{(counts) => <ReachPanel reach={counts} busy={reach.isFetching} />}</Answered>
      <Panel heading={t('outreach.message')} hint={t('outreach.messageHint')} testid="message-editor">
        <div className="form">
          <TextInput label={t('outreach.title')} description={t('outreach.titleHint')} maxLength={120} value={value.title} onChange={({ currentTarget: { value: typed } }) => write({ title: typed })} data-testid="outreach-title" />
          <Tabs value={language} onChange={(to) => setLanguage(to ?? 'ja')} keepMounted={false}>
            <Tabs.List className="text-tabs">{LANGUAGES.map((one) => (
              <Tabs.Tab key={one} value={one} data-testid={`text-${one}`}>{languageName(one)}{needed.has(one) && (value.message.texts[one]?.text.trim() ?? '') === '' ? ' •' : ''}</Tabs.Tab>
            ))}</Tabs.List>
            {LANGUAGES.map((one) => {
              const text = value.message.texts[one] ?? { text: '', source: 'written' as const }
              return (
                <Tabs.Panel key={one} value={one} className="text-panel">
                  <Textarea label={t('outreach.text', { language: languageName(one) })} description={t('outreach.textHint')} lang={one} autosize minRows={5} maxRows={18} maxLength={LONGEST_TEXT} value={text.text} onChange={({ currentTarget: { value: typed } }) => writeText(one, { text: typed, source: 'written' })} data-testid="outreach-text" />
                  <div className="text-foot">
                    {text.source === 'machine' && <><span className="tag tag-late">{t('outreach.machine')}</span><Button size="compact-sm" variant="default" onClick={() => writeText(one, { ...text, source: 'written' })}>{t('outreach.looked')}</Button></>}
                    {one !== 'ja' && choices.data?.translates === true && <Button size="compact-sm" variant="default" loading={translating.isPending} disabled={(value.message.texts['ja']?.text ?? '') === ''} onClick={() => translating.mutate(one)}>{t('outreach.translate')}</Button>}
                  </div>
                </Tabs.Panel>
              )
            })}
          </Tabs>
          <MultiSelect label={t('outreach.buttons')} description={t('outreach.buttonsHint')} maxValues={MOST_BUTTONS} searchable hidePickedOptions value={[...value.message.buttons]} data={[...new Set(addresses)].map((address) => ({ value: address, label: buttonName(address, choices.data) }))} onChange={(buttons) => write({ message: { ...value.message, buttons } })} nothingFoundMessage={t('outreach.nothingFound')} />
          <div className="form-row">
            <TextInput type="datetime-local" label={t('outreach.starts')} description={t('outreach.startsHint')} value={wallOf(value.startsAt)} onChange={(event) => write({ startsAt: fromWall(event.currentTarget.value) })} />
            <TextInput type="datetime-local" label={t('outreach.ends')} description={t('outreach.endsHint')} value={wallOf(value.endsAt)} onChange={(event) => write({ endsAt: fromWall(event.currentTarget.value) })} />
          </div>
          <FormProblem error={saving.error} />
          <div className="form-end"><Button disabled={!dirty} loading={saving.isPending} onClick={() => saving.mutate(undefined)} data-testid="save-outreach">{t('outreach.save')}</Button></div>
        </div>
      </Panel>
      <MessagePreview id={view.id} message={useDeferredValue(value.message)} language={language} />
    </>
  )
}
