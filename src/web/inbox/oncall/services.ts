// What well-known services want to be sent; {{…}} is filled when somebody is called. As in docs/on-call.md.

export type Service = 'own' | 'pagerduty' | 'twilio' | 'ntfy'

interface Template { readonly name: string; readonly address: string; readonly contentType: string; readonly body: string }

export const SERVICES: Readonly<Record<Service, Template>> = {
  own: { name: '', address: '', contentType: 'application/json', body: '' },
  pagerduty: {
    name: 'PagerDuty', address: 'https://events.pagerduty.com/v2/enqueue', contentType: 'application/json',
    body: '{"routing_key":"YOUR_KEY","event_action":"trigger","dedup_key":"{{id}}","links":[{"href":"{{link}}","text":"Open"}],"payload":{"summary":"{{title}}","source":"madoguchi","severity":"critical"}}',
  },
  twilio: {
    name: 'Twilio', address: 'https://api.twilio.com/2010-04-01/Accounts/YOUR_SID/Calls.json', contentType: 'application/x-www-form-urlencoded',
    body: 'To=%2B81YOUR_NUMBER&From=%2BYOUR_TWILIO_NUMBER&Twiml=%3CResponse%3E%3CSay%20language%3D%22ja-JP%22%20loop%3D%223%22%3E{{title}}%3C%2FSay%3E%3C%2FResponse%3E',
  },
  ntfy: {
    name: 'ntfy', address: 'https://ntfy.sh/', contentType: 'application/json',
    body: '{"topic":"YOUR_TOPIC","title":"{{title}}","message":"{{body}}","priority":5,"click":"{{link}}"}',
  },
}
