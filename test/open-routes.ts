// Every route that asks for no session, and what it is asked in tests: whoever adds one says here that nobody need be signed in for it.

/** Method and path as the code has them -> a path to ask. A secret or an id in it is made up. */
export const OPEN_ROUTES: Readonly<Record<string, string>> = {
  'GET /healthz': '/healthz', 'GET /readyz': '/readyz', 'GET /metrics': '/metrics',
  'GET /webhooks/:account': '/webhooks/line?hub.mode=subscribe&hub.challenge=1', 'POST /webhooks/:account': '/webhooks/line', 'POST /api/messages': '/api/messages',
  'POST /tokens/generate': '/v3/directline/tokens/generate', 'POST /tokens/refresh': '/v3/directline/tokens/refresh', 'POST /conversations': '/v3/directline/conversations',
  'GET /conversations/:id': '/v3/directline/conversations/x', 'GET /conversations/:id/activities': '/v3/directline/conversations/x/activities', 'POST /conversations/:id/activities': '/v3/directline/conversations/x/activities',
  'POST /conversations/:id/upload': '/v3/directline/conversations/x/upload', 'GET /conversations/:id/files/:file': '/v3/directline/conversations/x/files/y',
  'GET /inquiry': '/inquiry', 'POST /inquiry': '/inquiry', 'GET /inquiry/thread': '/inquiry/thread', 'GET /inquiry/message': '/inquiry/message', 'POST /inquiry/thread': '/inquiry/thread', 'POST /inquiry/message': '/inquiry/message', 'GET /inquiry/inquiry.css': '/inquiry/inquiry.css',
  'GET /board': '/board', 'GET /board/${name}': '/board/board.css', 'GET /board/exit': '/board/exit', 'POST /board/*splat': '/board/nothing', 'GET /board/join': '/board/join', 'POST /board/join': '/board/join', 'POST /board/enter': '/board/enter', 'POST /board/out': '/board/out',
  'GET /board/me': '/board/me', 'POST /board/leave': '/board/leave', 'GET /board/new': '/board/new', 'GET /board/posts/:id': '/board/posts/x', 'GET /board/posts/:id/edit': '/board/posts/x/edit', 'POST /board/posts': '/board/posts', 'POST /board/posts/:id': '/board/posts/x',
  'POST /board/posts/:id/act': '/board/posts/x/act', 'POST /board/posts/:id/report': '/board/posts/x/report', 'POST /board/posts/:id/reply': '/board/posts/x/reply', 'GET /board/threads/:id': '/board/threads/x', 'POST /board/threads/:id': '/board/threads/x', 'POST /board/threads/:id/act': '/board/threads/x/act', 'POST /board/threads/:id/report': '/board/threads/x/report',
  'GET /api/session': '/api/session', 'POST /api/setup': '/api/setup', 'GET /api/invited/:token': '/api/invited/x', 'POST /api/invited/:token': '/api/invited/x', 'ALL /api/auth/*splat': '/api/auth/nothing',
  'GET /.well-known/security.txt': '/.well-known/security.txt', 'GET /robots.txt': '/robots.txt', 'GET /sitemap.xml': '/sitemap.xml',
  'GET /ack/:token': '/ack/x', 'POST /ack/:token': '/ack/x', 'GET /files/:token': '/files/x',
  'GET /figures': '/figures', 'GET /figures/figures.css': '/figures/figures.css',
  'GET /guide': '/guide', 'GET /guide/:topic': '/guide/nothing', 'GET /guide/guide.css': '/guide/guide.css', 'GET /guide/:language': '/guide/en', 'GET /guide/:language/${name}': '/guide/en/offline', 'GET /guide/:language/search': '/guide/en/search', 'POST /guide/:language/search': '/guide/en/search', 'GET /guide/:language/:topic': '/guide/en/nothing',
  'GET /bodies': '/bodies', 'GET /bodies/bodies.css': '/bodies/bodies.css', 'GET /bodies/:id': '/bodies/x',
  'GET /privacy': '/privacy', 'GET /copy/:secret': '/copy/x', 'POST /copy/:secret': '/copy/x',
  'GET /entry': '/entry', 'POST /entry': '/entry', 'GET /entry/:secret': '/entry/x', 'POST /entry/:secret': '/entry/x',
  'GET /request/:secret': '/request/x', 'POST /request/:secret': '/request/x', 'GET /reply/:secret': '/reply/x', 'POST /reply/:secret': '/reply/x',
  'GET /': '/', 'GET /desk': '/desk', 'GET /desk/*splat': '/desk/c/x', 'GET /desk/worker.js': '/desk/worker.js', 'GET /guide/worker.js': '/guide/worker.js', 'GET /guide/keep.js': '/guide/keep.js', 'GET /embed.js': '/embed.js',
}
