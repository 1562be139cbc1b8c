// Microsoft's connector client, for one call to one service.
import type { Activity } from 'botbuilder'
import { z } from 'zod'
import { ConnectorRefusal } from './failure.ts'
import { tokenOf } from './token.ts'
import type { BotFrameworkConfig, Route } from './wire.ts'

type Client = InstanceType<(typeof import('botframework-connector'))['ConnectorClient']>
type HttpClient = NonNullable<NonNullable<ConstructorParameters<(typeof import('botframework-connector'))['ConnectorClient']>[1]>['httpClient']>

export interface Call { readonly route: Route; readonly activity: Partial<Activity>; readonly signal: AbortSignal }

/**
 * @returns the id of the new activity; empty where the channel gives none
 * @throws ConnectorRefusal, LoginFailed, and what fetch throws where there was no answer
 */
export async function post(config: BotFrameworkConfig, { route, activity, signal }: Call): Promise<string> {
  const client = await clientOf(config, route.serviceUrl, signal)
  const sent = await client.conversations.sendToConversation(route.conversation, activity)
  return sent.id ?? ''
}

/** The library is large: it is loaded with the first call. */
async function clientOf(config: BotFrameworkConfig, baseUri: string, signal: AbortSignal): Promise<Client> {
  const { ConnectorClient, TokenCredentials } = await import('botframework-connector')
  const credentials = config.type === 'local' ? { signRequest: async <R>(request: R) => request } : new TokenCredentials((await tokenOf(config)).text)
  return new ConnectorClient(credentials, { baseUri, httpClient: once(signal) })
}

/** Left to itself the client sends again after a 5xx, which makes two lines of one, and takes its token along to wherever it is redirected. */
function once(signal: AbortSignal): HttpClient {
  return {
    async sendRequest(request) {
      const body = z.string().optional().parse(request.body)
      const response = await fetch(request.url, {
        method: request.method, headers: request.headers.rawHeaders(), redirect: 'error', signal, ...(body !== undefined && { body }),
      })
      const bodyAsText = await response.text()
      if (!response.ok) throw new ConnectorRefusal(response.status, bodyAsText, response.headers.get('retry-after'))
      const headers = request.headers.clone()
      for (const name of headers.headerNames()) headers.remove(name)
      response.headers.forEach((value, name) => headers.set(name, value))
      return { request, headers, status: response.status, bodyAsText }
    },
  }
}
