// The echo of the Bot Framework's own samples: botbuilder's CloudAdapter behind express. It keeps nothing either.
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, ActivityHandler } from 'botbuilder'
import express from 'express'

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}))
const bot = new ActivityHandler()
bot.onMessage(async (context, next) => {
  await context.sendActivity(context.activity.text)
  await next()
})
const app = express().use(express.json())

app.post('/api/messages', async (request, response) => {
  await adapter.process(request, response, (context) => bot.run(context))
})
app.listen(Number(process.env['PORT']), '127.0.0.1')
