// The rich menus beside the conversation: for each language a picture with six places to tap, found by the language's alias.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messagingApi } from '@line/bot-sdk'
import type { MenuTexts } from '../contract.ts'
import { clip } from '../text.ts'
import { clientOf, found, within } from './client.ts'
import { fetchData } from './media.ts'
import type { LineConfig } from './wire.ts'

const PICTURES = join(import.meta.dirname, 'menus')
const PREFIX = 'madoguchi-'
const [WIDTH, HEIGHT, COLUMNS, ROWS] = [2500, 1686, 3, 2]
const PICTURE_BYTES = 1_000_000
const LABEL_GRAPHEMES = 20
const BAR_GRAPHEMES = 14
/** Shown to whom no menu was linked to. */
const DEFAULT_LANGUAGE = 'en'

/** For whose phone somebody else sees: one field that says nothing and leads to the menu. In place of a language stands its own name. */
export const NEUTRAL_MENU: MenuTexts = { language: 'neutral', greeting: '', starters: [], menu: [{ value: 'menu', label: '…' }] }

interface Plan { readonly language: string; readonly picture: Blob; readonly menu: messagingApi.RichMenuRequest & { readonly name: string } }

export function aliasOf(language: string): string {
  return `${PREFIX}${language.toLowerCase()}`
}

/**
 * Repeatable: a menu is named for a digest of all it shows, and one that stands already is kept.
 * `folder` holds a picture `<language>.png` for each language. Yields a line for each thing it changed.
 * @throws Error where a picture is missing or too large, before anything is changed
 */
export async function* installMenus(texts: readonly MenuTexts[], config: LineConfig, signal: AbortSignal, folder = PICTURES): AsyncGenerator<string, void> {
  const plans = await Promise.all(texts.map((text) => planOf(text, folder)))
  const client = clientOf(config)
  const [{ richmenus }, { aliases }, standard] = await within(signal, Promise.all([
    client.getRichMenuList(), client.getRichMenuAliasList(), found(client.getDefaultRichMenuId()),
  ]))
  const shown = new Map(aliases.map(({ richMenuAliasId, richMenuId }) => [richMenuAliasId, richMenuId]))
  for (const { language, picture, menu } of plans) {
    const alias = aliasOf(language)
    let id = richmenus.find(({ name }) => name === menu.name)?.richMenuId
    // A run that was cut short leaves a menu without picture, which LINE shows to nobody.
    if (id === undefined || (shown.get(alias) !== id && !await hasPicture(id, config, signal))) {
      id = await create(menu, picture, config, signal)
      yield `${language}: new menu ${menu.name}`
    }
    if (shown.get(alias) !== id) {
      const call = shown.has(alias)
        ? client.updateRichMenuAlias(alias, { richMenuId: id })
        : client.createRichMenuAlias({ richMenuAliasId: alias, richMenuId: id })
      await within(signal, call)
      shown.set(alias, id)
      yield `${language}: ${alias} stands for it`
    }
    if (language === DEFAULT_LANGUAGE && standard?.richMenuId !== id) {
      await within(signal, client.setDefaultRichMenu(id))
      yield `${language}: shown where no other menu is`
    }
  }
  const current = new Set(shown.values())
  for (const { richMenuId, name } of richmenus) {
    if (!name.startsWith(PREFIX) || current.has(richMenuId)) continue
    await within(signal, client.deleteRichMenu(richMenuId))
    yield `deleted: ${name}`
  }
}

async function create(menu: messagingApi.RichMenuRequest, picture: Blob, config: LineConfig, signal: AbortSignal): Promise<string> {
  const { richMenuId } = await within(signal, clientOf(config).createRichMenu(menu))
  const data = new messagingApi.MessagingApiBlobClient({ channelAccessToken: config.channelAccessToken, baseURL: config.dataBase })
  await within(signal, data.setRichMenuImage(richMenuId, picture))
  return richMenuId
}

async function hasPicture(id: string, config: LineConfig, signal: AbortSignal): Promise<boolean> {
  const answer = await fetchData(`/v2/bot/richmenu/${encodeURIComponent(id)}/content`, config, signal)
  await answer.body?.cancel()
  return answer.status === 200
}

async function planOf({ language, menu: choices }: MenuTexts, folder: string): Promise<Plan> {
  const bar = choices.find(({ value }) => value === 'menu') ?? choices[0]
  const content = {
    size: { width: WIDTH, height: HEIGHT },
    selected: true,
    chatBarText: clip(bar?.label ?? language, BAR_GRAPHEMES),
    areas: choices.slice(0, COLUMNS * ROWS).map(({ value, label }, i) => ({ bounds: choices.length === 1 ? { x: 0, y: 0, width: WIDTH, height: HEIGHT } : placeOf(i), action: {
      type: 'postback' as const, data: value, label: clip(label, LABEL_GRAPHEMES), displayText: label,
    } })),
  }
  const picture = await readPicture(join(folder, `${language}.png`))
  const digest = createHash('sha256').update(JSON.stringify(content)).update(picture).digest('hex').slice(0, 16)
  return { language, picture: new Blob([picture], { type: 'image/png' }), menu: { ...content, name: `${aliasOf(language)}-${digest}` } }
}

/** Row by row; whole pixels without a gap. */
function placeOf(index: number): messagingApi.RichMenuBounds {
  const edge = (length: number, parts: number, i: number) => Math.round((length * i) / parts)
  const [column, row] = [index % COLUMNS, Math.floor(index / COLUMNS)]
  const [x, y] = [edge(WIDTH, COLUMNS, column), edge(HEIGHT, ROWS, row)]
  return { x, y, width: edge(WIDTH, COLUMNS, column + 1) - x, height: edge(HEIGHT, ROWS, row + 1) - y }
}

async function readPicture(path: string): Promise<Buffer<ArrayBuffer>> {
  const how = `draw it with: npm run draw-menus (a PNG of ${WIDTH} × ${HEIGHT} pixels, less than 1 MB)`
  let picture: Buffer<ArrayBuffer>
  try {
    picture = await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw new Error(`${path} is missing: ${how}`, { cause: error })
    throw error
  }
  if (picture.length > PICTURE_BYTES) throw new Error(`${path} is too large: ${how}`)
  return picture
}
