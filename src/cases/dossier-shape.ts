// A dossier as a page sends it.
import { z } from 'zod'
import { PartyShape } from './acts.ts'
import { LAYOUTS, SECTIONS, TRANSLATION_SOURCES } from './dossier.ts'

const Text = z.string().trim().max(5_000)
const PassageShape = z.strictObject({
  section: z.enum(SECTIONS),
  day: z.iso.date().nullable(),
  ja: Text,
  translation: Text,
  source: z.enum(TRANSLATION_SOURCES),
  event: z.number().int().min(1).nullable(),
  media: z.uuid().nullable(),
})

/** The addressee may still be without a name while it is written. */
export const DossierShape = z.strictObject({
  party: PartyShape.extend({ name: z.string().trim().max(300) }),
  passages: z.array(PassageShape).max(200),
  layout: z.enum(LAYOUTS),
  thumbnails: z.boolean(),
  register: z.boolean(),
})
