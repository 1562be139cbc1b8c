// The routes of a company's codes: made, taken back, and what carries them: links, QR codes, flyers.
import sharp from 'sharp'
import { z } from 'zod'
import { LAYOUTS } from '../companies/flyers.ts'
import { QUIET, qrOf, qrSvg } from '../companies/qr.ts'
import type { QrModules } from '../companies/qr.ts'
import { CodeShape } from '../companies/shape.ts'
import { entryLinks } from '../desk/entry-links.ts'
import { makeFlyer, previewFlyer } from '../desk/flyer.ts'
import { newCompanyCode } from '../desk/import-companies.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { allCompanies, noteChange } from '../store/companies.ts'
import { allCodes, withdrawCode } from '../store/company-codes.ts'
import type { KeptCode } from '../store/company-codes.ts'
import type { CodeLinks, CodeMade, FlyerPreview } from './api/companies.ts'
import { idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import { ANSWERED } from './guard.ts'
import type { Asked, Handlers } from './guard.ts'

const Picture = z.object({ account: z.string().max(40), type: z.enum(['svg', 'png']) })
const Wish = z.object({ language: z.enum(LANGUAGES), named: z.enum(['yes', 'no']).default('no') })
const PrintWish = Wish.extend({ layout: z.enum(LAYOUTS) })

type Path = Extract<RouteName, `${string} /api/companies/:id/codes${string}`>

/** Big enough to print a hand wide. */
const PNG_SIDE = 1_024

export function companyCodeHandlers(runtime: Runtime): Handlers<Path> {
  const { db, now, newCode } = runtime
  const found = async (asked: Asked): Promise<KeptCode> => {
    const code = (await allCodes(db, idOf(asked))).find((one) => one.code === asked.request.params['code'])
    if (!code) throw new HttpRefusal(404, 'not_found')
    return code
  }
  const nameOf = async (id: string): Promise<string> => {
    const company = (await allCompanies(db)).find((one) => one.id === id)
    if (!company) throw new HttpRefusal(404, 'not_found')
    return company.entry.name
  }
  const withdrawn = (wanted: boolean) => async (asked: Asked) => {
    const { code, withdrawn: before } = await found(asked)
    asked.note({ code })
    if (before === wanted) return
    await withdrawCode(db, idOf(asked), code, wanted ? now() : null)
    await noteChange(db.prisma, idOf(asked), { codeWithdrawn: wanted ? [null, code] : [code, null] }, asked.member.id)
  }
  const file = async ({ response, recorded }: Asked, name: string, type: string, bytes: Buffer, kept: 'attachment' | 'inline') => {
    await recorded()
    response.set({ 'content-type': type, 'content-disposition': `${kept}; filename="${name}"`, 'cache-control': 'no-store' }).send(bytes)
    return ANSWERED
  }
  return {
    async 'POST /api/companies/:id/codes'(asked) {
      const id = idOf(asked)
      await nameOf(id)
      const wanted = CodeShape.parse(asked.request.body)
      const code = await db.prisma.$transaction(async (tx) => {
        const made = await newCompanyCode(tx, id, wanted, asked.member.id, newCode)
        await noteChange(tx, id, { code: [null, made] }, asked.member.id)
        return made
      })
      asked.note({ code })
      asked.response.status(201)
      return { code } satisfies CodeMade
    },
    'DELETE /api/companies/:id/codes/:code': withdrawn(true),
    'POST /api/companies/:id/codes/:code/restore': withdrawn(false),
    'GET /api/companies/:id/codes/:code/links': async (asked) => ({ links: await entryLinks(runtime, (await found(asked)).code) }) satisfies CodeLinks,
    async 'GET /api/companies/:id/codes/:code/qr'(asked) {
      const { account, type } = Picture.parse(asked.request.query)
      const { code } = await found(asked)
      const link = (await entryLinks(runtime, code)).find((one) => one.account === account)?.link
      if (link === undefined || link === null) throw new HttpRefusal(404, 'not_found')
      const modules = qrOf(link)
      asked.note({ code, account })
      return type === 'svg' ? file(asked, `${code}-${account}.svg`, 'image/svg+xml', Buffer.from(qrSvg(modules)), 'attachment') : file(asked, `${code}-${account}.png`, 'image/png', await pngOf(modules), 'attachment')
    },
    async 'GET /api/companies/:id/codes/:code/flyer'(asked) {
      const { language, layout, named } = PrintWish.parse(asked.request.query)
      const { code } = await found(asked)
      const company = named === 'yes' ? await nameOf(idOf(asked)) : null
      asked.note({ code, language, layout, named: named === 'yes' })
      return file(asked, `madoguchi-${code}-${language}-${layout}.pdf`, 'application/pdf', await makeFlyer(runtime, { code, language, company }, layout), 'inline')
    },
    async 'GET /api/companies/:id/codes/:code/preview'(asked) {
      const { language, named } = Wish.parse(asked.request.query)
      const { code } = await found(asked)
      return previewFlyer(runtime, { code, language, company: named === 'yes' ? await nameOf(idOf(asked)) : null }) satisfies Promise<FlyerPreview>
    },
  }
}

function pngOf({ size, dark }: QrModules): Promise<Buffer> {
  const side = size + 2 * QUIET
  const pixels = Buffer.alloc(side * side, 255)
  for (const [x, y] of dark) pixels[(y + QUIET) * side + x + QUIET] = 0
  return sharp(pixels, { raw: { width: side, height: side, channels: 1 } }).resize(PNG_SIDE, PNG_SIDE, { kernel: 'nearest' }).png().toBuffer()
}
