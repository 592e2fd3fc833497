/** Status pages that are known by their address: whose feed they are, wherever it lies; and those whose own format is not read. */

export interface KnownHost {
  /** The adaptor's id, null where no adaptor reads it. */
  readonly feed: string | null
  readonly title: string
  /** The page whose addresses the adaptor knows, where it is another one. */
  readonly page?: URL
}

type Rule = readonly [host: RegExp, path: RegExp, feed: string | null, title: string, page?: string]

const ANY = /^/

const RULES: readonly Rule[] = [
  [/^(health|status)\.aws\.amazon\.com$/, ANY, 'aws', 'AWS Health Dashboard'],
  [/^status\.(cloud|search|play|firebase)\.google\.com$/, ANY, 'google', 'Google Cloud'],
  [/^ads\.google\.com$/, /^\/status\/publisher(\/|$)/, 'google', 'Google Ads', 'https://ads.google.com/status/publisher/'],
  [/^(www\.)?google\.com$/, /^\/appsstatus(\/|$)/, 'google', 'Google Workspace', 'https://www.google.com/appsstatus/dashboard/'],
  [/^(azure\.status\.microsoft|status\.azure\.com|rssfeed\.azure\.status\.microsoft)$/, ANY, 'azure', 'Microsoft Azure'],
  [/^(slack-status\.com|status\.slack\.com)$/, ANY, 'slack', 'Slack'],
  [/^status\.heroku\.com$/, ANY, 'heroku', 'Heroku'],
  [/^((api\.)?status|trust)\.salesforce\.com$/, ANY, 'salesforce-trust', 'Salesforce Trust'],
  [/^(status\.stripe\.com|(www\.)?stripestatus\.com)$/, ANY, 'statuspage', 'Stripe', 'https://www.stripestatus.com/'],
  [/^[\w-]+\.statuspal\.(io|eu)$/, ANY, 'statuspal', 'Statuspal'],
  [/^status\.zendesk\.com$/, ANY, null, 'Zendesk'],
  [/^ocistatus\.oraclecloud\.com$/, ANY, null, 'Oracle Cloud'],
  [/^(www\.)?apple\.com$/, /^\/support\/systemstatus(\/|$)/, null, 'Apple'],
]

/** What is known of a page by its address alone; null for most. */
export function knownHost(page: URL): KnownHost | null {
  const repository = page.hostname === 'github.com' ? /^\/[\w.-]+\/[\w.-]+/.exec(page.pathname)?.[0] : undefined
  if (repository) return { feed: 'upptime', title: 'Upptime', page: new URL(repository, page) }
  const rule = RULES.find(([host, path]) => host.test(page.hostname) && path.test(page.pathname))
  if (!rule) return null
  const [, , feed, title, at] = rule
  return { feed, title, ...(at !== undefined && { page: new URL(at) }) }
}
