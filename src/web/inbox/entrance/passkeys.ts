// Asks the browser for a passkey: to make one, or to sign in with one.
import type { Answer } from '../api.ts'
import { givePasskey, keepPasskey, passkeyToMake, passkeyToShow } from './auth.ts'

/** Browsers know passkeys on pages that came over https, or from this very computer. */
export const passkeysWork = () =>
  typeof PublicKeyCredential !== 'undefined' && 'parseCreationOptionsFromJSON' in PublicKeyCredential

const NOT_GIVEN = { ok: false, refusal: { error: 'passkey_cancelled', status: 0 } } as const

/** Null where the person closed the browser's question, or the device already holds a passkey of theirs. */
async function asked(question: Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  try {
    const credential = await question
    return credential instanceof PublicKeyCredential ? credential : null
  } catch {
    return null
  }
}

export async function addPasskey(name: string): Promise<Answer<unknown>> {
  const options = await passkeyToMake()
  if (!options.ok) return options
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options.value)
  const made = await asked(navigator.credentials.create({ publicKey }))
  return made === null ? NOT_GIVEN : keepPasskey(made.toJSON(), name)
}

export async function enterByPasskey(): Promise<Answer<unknown>> {
  const options = await passkeyToShow()
  if (!options.ok) return options
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.value)
  const given = await asked(navigator.credentials.get({ publicKey }))
  return given === null ? NOT_GIVEN : givePasskey(given.toJSON())
}
