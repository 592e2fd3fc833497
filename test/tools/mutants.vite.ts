/** The tests that broken copies of shared/time are held to: all of its own, once, on this host. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['test/unit/time/**/*.test.ts', 'test/property/time/**/*.test.ts'], exclude: ['**/host.test.ts'], testTimeout: 20_000 },
})
