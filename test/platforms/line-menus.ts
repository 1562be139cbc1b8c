// The stand-in of LINE: rich menus, their pictures, their aliases, and who sees which.
import { randomBytes } from 'node:crypto'
import type { Answer } from './http-server.ts'
import { aliasChange, aliasRequest, richMenuRequest, type RichMenuRequest } from './line-menu-rules.ts'
import type { LineOpenApi } from './line-openapi.ts'
import { checkBody, done, notFound, type LineCall, type LineRoute } from './line-routes.ts'

export interface LineMenu extends RichMenuRequest { readonly richMenuId: string }

export interface LinePicture { readonly type: string; readonly bytes: Uint8Array }

export interface LineMenus {
  /** As they stand, the newest last. */
  readonly menus: LineMenu[]
  /** Menu to picture. */
  readonly pictures: Map<string, LinePicture>
  /** Alias to menu. */
  readonly aliases: Map<string, string>
  /** User to menu. */
  readonly links: Map<string, string>
  defaultMenu: string | null
}

const mostMenus = 1000
const pictureBytes = 1024 * 1024
const signatures: Readonly<Record<string, readonly number[]>> = { 'image/png': [0x89, 0x50, 0x4e, 0x47], 'image/jpeg': [0xff, 0xd8, 0xff] }

export function menuRoutes(state: LineMenus, openapi: LineOpenApi | null): LineRoute[] {
  const find = (id: string | undefined) => state.menus.find(({ richMenuId }) => richMenuId === id)
  /** A menu is nothing to anybody before it has its picture. */
  const pictured = (call: LineCall, id: string | undefined, unknown: () => Answer, use: (menu: LineMenu) => void): Answer => {
    const menu = find(id)
    if (menu === undefined) return unknown()
    if (!state.pictures.has(menu.richMenuId)) return call.refuse(400, 'must upload richmenu image before applying it to user')
    use(menu)
    return done
  }
  const route = (on: string, accept: (call: LineCall) => Answer, takes?: 'picture'): LineRoute => ({
    on, ...(takes && { takes }), answer: (call) => call.withFault(takes ?? 'menu', () => accept(call)),
  })
  const alias = ([richMenuAliasId, richMenuId]: readonly [string, string]) => ({ richMenuAliasId, richMenuId })
  const noAlias = () => notFound('richmenu alias not found')

  return [
    { on: 'POST /v2/bot/richmenu', takes: 'json', async answer(call) {
      const checked = checkBody(call, richMenuRequest, openapi, 'RichMenuRequest')
      if ('refusal' in checked) return checked.refusal
      return call.withFault('menu', () => {
        if (state.menus.length >= mostMenus) return call.refuse(400, 'You have too many rich menus')
        const richMenuId = `richmenu-${randomBytes(16).toString('hex')}`
        state.menus.push({ richMenuId, ...checked.body })
        return { status: 200, body: { richMenuId } }
      })
    } },
    route('GET /v2/bot/richmenu/list', () => ({ status: 200, body: { richmenus: state.menus } })),
    route('DELETE /v2/bot/richmenu/{}', ({ ids: [id] }) => {
      const menu = find(id)
      if (menu === undefined) return notFound()
      state.menus.splice(state.menus.indexOf(menu), 1)
      state.pictures.delete(menu.richMenuId)
      for (const [user, linked] of state.links) if (linked === id) state.links.delete(user)
      if (state.defaultMenu === id) state.defaultMenu = null
      return done
    }),
    route('POST /v2/bot/richmenu/{}/content', (call) => {
      const menu = find(call.ids[0])
      if (menu === undefined) return notFound()
      if (call.bytes.length > pictureBytes) return call.refuse(413, 'The picture is larger than 1 MB')
      if (!signatures[call.type]?.every((byte, i) => call.bytes[i] === byte)) return call.refuse(400, `These bytes are no ${call.type}`)
      if (state.pictures.has(menu.richMenuId)) return call.refuse(400, 'An image has already been uploaded to the richmenu')
      state.pictures.set(menu.richMenuId, { type: call.type, bytes: call.bytes })
      return done
    }, 'picture'),
    route('GET /v2/bot/richmenu/{}/content', ({ ids: [id = ''] }) => {
      const picture = state.pictures.get(id)
      return picture ? { status: 200, body: picture.bytes, headers: { 'content-type': picture.type } } : notFound()
    }),
    route('POST /v2/bot/user/all/richmenu/{}', (call) => pictured(call, call.ids[0], notFound, ({ richMenuId }) => { state.defaultMenu = richMenuId })),
    route('GET /v2/bot/user/all/richmenu', () => (
      state.defaultMenu === null ? notFound('no default richmenu') : { status: 200, body: { richMenuId: state.defaultMenu } }
    )),
    route('POST /v2/bot/user/{}/richmenu/{}', (call) => {
      const [user = '', id] = call.ids
      if (!/^U[0-9a-f]{32}$/.test(user)) return call.refuse(400, 'The user id is not valid')
      return pictured(call, id, notFound, ({ richMenuId }) => { state.links.set(user, richMenuId) })
    }),
    route('DELETE /v2/bot/user/{}/richmenu', ({ ids: [user = ''] }) => {
      state.links.delete(user)
      return done
    }),
    { on: 'POST /v2/bot/richmenu/alias', takes: 'json', async answer(call) {
      const checked = checkBody(call, aliasRequest, openapi, 'CreateRichMenuAliasRequest')
      if ('refusal' in checked) return checked.refusal
      const { richMenuAliasId, richMenuId } = checked.body
      return call.withFault('menu', () => {
        if (state.aliases.has(richMenuAliasId)) return call.refuse(400, 'conflict richmenu alias id')
        return pictured(call, richMenuId, () => call.refuse(400, 'richmenu not found'), () => { state.aliases.set(richMenuAliasId, richMenuId) })
      })
    } },
    route('GET /v2/bot/richmenu/alias/list', () => ({ status: 200, body: { aliases: [...state.aliases].map(alias) } })),
    route('GET /v2/bot/richmenu/alias/{}', ({ ids: [id = ''] }) => {
      const richMenuId = state.aliases.get(id)
      return richMenuId === undefined ? noAlias() : { status: 200, body: alias([id, richMenuId]) }
    }),
    { on: 'POST /v2/bot/richmenu/alias/{}', takes: 'json', async answer(call) {
      const checked = checkBody(call, aliasChange, openapi, 'UpdateRichMenuAliasRequest')
      if ('refusal' in checked) return checked.refusal
      const [id = ''] = call.ids
      return call.withFault('menu', () => {
        if (!state.aliases.has(id)) return noAlias()
        return pictured(call, checked.body.richMenuId, () => call.refuse(400, 'richmenu not found'), ({ richMenuId }) => { state.aliases.set(id, richMenuId) })
      })
    } },
    route('DELETE /v2/bot/richmenu/alias/{}', ({ ids: [id = ''] }) => (state.aliases.delete(id) ? done : noAlias())),
  ]
}
