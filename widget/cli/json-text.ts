/** A document as JSON text that people can compare: one line for each entry of its lists. */
export function rowsText(document: object): string {
  const fields = Object.entries(document).map(([key, value]) => {
    const name = JSON.stringify(key)
    if (!Array.isArray(value) || value.length === 0) return `  ${name}: ${JSON.stringify(value)}`
    return `  ${name}: [\n${value.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]`
  })
  return `{\n${fields.join(',\n')}\n}\n`
}
