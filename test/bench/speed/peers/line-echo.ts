// The plain echo of LINE's own documentation: express, the middleware and the client of @line/bot-sdk. It keeps nothing.
import { messagingApi, middleware } from '@line/bot-sdk'
import type { webhook } from '@line/bot-sdk'
import express from 'express'
import { SECRET, TOKEN } from '../messages.ts'

const client = new messagingApi.MessagingApiClient({ channelAccessToken: TOKEN, baseURL: process.env['PLATFORM'] ?? '' })
const app = express()

app.post('/webhooks/line', middleware({ channelSecret: SECRET }), async (request, response) => {
  const { events }: webhook.CallbackRequest = request.body
  await Promise.all(events.map(async (event) => {
    if (event.type === 'message' && event.message.type === 'text' && event.replyToken !== undefined) await client.replyMessage({ replyToken: event.replyToken, messages: [{ type: 'text', text: event.message.text }] })
  }))
  response.status(200).json({})
})
app.listen(Number(process.env['PORT']), '127.0.0.1')
