/** A small HTTP server on loopback for files that are already in memory: conditional requests, one policy, nothing else. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ServedPage {
  readonly type: string
  readonly body: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

export interface Served {
  readonly port: number
  /** Answers what it has begun and ends. */
  readonly close: () => Promise<void>
}

/**
 * Serves `find(path)` on 127.0.0.1; port 0 takes any free one. Rejects with the system's error (`EADDRINUSE`) when it can't
 * listen.
 */
export function serve(find: (path: string) => ServedPage | undefined, port: number): Promise<Served> {
  const server = createServer((request, response) => answer(find, request, response))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const close = (): Promise<void> =>
        new Promise((done) => {
          server.close(() => done())
          server.closeAllConnections()
        })
      resolve({ port: (server.address() as AddressInfo).port, close })
    })
  })
}

function answer(find: (path: string) => ServedPage | undefined, request: IncomingMessage, response: ServerResponse): void {
  const path = new URL(request.url ?? '/', 'http://loopback').pathname
  const page = find(path)
  const always = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { ...always, Allow: 'GET, HEAD' }).end()
    return
  }
  if (!page) {
    response
      .writeHead(404, { ...always, 'Content-Type': 'text/plain; charset=utf-8' })
      .end(`There is nothing at ${JSON.stringify(path)}.\n`)
    return
  }
  const etag = `"${createHash('sha256').update(page.body).digest('base64url').slice(0, 22)}"`
  const headers = { ...always, 'Content-Type': page.type, 'Cache-Control': 'no-cache', ETag: etag, ...page.headers }
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end()
    return
  }
  response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : page.body)
}
