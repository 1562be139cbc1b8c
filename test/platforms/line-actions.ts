// Our own schemas of LINE's actions, which stand behind buttons and quick replies, with every documented limit.
import { z } from 'zod'
import { graphemes, linkUri, mediaUrl, oneOf, sized, units } from './line-text.ts'

const pickerFormats = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  time: /^\d{2}:\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}$/,
}

function actionsWith<Label extends z.ZodType>(label: Label) {
  return [
    z.strictObject({
      type: z.literal('postback'),
      label,
      data: units(1, 300),
      displayText: graphemes(1, 300).optional(),
      text: graphemes(1, 300).optional(),
      inputOption: z.enum(['closeRichMenu', 'openRichMenu', 'openKeyboard', 'openVoice']).optional(),
      fillInText: graphemes(1, 300).optional(),
    }),
    z.strictObject({ type: z.literal('message'), label, text: graphemes(1, 300) }),
    z.strictObject({ type: z.literal('uri'), label, uri: linkUri, altUri: z.strictObject({ desktop: linkUri }).optional() }),
    z.strictObject({
      type: z.literal('datetimepicker'),
      label,
      data: units(1, 300),
      mode: z.enum(['date', 'time', 'datetime']),
      initial: z.string().optional(),
      min: z.string().optional(),
      max: z.string().optional(),
    }).superRefine((picker, context) => {
      for (const name of ['initial', 'min', 'max'] as const) {
        const value = picker[name]
        if (value !== undefined && !pickerFormats[picker.mode].test(value)) {
          context.addIssue({ code: 'custom', path: [name], message: `Must be a ${picker.mode}` })
        }
      }
    }),
    z.strictObject({ type: z.literal('clipboard'), label, clipboardText: units(1, 1000) }),
  ] as const
}

const buttonTypes = ['postback', 'message', 'uri', 'datetimepicker', 'clipboard'] as const

export const buttonAction = z.discriminatedUnion('type', actionsWith(graphemes(1, 20)), oneOf(buttonTypes))

export const imageCarouselAction = z.discriminatedUnion('type', actionsWith(graphemes(1, 12).optional()), oneOf(buttonTypes))

/** In a rich menu; the label is what a screen reader says. */
export const menuAction = z.discriminatedUnion('type', [
  ...actionsWith(graphemes(1, 20).optional()),
  z.strictObject({ type: z.literal('richmenuswitch'), label: graphemes(1, 20).optional(), richMenuAliasId: units(1, 32), data: units(1, 300) }),
], oneOf([...buttonTypes, 'richmenuswitch']))

const quickReplyLabel = graphemes(1, 20)

/** `richmenuswitch` is missing on purpose: it works in rich menus only. */
const quickReplyAction = z.discriminatedUnion('type', [
  ...actionsWith(quickReplyLabel),
  z.strictObject({ type: z.literal('camera'), label: quickReplyLabel }),
  z.strictObject({ type: z.literal('cameraRoll'), label: quickReplyLabel }),
  z.strictObject({ type: z.literal('location'), label: quickReplyLabel }),
], oneOf([...buttonTypes, 'camera', 'cameraRoll', 'location']))

export const quickReply = z.strictObject({
  items: sized(z.strictObject({
    type: z.literal('action'),
    imageUrl: mediaUrl.optional(),
    action: quickReplyAction,
  }), 1, 13),
})
