// Our own schemas of LINE's templates, image maps and flex containers, with every documented limit.
import { z } from 'zod'
import { buttonAction, imageCarouselAction } from './line-actions.ts'
import { graphemes, linkUri, mediaUrl, oneOf, sized, units } from './line-text.ts'

const look = {
  imageAspectRatio: z.enum(['rectangle', 'square']).optional(),
  imageSize: z.enum(['cover', 'contain']).optional(),
}

const card = {
  thumbnailImageUrl: mediaUrl.optional(),
  imageBackgroundColor: z.string().regex(/^#[0-9a-fA-F]{6}$/).optional(),
  title: graphemes(1, 40).optional(),
  defaultAction: buttonAction.optional(),
}

/** A title or a picture leaves less room for the text. */
function roomForText(shown: { text: string; title?: unknown; thumbnailImageUrl?: unknown }, context: z.RefinementCtx) {
  if (shown.title === undefined && shown.thumbnailImageUrl === undefined) return
  const fits = graphemes(1, 60).safeParse(shown.text).success
  if (!fits) context.addIssue({ code: 'custom', path: ['text'], message: 'Length must be between 1 and 60' })
}

const column = z.strictObject({ ...card, text: graphemes(1, 120), actions: sized(buttonAction, 1, 3) }).superRefine(roomForText)

export const template = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('buttons'), ...look, ...card, text: graphemes(1, 160), actions: sized(buttonAction, 1, 4),
  }).superRefine(roomForText),
  z.strictObject({ type: z.literal('confirm'), text: graphemes(1, 240), actions: sized(buttonAction, 2, 2) }),
  z.strictObject({ type: z.literal('carousel'), ...look, columns: sized(column, 1, 10) }).superRefine((carousel, context) => {
    if (new Set(carousel.columns.map((one) => one.actions.length)).size > 1) {
      context.addIssue({ code: 'custom', path: ['columns'], message: 'Every column needs the same number of actions' })
    }
  }),
  z.strictObject({
    type: z.literal('image_carousel'),
    columns: sized(z.strictObject({ imageUrl: mediaUrl, action: imageCarouselAction }), 1, 10),
  }),
], oneOf(['buttons', 'confirm', 'carousel', 'image_carousel']))

const pixels = z.int().min(0)
const area = z.strictObject({ x: pixels, y: pixels, width: pixels, height: pixels })
const mapLabel = units(1, 100).optional()

export const imagemap = {
  baseUrl: mediaUrl,
  baseSize: z.strictObject({ width: z.literal(1040), height: pixels }),
  actions: sized(z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('message'), label: mapLabel, text: units(1, 400), area }),
    z.strictObject({ type: z.literal('uri'), label: mapLabel, linkUri, area }),
    z.strictObject({ type: z.literal('clipboard'), label: mapLabel, clipboardText: units(1, 1000), area }),
  ], oneOf(['message', 'uri', 'clipboard'])), 0, 50),
  video: z.strictObject({
    originalContentUrl: mediaUrl,
    previewImageUrl: mediaUrl,
    area,
    externalLink: z.strictObject({ linkUri, label: units(1, 30) }).optional(),
  }).optional(),
}

const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value))
const bubble = z.looseObject({ type: z.literal('bubble') }).refine((shown) => bytes(shown) <= 30 * 1024, { error: 'A bubble may not exceed 30 KB' })

/** Outer limits only: what may stand inside a bubble is left to LINE's published schema. */
export const flexContainer = z.discriminatedUnion('type', [
  bubble,
  z.strictObject({ type: z.literal('carousel'), contents: sized(bubble, 1, 12) })
    .refine((carousel) => bytes(carousel) <= 50 * 1024, { error: 'A carousel may not exceed 50 KB' }),
], oneOf(['bubble', 'carousel']))
