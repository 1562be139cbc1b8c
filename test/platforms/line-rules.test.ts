// The limits of LINE's message objects, tried through LINE's own client: what breaks one is refused with its path.
// With LINE_OPENAPI_DIR (a folder with LINE's published messaging-api.yml and webhook.yml) those are asked as well.
import { HTTPFetchError, messagingApi } from '@line/bot-sdk'
import { afterAll, expect, test } from 'vitest'
import { loadLineOpenApi } from './line-openapi.ts'
import { lineGroup, lineUser, startLine } from './line.ts'

const openapiDir = process.env.LINE_OPENAPI_DIR
if (openapiDir === undefined) console.log("LINE_OPENAPI_DIR is not set: LINE's published schema is not asked, our own rules are")

const line = await startLine({ openapiDir })
const client = new messagingApi.MessagingApiClient({ channelAccessToken: line.token, baseURL: line.url })
afterAll(() => line.close())

const mai = lineUser('mai')
/** Keeps what the client's own types would not let us write. */
const message = <Written extends messagingApi.Message>(written: Written): messagingApi.Message => written
const text = (written: string) => message({ type: 'text', text: written })
const item = (action: messagingApi.Action) => ({ type: 'action', action })
const choices = (...actions: messagingApi.Action[]) => message({ type: 'text', text: 'Which?', quickReply: { items: actions.map(item) } })
const choice = (changes: object) => choices({ type: 'postback', label: 'Yes', data: 'yes', displayText: 'Yes', ...changes })
const buttons = (changes: object) => message({
  type: 'template',
  altText: 'Menu',
  template: { type: 'buttons', text: 'Menu', actions: [{ type: 'message', label: 'One', text: 'One' }], ...changes },
})
const bubble = { type: 'bubble' as const, body: { type: 'box' as const, layout: 'vertical' as const, contents: [] } }
const yes = { type: 'postback' as const, label: 'Yes', data: 'yes' }
const picture = { originalContentUrl: 'https://example.org/a.png', previewImageUrl: 'https://example.org/b.png' }

const first = 'messages[0].quickReply.items[0].action'
const columns = [{ text: 'a', actions: [yes] }, { text: 'b', actions: [yes, yes] }]
const manyBubbles = { type: 'carousel' as const, contents: Array.from({ length: 13 }, () => bubble) }
const heavyBubble = { ...bubble, action: { type: 'message' as const, text: 'a'.repeat(31_000) } }
const everybody = { who: { type: 'mention' as const, mentionee: { type: 'all' as const } } }

const refused: [string, messagingApi.Message[], string][] = [
  ['no message at all', [], 'messages'],
  ['six messages', Array.from({ length: 6 }, () => text('hi')), 'messages'],
  ['an empty text', [text('ok'), text('')], 'messages[1].text'],
  ['5,001 UTF-16 units, though fewer characters', [text('🍎'.repeat(2500) + 'a')], 'messages[0].text'],
  ['half a character', [text('🍎'.slice(0, 1))], 'messages[0].text'],
  ['an unknown property', [message({ type: 'text', text: 'hi', colour: 'red' })], 'messages[0].colour'],
  ['an emoji that points at no $', [
    message({ type: 'text', text: 'a$', emojis: [{ index: 0, productId: '1', emojiId: '1' }] }),
  ], 'messages[0].emojis[0].index'],
  ['14 quick replies', [choices(...Array.from({ length: 14 }, () => yes))], 'messages[0].quickReply.items'],
  ['no quick reply', [choices()], 'messages[0].quickReply.items'],
  ['a label of 21 graphemes', [choice({ label: 'မြ'.repeat(21) })], `${first}.label`],
  ['no label', [choice({ label: undefined })], `${first}.label`],
  ['empty postback data', [choice({ data: '' })], `${first}.data`],
  ['postback data of 301', [choice({ data: 'a'.repeat(301) })], `${first}.data`],
  ['a displayText of 301', [choice({ displayText: 'a'.repeat(301) })], `${first}.displayText`],
  ['an unknown property of an action', [choice({ value: 'yes' })], `${first}.value`],
  ['a rich-menu switch outside a rich menu', [choices({ type: 'richmenuswitch', label: 'a' })], `${first}.type`],
  ['a link that no phone opens', [choices({ type: 'uri', label: 'a', uri: 'ftp://example.org' })], `${first}.uri`],
  ['a date where a time belongs', [
    choices({ type: 'datetimepicker', label: 'a', data: 'a', mode: 'time', min: '2026-01-01' }),
  ], `${first}.min`],
  ['a picture by http', [message({ type: 'image', ...picture, previewImageUrl: 'http://example.org/b.png' })], 'messages[0].previewImageUrl'],
  ['a sender with a long name', [message({ type: 'text', text: 'hi', sender: { name: 'n'.repeat(21) } })], 'messages[0].sender.name'],
  ['an alternative text of 1,501', [message({ type: 'flex', altText: 'a'.repeat(1501), contents: bubble })], 'messages[0].altText'],
  ['13 bubbles', [message({ type: 'flex', altText: 'a', contents: manyBubbles })], 'messages[0].contents.contents'],
  ['a bubble of more than 30 KB', [message({ type: 'flex', altText: 'a', contents: heavyBubble })], 'messages[0].contents'],
  ['five buttons', [buttons({ actions: Array.from({ length: 5 }, () => yes) })], 'messages[0].template.actions'],
  ['a template text of 161', [buttons({ text: 'a'.repeat(161) })], 'messages[0].template.text'],
  ['a template text of 61 under a title', [buttons({ text: 'a'.repeat(61), title: 'Title' })], 'messages[0].template.text'],
  ['one button to confirm', [
    message({ type: 'template', altText: 'a', template: { type: 'confirm', text: 'Sure?', actions: [yes] } }),
  ], 'messages[0].template.actions'],
  ['columns of different height', [
    message({ type: 'template', altText: 'a', template: { type: 'carousel', columns } }),
  ], 'messages[0].template.columns'],
  ['a placeholder without its substitution', [message({ type: 'textV2', text: '{{literal}} {who}' })], 'messages[0].text'],
  ['a mention outside a group', [message({ type: 'textV2', text: '{who}', substitution: everybody })], 'messages[0].substitution'],
]

test.each(refused)('refuses %s', async (_, messages, property) => {
  const error = await client.pushMessage({ to: mai, messages }).catch((caught: unknown) => caught)
  if (!(error instanceof HTTPFetchError)) throw new Error('not refused')
  const body: unknown = JSON.parse(error.body)
  expect(error.status).toBe(400)
  expect(body).toEqual({ message: 'The request body has 1 error(s)', details: [{ message: expect.any(String), property }] })
  expect(line.refused.at(-1)?.details).toHaveLength(1)
})

/** Past the client and its types, with anything. */
async function rawPush(body: object) {
  const headers = { authorization: `Bearer ${line.token}`, 'content-type': 'application/json' }
  const response = await fetch(`${line.url}/v2/bot/message/push`, { method: 'POST', headers, body: JSON.stringify(body) })
  return response.json()
}

test('refuses an unknown type with the list of the known ones', async () => {
  const messages = [{ type: 'file', url: 'https://example.org/a.pdf' }, { type: 'text' }]
  expect(await rawPush({ to: mai, messages, urgent: true })).toEqual({
    message: 'The request body has 3 error(s)',
    details: [
      { message: expect.stringMatching(/^Must be one of the following values: \[text, /), property: 'messages[0].type' },
      { message: 'May not be empty', property: 'messages[1].text' },
      { message: 'Unknown property', property: 'urgent' },
    ],
  })
})

const taken: [string, messagingApi.Message[]][] = [
  ['5,000 UTF-16 units', [text('🍎'.repeat(2500))]],
  ['five messages', Array.from({ length: 5 }, () => text('hi'))],
  ['13 quick replies with labels of 20 graphemes', [
    choices(...Array.from({ length: 13 }, () => ({ ...yes, label: 'မြ'.repeat(20), data: 'a'.repeat(300) }))),
  ]],
  ['every kind of quick reply', [choices(
    yes, { type: 'message', label: 'a', text: 'a' }, { type: 'uri', label: 'a', uri: 'tel:0120000000' }, { type: 'location', label: 'a' },
    { type: 'datetimepicker', label: 'a', data: 'a', mode: 'datetime', initial: '2026-01-01T10:00' },
    { type: 'clipboard', label: 'a', clipboardText: 'a' }, { type: 'camera', label: 'a' }, { type: 'cameraRoll', label: 'a' },
  )]],
  ['a template, a bubble, a picture, a sticker and a place', [
    buttons({ title: 'Title', text: 'a'.repeat(60) }),
    message({ type: 'flex', altText: 'a', contents: bubble }),
    message({ type: 'image', ...picture }),
    message({ type: 'sticker', packageId: '446', stickerId: '1988' }),
    message({ type: 'location', title: 'Desk', address: 'Tokyo', latitude: 35.6, longitude: 139.7 }),
  ]],
]

test.each(taken)('takes %s', async (_, messages) => {
  const { sentMessages } = await client.pushMessage({ to: mai, messages })
  expect(sentMessages).toHaveLength(messages.length)
})

test('takes a mention in a group', async () => {
  const messages = [message({ type: 'textV2', text: 'Hello {who}', substitution: everybody })]
  expect(await client.pushMessage({ to: lineGroup('factory'), messages })).toHaveProperty('sentMessages')
})

test.runIf(openapiDir !== undefined)("LINE's published schema is asked too, and finds what it can find", async () => {
  const openapi = loadLineOpenApi(openapiDir ?? '')
  const push = (...messages: object[]) => openapi.errors('PushMessageRequest', { to: mai, messages }).map(({ property }) => property)
  const items = (actions: object[]) => actions.map((action) => ({ type: 'action', action }))
  const quickReply = (...actions: object[]) => ({ type: 'text', text: 'a', quickReply: { items: items(actions) } })

  expect(push(quickReply({ type: 'postback', label: 'a', data: 'a'.repeat(301) }))).toEqual([`${first}.data`])
  expect(push({ type: 'flex', altText: 'a', contents: { ...bubble, size: 'enormous' } })).toEqual(['messages[0].contents.size'])
  expect(push({ type: 'telegram' })).toEqual(['messages[0].type'])
  expect(push(quickReply(...Array.from({ length: 14 }, () => yes)))).toEqual(['messages[0].quickReply.items'])
  expect(push({ type: 'text' })).toEqual(['messages[0]'])
  expect(push(...Array.from({ length: 6 }, () => ({ type: 'text', text: 'a' })))).toEqual(['messages'])
  expect(push(quickReply(yes))).toEqual([])
  expect(openapi.errors('ShowLoadingAnimationRequest', { chatId: mai, loadingSeconds: 61 })).toHaveLength(1)

  // Our own rules leave the inside of a bubble alone, so only the published schema can refuse this one.
  const diagonal = { ...bubble, body: { ...bubble.body, layout: 'diagonal' } }
  expect(await rawPush({ to: mai, messages: [{ type: 'flex', altText: 'a', contents: diagonal }] }))
    .toMatchObject({ details: [{ property: 'messages[0].contents.body.layout' }] })
})

test.runIf(openapiDir !== undefined)('what the stand-in itself sends is what LINE publishes', async () => {
  const openapi = loadLineOpenApi(openapiDir ?? '')
  line.profiles.set(mai, { displayName: 'Mai', language: 'vi' })
  const sent = await client.pushMessage({ to: mai, messages: [text('hi')] })
  expect(openapi.errors('PushMessageResponse', sent)).toEqual([])
  expect(openapi.errors('UserProfileResponse', await client.getProfile(mai))).toEqual([])
  expect(openapi.errors('BotInfoResponse', await client.getBotInfo())).toEqual([])
  const events = [line.followEvent({ user: mai }), line.textEvent({ user: mai, text: 'hi' }), line.joinEvent({ group: lineGroup('factory') })]
  expect(openapi.errors('CallbackRequest', { destination: line.botUserId, events })).toEqual([])
  expect(() => line.imageEvent({ user: mai, more: { contentProvider: { type: 'elsewhere' } } })).toThrow('contentProvider')
})
