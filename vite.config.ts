import { defineConfig } from 'vite'

export default defineConfig({
  test: { include: ['test/unit/**/*.test.ts', 'test/unit/**/*.test.tsx', 'test/property/**/*.test.ts'] },
} as never)
