/** The `standing` command: hands the process to run.ts. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { decoded } from './download-address.ts'
import { type Io, plainText } from './io.ts'
import { run } from './run.ts'

const { stdout, stderr, env } = process

const io: Io = {
  out: (text) => void stdout.write(text),
  err: (line) => void stderr.write(`${plainText(line)}\n`),
  now: () => Date.now(),
  readFile: (path) => decoded(readFileSync(path === '-' ? 0 : path)),
  writeFile: (path, text, secret = false) => {
    const draft = `${path}.${process.pid}.part`
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(draft, text, secret ? { mode: 0o600 } : {})
    renameSync(draft, path)
  },
  exists: (path) => existsSync(path),
  isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
  list: (path) => readdirSync(path).sort(),
  fetch: (...args) => fetch(...args),
  columns: stdout.isTTY ? stdout.columns : null,
  colour: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb',
}

// A reader that has seen enough, such as `head`, closes the pipe: that is no failure of ours.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

process.exitCode = await run(process.argv.slice(2), io)
