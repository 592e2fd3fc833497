/**
 * The tests that broken copies of shared/time and shared/evaluate are held to: their tables, and the corpus. The second
 * implementations of test/property stay out, ten thousand copies would take them the day.
 */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  define: { __VERSION__: JSON.stringify('0') },
  test: {
    include: ['test/unit/time/**/*.test.ts', 'test/unit/evaluate/**/*.test.ts', 'test/unit/conformance.test.ts'],
    testTimeout: 20_000,
  },
})
