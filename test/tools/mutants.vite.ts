/**
 * The tests that broken copies of shared/time are held to: its tables. The second implementations of test/property stay out,
 * two thousand copies would take them the day.
 */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['test/unit/time/**/*.test.ts'], testTimeout: 20_000 },
})
