// The shapes of mediation and dossiers that the desk's pages and the server exchange. Times are ISO 8601 in UTC.
import type { Dossier, DossierFault } from '../../cases/dossier.ts'
import type { Printed } from '../../dossier/printed.ts'

/** GET /api/cases/:id/mediation */
export interface MediationView {
  readonly available: boolean
  /** What a worker is told while there is no mediation: in their language, and in Japanese. */
  readonly notYet: { readonly text: string; readonly japanese: string }
  readonly language: string
  readonly translates: boolean
  /** Sent back with what is saved; 0: nobody wrote one yet. */
  readonly revision: number
  readonly dossier: Dossier
  readonly savedBy: string | null
  /** `by` recorded that `whom` held the translation against the Japanese. */
  readonly confirmed: { readonly by: string; readonly whom: string; readonly at: string } | null
  readonly faults: readonly DossierFault[]
  /** What it tells; what of it the worker did not agree to; whether the addressee was checked for conflicts of interest. */
  readonly items: readonly string[]
  readonly consented: boolean
  readonly missing: readonly string[]
  readonly checked: boolean
  readonly evidence: readonly { readonly id: string; readonly kind: string; readonly name: string | null; readonly at: string }[]
}

/** PATCH /api/cases/:id/dossier {revision, dossier} */
export interface DossierSaved { readonly revision: number }
/** POST /api/cases/:id/dossier/translate {texts} : one translation each; null where none could be had. */
export interface DossierTranslation { readonly texts: readonly (string | null)[] }
/** POST /api/cases/:id/dossier/confirm {revision, whom} ; POST /api/cases/:id/dossier/issue {revision, purpose, warned} */

/** GET /api/cases/:id/dossiers/:number : 0 is the draft. The same address with /pdf is a PDF. */
export interface PrintedDossier { readonly printed: Printed }
