// Our own schemas of Messenger's buttons and templates, with every documented limit.
import { z } from 'zod'
import { chars, graphId, oneOf, sized, webUrl } from './messenger-text.ts'

const webview = {
  url: webUrl,
  webview_height_ratio: z.enum(['compact', 'tall', 'full']).optional(),
  messenger_extensions: z.boolean().optional(),
  fallback_url: webUrl.optional(),
}

const button = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('web_url'), title: chars(1, 20), ...webview }),
  z.strictObject({ type: z.literal('postback'), title: chars(1, 20), payload: chars(1, 1000) }),
  z.strictObject({
    type: z.literal('phone_number'), title: chars(1, 20),
    payload: z.string().regex(/^\+\d{4,15}$/, { error: 'must be a number with its country code' }),
  }),
  z.strictObject({ type: z.literal('account_link'), url: webUrl }),
  z.strictObject({ type: z.literal('account_unlink') }),
], oneOf(['web_url', 'postback', 'phone_number', 'account_link', 'account_unlink']))

const card = z.strictObject({
  title: chars(1, 80),
  subtitle: chars(1, 80).optional(),
  image_url: webUrl.optional(),
  default_action: z.strictObject({ type: z.literal('web_url'), ...webview }).optional(),
  buttons: sized(button, 1, 3).optional(),
})

const mediaCard = z.strictObject({
  media_type: z.enum(['image', 'video']),
  attachment_id: graphId.optional(),
  url: webUrl.refine((address) => /^https:\/\/(?:[^/]+\.)?facebook\.com\//.test(address), { error: 'must be an address of Facebook' }).optional(),
  buttons: sized(button, 1, 3).optional(),
}).refine(({ attachment_id, url }) => (attachment_id === undefined) !== (url === undefined), { error: 'needs either url or attachment_id' })

const sharable = z.boolean().optional()

/** List, open graph and airline templates are gone; of those that need more than a message only the name is checked. */
export const template = z.discriminatedUnion('template_type', [
  z.strictObject({ template_type: z.literal('button'), text: chars(1, 640), buttons: sized(button, 1, 3), sharable }),
  z.strictObject({
    template_type: z.literal('generic'), elements: sized(card, 1, 10), sharable,
    image_aspect_ratio: z.enum(['horizontal', 'square']).optional(),
  }),
  z.strictObject({ template_type: z.literal('media'), elements: sized(mediaCard, 1, 1), sharable }),
  z.looseObject({ template_type: z.literal('receipt'), elements: sized(z.looseObject({}), 0, 100).optional() }),
  z.looseObject({ template_type: z.enum(['coupon', 'product', 'customer_feedback']) }),
], oneOf(['button', 'generic', 'media', 'receipt', 'coupon', 'product', 'customer_feedback']))
