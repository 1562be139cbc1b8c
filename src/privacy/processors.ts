// Who handles what workers write besides the desk itself, as it is configured. Told to workers in the guide and on a page of its own.

/** `by`: whose sentence it is (locales, mydata.by). */
export interface Processor { readonly by: 'line' | 'messenger' | 'botframework' | 'email' | 'google' | 'googleOpen' | 'libretranslate' | 's3'; readonly host: string; readonly region: string }

export interface Configured {
  /** Types of the channels that are connected. */
  readonly channels: readonly string[]
  /** URLs of the servers that send and receive its mail. */
  readonly mail: readonly string[]
  readonly translation: { readonly provider: { readonly type: 'google'; readonly location: string } | { readonly type: 'libretranslate'; readonly url: string } | null; readonly masks: boolean }
  readonly bucket: { readonly region: string; readonly endpoint: string | null } | null
}

const PLATFORMS = ['line', 'messenger', 'botframework'] as const

export function processorsOf({ channels, mail, translation: { provider, masks }, bucket }: Configured): Processor[] {
  const of = (by: Processor['by'], host = '', region = ''): Processor => ({ by, host, region })
  const hosts = [...new Set(mail.map(hostOf))]
  return [
    ...PLATFORMS.filter((type) => channels.includes(type)).map((type) => of(type)),
    ...(channels.includes('email') ? hosts.map((host) => of('email', host)) : []),
    ...(provider?.type === 'google' ? [of(masks ? 'google' : 'googleOpen', '', provider.location)] : []),
    ...(provider?.type === 'libretranslate' ? [of('libretranslate', hostOf(provider.url))] : []),
    ...(bucket ? [of('s3', bucket.endpoint === null ? 'Amazon Web Services' : hostOf(bucket.endpoint), bucket.region)] : []),
  ]
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url
}
