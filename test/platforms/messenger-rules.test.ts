// The limits of the Send API: what breaks one is code 100 and names the parameter.
import { expect, test } from 'vitest'
import { openMessenger } from './messenger-client.ts'
import { messengerPsid } from './messenger.ts'

const recipient = { id: messengerPsid('mai') }
const say = (message: object, more: object = {}) => ({ recipient, messaging_type: 'RESPONSE', message, ...more })
const reply = { content_type: 'text', title: 'Red', payload: 'RED' }
const replies = (...quick_replies: object[]) => say({ text: 'Which?', quick_replies })
const button = { type: 'postback', title: 'Start', payload: 'START' }
const many = (count: number, one: object) => Array.from({ length: count }, () => one)
const template = (payload: object) => say({ attachment: { type: 'template', payload } })
const buttons = (changes: object) => template({ template_type: 'button', text: 'What next?', buttons: [button], ...changes })
const generic = (changes: object, count = 1) => template({ template_type: 'generic', elements: many(count, { title: 'Welcome', ...changes }) })
const media = (changes: object) => template({ template_type: 'media', elements: [{ media_type: 'image', attachment_id: '1857777774821032', ...changes }] })
const url = 'https://example.com/a.png'
const inTemplate = 'message[attachment][payload]'

test.each<[string, object, string]>([
  ['a receiver whose id is a number', say({ text: 'a' }, { recipient: { id: 5061234567890123 } }), 'recipient[id]'],
  ['no receiver', { messaging_type: 'RESPONSE', message: { text: 'a' } }, 'recipient'],
  ['an unknown parameter', say({ text: 'a', colour: 'red' }), 'message[colour]'],
  ['no messaging_type', { recipient, message: { text: 'a' } }, 'messaging_type'],
  ['an unknown messaging_type', say({ text: 'a' }, { messaging_type: 'NON_PROMOTIONAL' }), 'messaging_type'],
  ['neither message nor sender_action', { recipient }, 'message'],
  ['both message and sender_action', { recipient, message: { text: 'a' }, sender_action: 'typing_on' }, 'message'],
  ['an unknown sender_action', { recipient, sender_action: 'typing' }, 'sender_action'],
  ['a reaction to no message', { recipient, sender_action: 'react' }, 'payload'],
  ['an empty text', say({ text: '' }), 'message[text]'],
  ['a text of 2,000', say({ text: 'a'.repeat(2000) }), 'message[text]'],
  ['2,000 UTF-16 units, though fewer characters', say({ text: '🍎'.repeat(1000) }), 'message[text]'],
  ['half a character', say({ text: '🍎'.slice(0, 1) }), 'message[text]'],
  ['a message of nothing', say({ metadata: 'a' }), 'message'],
  ['a text with an attachment', say({ text: 'a', attachment: { type: 'image', payload: { url } } }), 'message'],
  ['metadata of 1,000', say({ text: 'a', metadata: 'a'.repeat(1000) }), 'message[metadata]'],
  ['14 quick replies', replies(...many(14, reply)), 'message[quick_replies]'],
  ['no quick reply', replies(), 'message[quick_replies]'],
  ['a quick reply title of 21', replies({ ...reply, title: 'a'.repeat(21) }), 'message[quick_replies][0][title]'],
  ['an empty quick reply title', replies(reply, { ...reply, title: '' }), 'message[quick_replies][1][title]'],
  ['a quick reply payload of 1,001', replies({ ...reply, payload: 'a'.repeat(1001) }), 'message[quick_replies][0][payload]'],
  ['a quick reply without payload', replies({ content_type: 'text', title: 'Red' }), 'message[quick_replies][0][payload]'],
  ['a title on a phone number', replies({ content_type: 'user_phone_number', title: 'a' }), 'message[quick_replies][0][title]'],
  ['a location quick reply', replies({ content_type: 'location' }), 'message[quick_replies][0][content_type]'],
  ['MESSAGE_TAG without a tag', say({ text: 'a' }, { messaging_type: 'MESSAGE_TAG' }), 'tag'],
  ['a tag without MESSAGE_TAG', say({ text: 'a' }, { tag: 'HUMAN_AGENT' }), 'tag'],
  ...['CONFIRMED_EVENT_UPDATE', 'ACCOUNT_UPDATE', 'POST_PURCHASE_UPDATE', 'GAME_EVENT'].map((tag): [string, object, string] => (
    [`the tag ${tag}`, say({ text: 'a' }, { messaging_type: 'MESSAGE_TAG', tag }), 'tag']
  )),
  ['feedback without its template', say({ text: 'a' }, { messaging_type: 'MESSAGE_TAG', tag: 'CUSTOMER_FEEDBACK' }), 'tag'],
  ['an attachment of an unknown type', say({ attachment: { type: 'location', payload: { url } } }), 'message[attachment][type]'],
  ['an attachment with both url and id', say({ attachment: { type: 'image', payload: { url, attachment_id: '1' } } }), 'message[attachment][payload]'],
  ['an address that is none', say({ attachment: { type: 'image', payload: { url: 'a.png' } } }), 'message[attachment][payload][url]'],
  ['31 images', say({ attachments: many(31, { type: 'image', payload: { url } }) }), 'message[attachments]'],
  ['a button text of 641', buttons({ text: 'a'.repeat(641) }), `${inTemplate}[text]`],
  ['4 buttons', buttons({ buttons: many(4, button) }), `${inTemplate}[buttons]`],
  ['no button', buttons({ buttons: [] }), `${inTemplate}[buttons]`],
  ['a button title of 21', buttons({ buttons: [{ ...button, title: 'a'.repeat(21) }] }), `${inTemplate}[buttons][0][title]`],
  ['a button payload of 1,001', buttons({ buttons: [{ ...button, payload: 'a'.repeat(1001) }] }), `${inTemplate}[buttons][0][payload]`],
  ['an unknown button', buttons({ buttons: [{ ...button, type: 'element_share' }] }), `${inTemplate}[buttons][0][type]`],
  ['11 cards', generic({}, 11), `${inTemplate}[elements]`],
  ['a card title of 81', generic({ title: 'a'.repeat(81) }), `${inTemplate}[elements][0][title]`],
  ['a subtitle of 81', generic({ subtitle: 'a'.repeat(81) }), `${inTemplate}[elements][0][subtitle]`],
  ['a card with 4 buttons', generic({ buttons: many(4, button) }), `${inTemplate}[elements][0][buttons]`],
  ['a media template with both id and url', media({ url: 'https://www.facebook.com/a/photos/1' }), `${inTemplate}[elements][0]`],
  ['a media template from elsewhere', media({ attachment_id: undefined, url }), `${inTemplate}[elements][0][url]`],
  ['a receipt of 101 items', template({ template_type: 'receipt', elements: many(101, {}) }), `${inTemplate}[elements]`],
  ['a list template', template({ template_type: 'list', elements: [] }), `${inTemplate}[template_type]`],
])('%s is refused', async (_what, body, param) => {
  const { messenger, call } = await openMessenger()
  messenger.textEvent({ psid: recipient.id, text: 'hi' })
  const { status } = await call('POST', '/v25.0/me/messages', body)
  expect(status).toBe(400)
  expect(messenger.refused).toMatchObject([{ code: 100 }])
  expect(messenger.refused[0]?.message.split(' ')).toContain(param)
  expect([messenger.sent, messenger.actions]).toEqual([[], []])
})

test('what is just within the limits is taken', async () => {
  const { messenger, call } = await openMessenger()
  messenger.textEvent({ psid: recipient.id, text: 'hi' })
  const bodies = [
    say({ text: 'a'.repeat(1999), metadata: 'a'.repeat(999), quick_replies: many(13, { ...reply, title: 'a'.repeat(20), payload: 'a'.repeat(1000) }) }),
    replies({ content_type: 'user_email' }, reply),
    say({ text: 'a' }, { notification_type: 'NO_PUSH', reply_to: { mid: 'm_1' }, persona_id: '12345' }),
    say({ attachments: many(30, { type: 'image', payload: { url } }) }),
    say({ sticker_id: '369239263222822' }),
    buttons({ text: 'a'.repeat(640), buttons: many(3, { ...button, title: 'a'.repeat(20) }) }),
    buttons({ buttons: [{ type: 'web_url', title: 'Site', url }, { type: 'phone_number', title: 'Call', payload: '+81312345678' }] }),
    generic({ title: 'a'.repeat(80), subtitle: 'a'.repeat(80), buttons: many(3, button) }, 10),
    media({}),
    { ...template({ template_type: 'customer_feedback', title: 'How was it?' }), messaging_type: 'MESSAGE_TAG', tag: 'CUSTOMER_FEEDBACK' },
  ]
  for (const body of bodies) await call('POST', '/v25.0/me/messages', body)
  expect(messenger.refused).toEqual([])
  expect(messenger.sent).toHaveLength(bodies.length)
})

test('a reusable attachment is answered with its id, and a utility message without a permission is code 200', async () => {
  const { messenger, call } = await openMessenger()
  messenger.textEvent({ psid: recipient.id, text: 'hi' })
  const answer = await call('POST', '/v25.0/me/messages', say({ attachment: { type: 'image', payload: { url, is_reusable: true } } }))
  expect(answer.body).toMatchObject({ attachment_id: expect.stringMatching(/^\d{16}$/) })
  const utility = await call('POST', '/v25.0/me/messages', say({ text: 'a' }, { messaging_type: 'UTILITY' }))
  expect(utility).toMatchObject({ status: 403, body: { error: { code: 200 } } })
})
