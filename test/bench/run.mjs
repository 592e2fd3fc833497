/** Builds the benches (Node 20 does not read TypeScript) and runs them in a process that can collect garbage on request. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const node = (args, stdio) => spawnSync(process.execPath, args, { cwd: root, stdio, env: process.env })

const built = node(['node_modules/vite/bin/vite.js', 'build', '--mode', 'bench', '--logLevel', 'warn'], ['inherit', 2, 'inherit'])
if (built.status) process.exit(built.status)
process.exit(node(['--expose-gc', 'dist/bench/main.js', ...process.argv.slice(2)], 'inherit').status ?? 1)
