// Our own schemas of LINE's rich menus and their aliases, with every documented limit.
import { z } from 'zod'
import { menuAction } from './line-actions.ts'
import { graphemes, sized } from './line-text.ts'

const bounds = z.strictObject({ x: z.int().min(0), y: z.int().min(0), width: z.int().min(1), height: z.int().min(1) })

export const richMenuRequest = z.strictObject({
  size: z.strictObject({ width: z.int().min(800).max(2500), height: z.int().min(250) })
    .refine(({ width, height }) => width / height >= 1.45, { error: 'The width must be at least 1.45 times the height' }),
  selected: z.boolean(),
  name: graphemes(1, 300),
  chatBarText: graphemes(1, 14),
  areas: sized(z.strictObject({ bounds, action: menuAction }), 0, 20),
}).superRefine(({ size, areas }, context) => {
  areas.forEach(({ bounds: { x, y, width, height } }, position) => {
    if (x + width <= size.width && y + height <= size.height) return
    context.addIssue({ code: 'custom', path: ['areas', position, 'bounds'], message: 'Must lie within the menu' })
  })
})
export type RichMenuRequest = z.infer<typeof richMenuRequest>

const richMenuId = z.string().min(1)

export const aliasRequest = z.strictObject({ richMenuAliasId: z.string().regex(/^[a-z0-9_-]{1,32}$/), richMenuId })

export const aliasChange = z.strictObject({ richMenuId })
