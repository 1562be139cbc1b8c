// The stand-in of LINE beside sending: rich menus, what people sent, quota, read marks, and every kind of event.
import { HTTPFetchError, messagingApi } from '@line/bot-sdk'
import { expect, onTestFinished, test } from 'vitest'
import { lineOpenApi } from '../surroundings.ts'
import { loadLineOpenApi } from './line-openapi.ts'
import { otherEvents } from './line-other-events.ts'
import { lineGroup, lineUser, monthlyLimit, startLine, type LineOptions } from './line.ts'

const mai = lineUser('mai')
const { openapiDir } = lineOpenApi()
const png = (size = 100) => new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47]), new Uint8Array(size)], { type: 'image/png' })
const jpeg = new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])], { type: 'image/jpeg' })

async function start(options: LineOptions = {}) {
  const line = await startLine({ ...lineOpenApi(), ...options })
  onTestFinished(() => line.close())
  const config = { channelAccessToken: line.token, baseURL: line.url }
  return { line, client: new messagingApi.MessagingApiClient(config), data: new messagingApi.MessagingApiBlobClient(config) }
}

/** The status of what the client throws, the words, and where in the body. */
async function refusal(call: Promise<unknown>) {
  const error = await call.then(() => null, (caught: unknown) => caught)
  if (!(error instanceof HTTPFetchError)) throw new Error(`no refusal of LINE's: ${String(error)}`)
  const { message, details = [] }: { message: string; details?: { property: string }[] } = JSON.parse(error.body)
  return [error.status, ...(details.length > 0 ? details.map(({ property }) => property) : [message])]
}

const place = { x: 0, y: 0, width: 2500, height: 843 }
const tap = { type: 'postback' as const, data: 'menu', label: 'Menu', displayText: 'Menu' }
const menu: messagingApi.RichMenuRequest = {
  size: { width: 2500, height: 843 }, selected: true, name: 'main', chatBarText: 'Menu', areas: [{ bounds: place, action: tap }],
}

const wrong: [string, object, string][] = [
  ['a menu that is too narrow', { size: { width: 799, height: 300 }, areas: [] }, 'size.width'],
  ['a menu that is too high for its width', { size: { width: 1000, height: 700 }, areas: [] }, 'size'],
  ['21 places', { areas: Array.from({ length: 21 }, () => ({ bounds: place, action: tap })) }, 'areas'],
  ['a place beyond the edge', { areas: [{ bounds: { ...place, y: 1 }, action: tap }] }, 'areas[0].bounds'],
  ['a bar of 15 characters', { chatBarText: 'ြမ'.repeat(15) }, 'chatBarText'],
  ['a name of 301', { name: 'n'.repeat(301) }, 'name'],
  ['a label of 21', { areas: [{ bounds: place, action: { ...tap, label: 'a'.repeat(21) } }] }, 'areas[0].action.label'],
  ['an action of quick replies only', { areas: [{ bounds: place, action: { type: 'camera', label: 'a' } }] }, 'areas[0].action.type'],
]

test.each(wrong)('refuses %s', async (_, changes, property) => {
  const { line, client } = await start()
  expect(await refusal(client.createRichMenu({ ...menu, ...changes }))).toEqual([400, property])
  expect(line.menus).toEqual([])
})

test('a bar of 14 Burmese characters is short enough, however many code points they are', async () => {
  const { client } = await start()
  expect(await client.createRichMenu({ ...menu, chatBarText: 'မြို့'.repeat(14) })).toEqual({ richMenuId: expect.stringMatching(/^richmenu-[0-9a-f]{32}$/) })
})

test('a menu takes one picture, a PNG or JPEG of at most 1 MB', async () => {
  const { client, data } = await start()
  const { richMenuId } = await client.createRichMenu(menu)
  const upload = (blob: Blob, id = richMenuId) => refusal(data.setRichMenuImage(id, blob))
  expect((await fetchPicture(data, richMenuId))).toBe(404)
  expect(await upload(new Blob(['GIF89a'], { type: 'image/gif' }))).toEqual([415, expect.any(String)])
  expect(await upload(new Blob(['no picture'], { type: 'image/png' }))).toEqual([400, 'These bytes are no image/png'])
  expect(await upload(png(1024 * 1024))).toEqual([413, expect.any(String)])
  expect(await upload(png(), 'richmenu-unknown')).toEqual([404, 'Not found'])
  await data.setRichMenuImage(richMenuId, jpeg)
  expect(await upload(png())).toEqual([400, 'An image has already been uploaded to the richmenu'])
  expect((await fetchPicture(data, richMenuId))).toBe(200)
})

const fetchPicture = async (data: messagingApi.MessagingApiBlobClient, id: string) => data.getRichMenuImageWithHttpInfo(id)
  .then(({ httpResponse }) => httpResponse.status, (error: unknown) => (error instanceof HTTPFetchError ? error.status : error))

test('a menu is nothing before it has its picture; then it is linked, the default, or behind an alias', async () => {
  const { line, client, data } = await start()
  const { richMenuId } = await client.createRichMenu(menu)
  const alias = { richMenuAliasId: 'main-en', richMenuId }
  const early = [client.linkRichMenuIdToUser(mai, richMenuId), client.setDefaultRichMenu(richMenuId), client.createRichMenuAlias(alias)]
  for (const refused of await Promise.all(early.map(refusal))) expect(refused).toEqual([400, 'must upload richmenu image before applying it to user'])
  await data.setRichMenuImage(richMenuId, png())
  expect(await refusal(client.getDefaultRichMenuId())).toEqual([404, 'no default richmenu'])
  await client.setDefaultRichMenu(richMenuId)
  await client.linkRichMenuIdToUser(mai, richMenuId)
  await client.createRichMenuAlias(alias)
  expect(await client.getDefaultRichMenuId()).toEqual({ richMenuId })
  expect(await client.getRichMenuAlias('main-en')).toEqual(alias)
  expect(await client.getRichMenuAliasList()).toEqual({ aliases: [alias] })
  expect(await client.getRichMenuList()).toEqual({ richmenus: [{ richMenuId, ...menu }] })
  expect(line.links).toEqual(new Map([[mai, richMenuId]]))
  await client.unlinkRichMenuIdFromUser(mai)
  expect(line.links.size).toBe(0)
  await client.deleteRichMenu(richMenuId)
  expect([line.menus, line.defaultMenu, line.pictures.size]).toEqual([[], null, 0])
})

test('an alias is made once, changed afterwards, and points at menus that exist', async () => {
  const { client, data } = await start()
  const [first, second] = [await client.createRichMenu(menu), await client.createRichMenu(menu)]
  for (const { richMenuId } of [first, second]) await data.setRichMenuImage(richMenuId, png())
  await client.createRichMenuAlias({ richMenuAliasId: 'main-en', ...first })
  expect(await refusal(client.createRichMenuAlias({ richMenuAliasId: 'main-en', ...second }))).toEqual([400, 'conflict richmenu alias id'])
  expect(await refusal(client.createRichMenuAlias({ richMenuAliasId: 'Main EN', ...first }))).toEqual([400, 'richMenuAliasId'])
  expect(await refusal(client.createRichMenuAlias({ richMenuAliasId: 'other', richMenuId: 'unknown' }))).toEqual([400, 'richmenu not found'])
  await client.updateRichMenuAlias('main-en', second)
  expect(await client.getRichMenuAlias('main-en')).toEqual({ richMenuAliasId: 'main-en', ...second })
  const unknown = [client.updateRichMenuAlias('other', first), client.getRichMenuAlias('other'), client.deleteRichMenuAlias('other')]
  for (const refused of await Promise.all(unknown.map(refusal))) expect(refused).toEqual([404, 'richmenu alias not found'])
  await client.deleteRichMenuAlias('main-en')
  expect(await client.getRichMenuAliasList()).toEqual({ aliases: [] })
})

test('content is prepared, there, or gone', async () => {
  const { line, data } = await start()
  const video = line.videoEvent({ user: mai })
  line.contents.set(video.message.id, { bytes: Buffer.from('film'), type: 'video/mp4', preview: Buffer.from('still'), preparing: 1 })
  const fetched = async () => {
    const { httpResponse, body } = await data.getMessageContentWithHttpInfo(video.message.id)
    return [httpResponse.status, httpResponse.headers.get('content-type'), Buffer.concat(await body.toArray()).toString()]
  }
  expect((await fetched())[0]).toBe(202)
  expect(await data.getMessageContentTranscodingByMessageId(video.message.id)).toEqual({ status: 'processing' })
  expect(await data.getMessageContentTranscodingByMessageId(video.message.id)).toEqual({ status: 'succeeded' })
  expect(await fetched()).toEqual([200, 'video/mp4', 'film'])
  expect(Buffer.concat(await (await data.getMessageContentPreview(video.message.id)).toArray()).toString()).toBe('still')
  line.contents.set('voice', { bytes: Buffer.from('sound') })
  expect(await refusal(data.getMessageContentPreview('voice'))).toEqual([400, expect.any(String)])
  expect(await refusal(data.getMessageContent('unknown'))).toEqual([404, 'Not found'])
  line.unsendEvent({ user: mai, messageId: video.message.id })
  expect(await refusal(data.getMessageContent(video.message.id))).toEqual([410, 'The content is gone'])
})

test('the quota counts pushes, and says where it ends', async () => {
  const { client } = await start({ monthlyQuota: 1 })
  expect(await client.getMessageQuota()).toEqual({ type: 'limited', value: 1 })
  await client.pushMessage({ to: mai, messages: [{ type: 'text', text: 'hi' }] })
  expect(await refusal(client.pushMessage({ to: mai, messages: [{ type: 'text', text: 'hi' }] }))).toEqual([429, monthlyLimit])
  expect(await client.getMessageQuotaConsumption()).toEqual({ totalUsage: 1 })
  expect(await (await start()).client.getMessageQuota()).toEqual({ type: 'none' })
})

test('only a token that came with a message marks it as read', async () => {
  const { line, client } = await start()
  const tokens = [line.textEvent({ user: mai, text: 'hi' }), line.audioEvent({ user: mai })].map(({ message }) => String(message['markAsReadToken']))
  for (const markAsReadToken of tokens) await client.markMessagesAsReadByToken({ markAsReadToken })
  expect(line.read).toEqual(tokens)
  expect(await refusal(client.markMessagesAsReadByToken({ markAsReadToken: 'invented' }))).toEqual([400, 'Invalid markAsReadToken'])
})

test('every kind of event is one LINE publishes, with a reply token where LINE gives one', async () => {
  const { line } = await start()
  const external = { contentProvider: { type: 'external', originalContentUrl: 'https://example.org/a.mp4', previewImageUrl: 'https://example.org/b.jpg' } }
  const quotable = [line.imageEvent({ user: mai }), line.videoEvent({ user: mai, more: external }), line.messageEditedEvent({ user: mai, message: '1', text: 'b' })]
  for (const { message } of quotable) expect(message).toHaveProperty('quoteToken')
  for (const { message } of [line.audioEvent({ user: mai }), line.fileEvent({ user: mai }), line.locationEvent({ user: mai })]) expect(message).not.toHaveProperty('quoteToken')
  const types = ['leave', 'memberJoined', 'memberLeft', 'accountLink', 'beacon', 'videoPlayComplete', 'membership', 'delivery', 'module', 'activated', 'deactivated', 'botSuspended', 'botResumed'] as const
  expect(types).toHaveLength(Object.keys(otherEvents).length)
  for (const type of types) {
    const event = line.otherEvent(type, { user: mai })
    expect('replyToken' in event).toBe(otherEvents[type].answerable)
    if (!otherEvents[type].answerable) expect(line.otherEvent(type)).not.toHaveProperty('source')
  }
  expect(line.otherEvent('leave', { group: lineGroup('factory') })).toHaveProperty('source.type', 'group')
})

test.runIf(openapiDir !== undefined)('what these desks answer is what LINE publishes', async () => {
  const openapi = loadLineOpenApi(openapiDir ?? '')
  const { client, data } = await start({ monthlyQuota: 5 })
  const created = await client.createRichMenu(menu)
  await data.setRichMenuImage(created.richMenuId, png())
  await client.createRichMenuAlias({ richMenuAliasId: 'main-en', ...created })
  expect(openapi.errors('RichMenuIdResponse', created)).toEqual([])
  expect(openapi.errors('RichMenuListResponse', await client.getRichMenuList())).toEqual([])
  expect(openapi.errors('RichMenuAliasListResponse', await client.getRichMenuAliasList())).toEqual([])
  expect(openapi.errors('MessageQuotaResponse', await client.getMessageQuota())).toEqual([])
  expect(openapi.errors('QuotaConsumptionResponse', await client.getMessageQuotaConsumption())).toEqual([])
})
