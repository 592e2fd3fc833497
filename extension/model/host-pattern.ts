/** The permission pattern for an address. Patterns know no ports: permission is for the host, and only the address given is read. */
export function hostPattern(address: string | URL): string {
  const { protocol, hostname } = new URL(address)
  return `${protocol}//${hostname}/*`
}
