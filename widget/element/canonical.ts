/**
 * The canonical form (RFC 8785) of what JSON.parse made, for the widget's build in place of shared/base/canonical.ts: parsed
 * JSON has no NaN, no cycle and nothing without a JSON form, so that what the library refuses need not be carried.
 */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical)}]`
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical((value as Record<string, unknown>)[key])}`)}}`
}
