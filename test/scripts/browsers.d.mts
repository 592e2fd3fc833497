export type Kind = 'chromium' | 'firefox'
export function findBrowser(kind: Kind): string | null
export function installBrowsers(kinds?: readonly Kind[], say?: (line: string) => void): Kind[]
export function advice(kind: Kind): string
