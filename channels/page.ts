// An error page that a platform, or what stands before it, gives with status 200 where a file was asked for. People's own pages are refused anyway.
export function isPage(answer: Response): boolean {
  return /^text\/html\b/i.test(answer.headers.get('content-type') ?? '')
}
