// Puts meters around what leaves the desk: channels, the translation provider, notices to staff. They do exactly what they did.
import type { Channel, SendIO } from '../../channels/contract.ts'
import type { TranslationRequest, Translator } from '../language/translator.ts'
import type { Notifier } from '../notify/notifier.ts'
import type { Meters } from './meters.ts'

export function measuredChannel(channel: Channel, meters: Meters): Channel {
  const { type, send, fetchMedia, fetchHealth, fetchProfile } = channel
  return {
    ...channel,
    ...(send && {
      async send(payload: unknown, config: unknown, io: SendIO) {
        const begun = performance.now()
        const result = await send.call(channel, payload, config, io)
        meters.sent(type, result.status)
        // What a person's own settings refuse is an answer of the platform all the same.
        meters.called(type, 'send', result.status === 'retry' ? 'failed' : 'ok', secondsSince(begun))
        return result
      },
    }),
    ...(fetchMedia && { fetchMedia: (...given: Parameters<typeof fetchMedia>) => timed(meters, type, 'media', () => fetchMedia.apply(channel, given)) }),
    ...(fetchHealth && { fetchHealth: (...given: Parameters<typeof fetchHealth>) => timed(meters, type, 'health', () => fetchHealth.apply(channel, given)) }),
    ...(fetchProfile && { fetchProfile: (...given: Parameters<typeof fetchProfile>) => timed(meters, type, 'profile', () => fetchProfile.apply(channel, given)) }),
  }
}

export function measuredTranslator(translator: Translator, meters: Meters): Translator {
  const provider = translator.name.toLowerCase()
  const { learn } = translator
  return {
    name: translator.name, longest: translator.longest,
    can: (from, to) => timed(meters, provider, 'languages', () => translator.can(from, to)),
    translate(request: TranslationRequest) {
      meters.translated(provider, request.texts.reduce((sum, text) => sum + Array.from(text).length, 0))
      return timed(meters, provider, 'translate', () => translator.translate(request))
    },
    ...(learn && { learn: (glossary: Parameters<typeof learn>[0]) => timed(meters, provider, 'terms', () => learn.call(translator, glossary)) }),
    close: () => translator.close(),
  }
}

export function measuredNotifier(notifier: Notifier, meters: Meters): Notifier {
  return {
    ...notifier,
    // What can be written to changes while it runs.
    get media() { return notifier.media },
    async send(way, notice) {
      const result = await notifier.send(way, notice)
      meters.notified(way.medium, result.status)
      return result
    },
  }
}

async function timed<T>(meters: Meters, provider: string, call: string, ask: () => Promise<T>): Promise<T> {
  const begun = performance.now()
  try {
    const answer = await ask()
    meters.called(provider, call, 'ok', secondsSince(begun))
    return answer
  } catch (error) {
    meters.called(provider, call, 'failed', secondsSince(begun))
    throw error
  }
}

const secondsSince = (begun: number) => (performance.now() - begun) / 1_000
