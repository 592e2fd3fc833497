import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The tests of time once more, each in a process whose own clock is elsewhere: no figure may depend on it. */
describe.skipIf(process.env.STANDING_HOST)('under a host in another zone', () => {
  it.each(['Pacific/Auckland', 'America/New_York', 'Australia/Lord_Howe'])('%s', { timeout: 240_000 }, async (zone) => {
    const env = { ...process.env, TZ: zone, STANDING_HOST: zone, NO_COLOR: '1' }
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', 'test/unit/time', 'test/property/time']
    const { stdout } = await run(process.execPath, args, { cwd: root, env })
    expect(stdout).toMatch(/Tests +\d{3,} passed/)
    expect(stdout).not.toMatch(/failed/)
  })
})

/** Runs inside those processes as well: it is what shows that they really are elsewhere. */
it('the host is where the environment says', () => {
  const zone = process.env.STANDING_HOST
  if (zone) expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone)
  else expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBeTruthy()
})
