/** Programs of the system that tests run on loopback, where they are installed, and stop when a file of tests is through. */
import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll } from 'vitest'

/** The path of an installed program; null, and said, where there is none. */
export function program(name: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return join(folder, name)
    } catch {
      // In another folder, perhaps.
    }
  }
  console.warn(`skipped: ${name} is not installed`)
  return null
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

const folders: string[] = []
const running: ChildProcess[] = []
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

export const scratch = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'standing-metrics-'))
  folders.push(folder)
  return folder
}

export async function start(path: string, args: readonly string[], ready: string): Promise<void> {
  running.push(spawn(path, args, { stdio: 'ignore' }))
  for (let tries = 0; tries < 150; tries++) {
    if (
      await fetch(ready).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${path} does not answer at ${ready}`)
}
