// Whether a request is from the connector: the bearer token, checked by Microsoft's own library against Microsoft's own keys.
import jwt from 'jsonwebtoken'
import { z } from 'zod'
import type { BotFrameworkAuthentication } from 'botframework-connector'
import { Unverifiable } from '../contract.ts'
import type { RawRequest } from '../contract.ts'
import { readJson } from '../json.ts'
import { Addressed } from './wire.ts'
import type { BotFrameworkConfig, CloudConfig } from './wire.ts'

/** The connector gives up after 15 seconds. */
const PATIENCE_MS = 5_000

const Claims = z.looseObject({ iss: z.string(), aud: z.string() })
const Refused = z.union([
  z.object({ statusCode: z.union([z.literal(401), z.literal(403)]) }),
  z.object({ name: z.enum(['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError']) }),
])

export function verify(request: RawRequest, config: BotFrameworkConfig): boolean | Promise<boolean> {
  return config.type === 'local' ? request.fromHere === true : isFromConnector(request, config)
}

async function isFromConnector(request: RawRequest, config: CloudConfig): Promise<boolean> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(request.headers['authorization'] ?? '')?.[1]
  if (token === undefined || !claimsToBe(token, config)) return false
  const { serviceUrl, channelId = 'unknown' } = addressed(request.body)
  try {
    const authentication = await authenticationOf(config)
    // "Streaming" is the library's name for checking the token alone; that it was made for this service is checked here.
    const { claimsIdentity } = await within(PATIENCE_MS, authentication.authenticateStreamingRequest(`Bearer ${token}`, channelId.trim() || 'unknown'))
    return serviceUrl === undefined || claimsIdentity.getClaimValue('serviceurl') === serviceUrl
  } catch (error) {
    if (Refused.safeParse(error).success) return false
    throw new Unverifiable('no keys to check the token with', { cause: error })
  }
}

/**
 * What a token says of itself decides which way the library takes, and some of its ways are not for the desk: for tokens that name
 * a tenant it remembers that tenant for good, whoever wrote them. Only tokens of the connector, for this very bot, go on.
 */
function claimsToBe(token: string, config: CloudConfig): boolean {
  try {
    const claims = Claims.parse(jwt.decode(token))
    return claims.iss === config.issuer && claims.aud === config.appId && (claims['tid'] === undefined || claims['tid'] === config.tenantId)
  } catch {
    return false
  }
}

/** A body that cannot be read names no service: `parse` refuses it. */
function addressed(body: Uint8Array): z.infer<typeof Addressed> {
  try {
    return Addressed.parse(readJson(body))
  } catch {
    return {}
  }
}

const authentications = new WeakMap<CloudConfig, Promise<BotFrameworkAuthentication>>()

function authenticationOf(config: CloudConfig): Promise<BotFrameworkAuthentication> {
  const known = authentications.get(config) ?? loaded(config)
  authentications.set(config, known)
  return known
}

/** The library is large: it is loaded with the first request. */
async function loaded({ appId, openIdMetadata, loginBase, issuer }: CloudConfig): Promise<BotFrameworkAuthentication> {
  const { ConfigurationBotFrameworkAuthentication } = await import('botbuilder')
  return new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: appId,
    ToBotFromChannelTokenIssuer: issuer,
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadata,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadata,
    ToChannelFromBotLoginUrl: loginBase,
    ToChannelFromBotOAuthScope: issuer,
    OAuthUrl: issuer,
  }, {
    isValidAppId: async (given) => given === appId,
    // With an empty app id the library's own factory says yes here, and takes every token.
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => { throw new Error('Bot Framework: nothing is sent this way') },
  })
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const over = Promise.withResolvers<never>()
  const timer = setTimeout(() => over.reject(new Error('Bot Framework: no keys in time')), ms)
  try {
    return await Promise.race([work, over.promise])
  } finally {
    clearTimeout(timer)
  }
}
