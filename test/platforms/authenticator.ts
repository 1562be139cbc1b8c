// A software authenticator (WebAuthn level 2): one P-256 key, attestation "none", and just enough CBOR.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

export interface Ceremony {
  /** Base64url, as the options carry it. */
  readonly challenge: string
  readonly origin: string
  readonly rpId?: string
  readonly type?: string
  readonly userVerified?: boolean
  readonly counter?: number
  /** Signs something else. */
  readonly spoil?: boolean
}

export interface Authenticator {
  /** What `navigator.credentials.create()` gives, as JSON. */
  attest(ceremony: Ceremony): object
  /** What `navigator.credentials.get()` gives, as JSON. */
  assert(ceremony: Ceremony): object
}

export function createAuthenticator(): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  let count = 0
  const credential = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key', clientExtensionResults: {} }
  // COSE: kty EC2, alg ES256, crv P-256, x, y.
  const coseKey = cbor(new Map<number, unknown>([[1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x, 'base64url')], [-3, Buffer.from(y, 'base64url')]]))
  return {
    attest(ceremony) {
      const attested = Buffer.concat([Buffer.alloc(16), uint16(id.length), id, coseKey])
      const authData = authenticatorData(ceremony, 0x40, ++count, attested)
      const attestationObject = cbor(new Map<string, unknown>([['fmt', 'none'], ['attStmt', new Map()], ['authData', authData]]))
      return { ...credential, response: { clientDataJSON: clientData(ceremony, 'webauthn.create').toString('base64url'), attestationObject: attestationObject.toString('base64url'), transports: ['internal'] } }
    },
    assert(ceremony) {
      const data = clientData(ceremony, 'webauthn.get')
      const authData = authenticatorData(ceremony, 0, ++count, Buffer.alloc(0))
      const signed = Buffer.concat([authData, createHash('sha256').update(ceremony.spoil ? 'something else' : data).digest()])
      const signature = sign('sha256', signed, privateKey)
      return { ...credential, response: { clientDataJSON: data.toString('base64url'), authenticatorData: authData.toString('base64url'), signature: signature.toString('base64url') } }
    },
  }
}

function clientData({ challenge, origin, type }: Ceremony, usual: string): Buffer {
  return Buffer.from(JSON.stringify({ type: type ?? usual, challenge, origin, crossOrigin: false }))
}

/** Flags: user present, user verified, and what the caller adds. */
function authenticatorData({ rpId = 'localhost', userVerified = true, counter }: Ceremony, flags: number, count: number, rest: Buffer): Buffer {
  const front = Buffer.alloc(5)
  front.writeUInt8(0x01 | (userVerified ? 0x04 : 0) | flags, 0)
  front.writeUInt32BE(counter ?? count, 1)
  return Buffer.concat([createHash('sha256').update(rpId).digest(), front, rest])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

/** RFC 8949: integers, byte and text strings, maps. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  if (value instanceof Map) return Buffer.concat([head(5, value.size), ...[...value].flat().map(cbor)])
  throw new Error('not written for this')
}

function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value])
  return value < 256 ? Buffer.from([(major << 5) | 24, value]) : Buffer.concat([Buffer.from([(major << 5) | 25]), uint16(value)])
}
