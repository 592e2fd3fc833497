/**
 * Makes the files of a release in dist/release: `npm run release [-- v1.2.3]`. A zip for each browser, the npm tarball, and
 * SHA256SUMS. Refuses a tag that is not the version of package.json.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from './build.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = join(root, 'dist/release')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const [tag] = process.argv.slice(2)
if (tag !== undefined && tag !== `v${version}`) throw new Error(`wanted the tag v${version}, as package.json says, got ${tag}`)

function run(command, parameters) {
  const { status, stdout, stderr } = spawnSync(command, parameters, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' })
  if (status !== 0) throw new Error(`${command} ${parameters.join(' ')}:\n${stdout}${stderr}`)
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
await build()
const webExt = join(root, 'node_modules/web-ext/bin/web-ext.js')
for (const browser of ['chrome', 'firefox']) {
  const source = join(root, 'dist', browser)
  cpSync(join(root, 'LICENSE'), join(source, 'LICENSE'))
  const options = [
    '--source-dir',
    source,
    '--artifacts-dir',
    folder,
    '--filename',
    `standing-${browser}-${version}.zip`,
    '--no-config-discovery',
  ]
  run(process.execPath, [webExt, 'build', ...options])
}
run('npm', ['pack', '--pack-destination', folder])
const sums = readdirSync(folder)
  .sort()
  .map(
    (name) =>
      `${createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex')}  ${name}\n`,
  )
writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''))
process.stdout.write(sums.join(''))
