/** The command as people run it: built into one file, in a process of its own, in a folder of its own. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

export interface Ran {
  readonly exit: number | null
  readonly out: string
  /** Lines on standard error. */
  readonly err: readonly string[]
}

export interface Standing {
  /** Writes a file beside the others and answers with its name. */
  readonly file: (name: string, content: string | object) => string
  readonly run: (args: readonly string[], options?: { readonly input?: string; readonly env?: Record<string, string> }) => Promise<Ran>
  readonly program: string
  readonly folder: string
  readonly close: () => void
}

const root = fileURLToPath(new URL('../../../../', import.meta.url))

export async function standing(): Promise<Standing> {
  const folder = mkdtempSync(join(tmpdir(), 'standing-test-'))
  const program = join(folder, 'bin', 'standing.js')
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    define: { __VERSION__: '"1.2.3"' },
    ssr: { noExternal: true },
    build: {
      ssr: join(root, 'widget/cli/main.ts'),
      outDir: dirname(program),
      target: 'node20',
      minify: false,
      rollupOptions: { output: { format: 'es', entryFileNames: 'standing.js' } },
    },
  })
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  return {
    folder,
    program,
    file: (name, content) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
      return name
    },
    run: (args, { input, env } = {}) =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [program, ...args], { cwd: folder, env: { ...process.env, ...env } })
        let out = ''
        let err = ''
        child.stdout.on('data', (piece) => (out += piece))
        child.stderr.on('data', (piece) => (err += piece))
        child.on('close', (exit) => resolve({ exit, out, err: err.split('\n').filter((line) => line !== '') }))
        child.stdin.end(input)
      }),
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
