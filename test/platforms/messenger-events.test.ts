// Events of the Messenger stand-in carry what Meta gives them and no more.
import { expect, test } from 'vitest'
import { openMessenger } from './messenger-client.ts'
import { inboxEchoAppId, messengerPsid, pageInboxAppId } from './messenger.ts'

const mai = messengerPsid('mai')
const by = { psid: mai }

test('what a person says comes with sender, recipient, time and a mid of its own', async () => {
  const { messenger, clock } = await openMessenger()
  expect(mai).toMatch(/^5\d{15}$/)
  expect(() => messenger.textEvent({ psid: 'mai', text: 'hi' })).toThrow('not a PSID')
  const said = messenger.textEvent({ ...by, text: 'hi', quotes: 'm_1', ownQuote: true })
  expect(said).toEqual({
    sender: { id: mai }, recipient: { id: messenger.pageId }, timestamp: clock.at,
    message: { mid: expect.stringMatching(/^m_/), text: 'hi', reply_to: { mid: 'm_1', is_self_reply: true } },
  })
  expect(messenger.textEvent({ ...by, text: 'hi', at: new Date(5) }).timestamp).toBe(5)
  const tap = messenger.quickReplyEvent({ ...by, text: 'Red', payload: 'COLOR_RED' })
  expect(tap.message).toEqual({ mid: expect.any(String), text: 'Red', quick_reply: { payload: 'COLOR_RED' } })
  expect(tap.message.mid).not.toBe(said.message.mid)
})

test('attachments: albums, stickers, links with and without payload, types that nobody knows', async () => {
  const { messenger } = await openMessenger()
  const url = ['https://example.net/1.jpg', 'https://example.net/2.jpg']
  expect(messenger.mediaEvent({ ...by, type: 'image', url }).message).toEqual({
    mid: expect.any(String), attachments: url.map((one) => ({ type: 'image', payload: { url: one } })),
  })
  expect(messenger.mediaEvent({ ...by, type: 'file', url: 'https://example.net/a.pdf', text: 'my contract' }).message).toMatchObject({
    text: 'my contract', attachments: [{ type: 'file' }],
  })
  expect(messenger.stickerEvent(by).message).toMatchObject({ attachments: [{ type: 'sticker', payload: { sticker_id: 369239263222822n } }] })
  expect(messenger.fallbackEvent({ ...by, text: 'a', link: { url: 'https://example.net' } }).message['attachments']).toEqual([
    { type: 'fallback', payload: { url: 'https://example.net' } },
  ])
  expect(messenger.fallbackEvent(by).message['attachments']).toEqual([{ type: 'fallback' }])
  expect(messenger.attachmentEvent({ ...by, type: 'hologram', payload: { depth: 3 } }).message['attachments']).toEqual([{ type: 'hologram', payload: { depth: 3 } }])
})

test('a tap on a button has a mid or none, and the ref of the link only where it began the conversation', async () => {
  const { messenger } = await openMessenger()
  const tap = { ...by, title: 'Get Started', payload: 'START' }
  expect(messenger.postbackEvent(tap)['postback']).toEqual({ mid: expect.any(String), title: 'Get Started', payload: 'START' })
  const referral = { ref: 'dorm-7', source: 'SHORTLINK', type: 'OPEN_THREAD' }
  expect(messenger.postbackEvent({ ...tap, withMid: false, ref: 'dorm-7' })['postback']).toEqual({ title: 'Get Started', payload: 'START', referral })
  expect(messenger.referralEvent({ ...by, ref: 'dorm-7' })).toMatchObject({ sender: { id: mai }, referral })
})

test('watermarks, reactions and corrections, with the forms that vary', async () => {
  const { messenger } = await openMessenger()
  expect(messenger.readEvent({ ...by, watermark: 7 })['read']).toEqual({ watermark: 7 })
  expect(messenger.deliveryEvent({ ...by, watermark: 7 })['delivery']).toEqual({ watermark: 7 })
  expect(messenger.deliveryEvent({ ...by, watermark: 7, mids: ['m_1'] })['delivery']).toEqual({ mids: ['m_1'], watermark: 7 })
  expect(messenger.reactionEvent({ ...by, mid: 'm_1' })['reaction']).toEqual({ reaction: 'love', emoji: '❤️', action: 'react', mid: 'm_1' })
  expect(messenger.unreactEvent({ ...by, mid: 'm_1' })['reaction']).toEqual({ action: 'unreact', mid: 'm_1' })
  for (const numEdit of [1, '1']) {
    expect(messenger.editEvent({ ...by, mid: 'm_1', text: 'b', numEdit })['message_edit']).toEqual({ mid: 'm_1', text: 'b', num_edit: numEdit })
  }
})

test('an answer from the Page inbox is an echo of another app or of none', async () => {
  const { messenger } = await openMessenger()
  expect(messenger.echoEvent({ ...by, text: 'hello' })).toMatchObject({
    sender: { id: messenger.pageId }, recipient: { id: mai }, message: { is_echo: true, app_id: inboxEchoAppId, text: 'hello' },
  })
  expect(messenger.echoEvent({ ...by, text: 'hello', appId: null }).message).not.toHaveProperty('app_id')
})

test('hand-overs name who had the conversation and who gets it, and what has no sender has none', async () => {
  const { messenger } = await openMessenger()
  expect(messenger.passThreadEvent({ ...by, metadata: 'done' })).toMatchObject({
    sender: { id: mai }, pass_thread_control: { previous_owner_app_id: null, new_owner_app_id: messenger.appId, metadata: 'done' },
  })
  expect(messenger.threadOwner(mai)).toBe(messenger.appId)
  expect(messenger.requestThreadEvent(by)['request_thread_control']).toEqual({ requested_owner_app_id: BigInt(pageInboxAppId) })
  expect(messenger.appRolesEvent()).toEqual({
    recipient: { id: messenger.pageId }, timestamp: expect.any(Number), app_roles: { [messenger.appId]: ['primary_receiver'] },
  })
  expect(messenger.policyEvent({ action: 'unblock' })).toEqual({
    recipient: { id: messenger.pageId }, timestamp: expect.any(Number), policy_enforcement: { action: 'unblock' },
  })
  expect(messenger.optinEvent({ ...by, payload: 'NEWS' })).toMatchObject({ optin: { type: 'notification_messages', payload: 'NEWS' } })
  expect(messenger.otherEvent({ ...by, part: { account_linking: { status: 'linked' } } })).toMatchObject({ account_linking: { status: 'linked' } })
})
