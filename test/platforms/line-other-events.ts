// The events of LINE that are no conversation, as its reference describes each: what they hold, and whether one may reply.
export type LineOtherType =
  | 'leave' | 'memberJoined' | 'memberLeft' | 'accountLink' | 'beacon' | 'videoPlayComplete' | 'membership' | 'delivery'
  | 'module' | 'activated' | 'deactivated' | 'botSuspended' | 'botResumed'

const somebody = { members: [{ type: 'user', userId: `U${'5'.repeat(32)}` }] }

export const otherEvents: Readonly<Record<LineOtherType, { readonly answerable: boolean; readonly body: object }>> = {
  leave: { answerable: false, body: {} },
  memberJoined: { answerable: true, body: { joined: somebody } },
  memberLeft: { answerable: false, body: { left: somebody } },
  accountLink: { answerable: true, body: { link: { result: 'ok', nonce: 'bm9uY2U' } } },
  beacon: { answerable: true, body: { beacon: { hwid: '0123456789', type: 'enter' } } },
  videoPlayComplete: { answerable: true, body: { videoPlayComplete: { trackingId: 'film' } } },
  membership: { answerable: true, body: { membership: { type: 'joined', membershipId: 1 } } },
  delivery: { answerable: false, body: { delivery: { data: 'a hashed number' } } },
  module: { answerable: false, body: { module: { type: 'attached', botId: `U${'6'.repeat(32)}`, scopes: ['message:send'] } } },
  activated: { answerable: false, body: { chatControl: { expireAt: 1_800_000_000_000 } } },
  deactivated: { answerable: false, body: { mode: 'standby' } },
  botSuspended: { answerable: false, body: {} },
  botResumed: { answerable: false, body: {} },
}
