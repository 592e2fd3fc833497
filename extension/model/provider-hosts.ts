/**
 * Where providers publish their status, and on which hosts people use them: for agreements whose text names neither. Only pages
 * that an adaptor reads and whose history covers time: a page that lists what is open now would leave the agreement without data.
 */
import type { Contract } from '../../shared/contract/model.ts'

interface Known {
  readonly page: string
  readonly hosts: readonly string[]
  /** Browsers read the page's feed only with permission for its host. */
  readonly needsPermission?: true
}

/** By the provider's name as agreements give it, in small letters. */
const KNOWN: Readonly<Record<string, Known>> = {
  akamai: { page: 'https://www.akamaistatus.com/', hosts: ['akamai.com'] },
  algolia: { page: 'https://status.algolia.com/', hosts: ['algolia.com'] },
  atlassian: { page: 'https://status.atlassian.com/', hosts: ['atlassian.net', 'atlassian.com', 'bitbucket.org'] },
  cloudflare: { page: 'https://www.cloudflarestatus.com/', hosts: ['cloudflare.com'] },
  confluent: { page: 'https://status.confluent.cloud/', hosts: ['confluent.cloud', 'confluent.io'] },
  datadog: { page: 'https://status.datadoghq.com/', hosts: ['datadoghq.com'] },
  digitalocean: { page: 'https://status.digitalocean.com/', hosts: ['digitalocean.com'] },
  elastic: { page: 'https://status.elastic.co/', hosts: ['cloud.elastic.co'] },
  fullstory: { page: 'https://status.fullstory.com/', hosts: ['fullstory.com'] },
  github: { page: 'https://www.githubstatus.com/', hosts: ['github.com'] },
  google: {
    page: 'https://www.google.com/appsstatus/dashboard/',
    hosts: ['mail.google.com', 'docs.google.com', 'drive.google.com'],
    needsPermission: true,
  },
  'google cloud': {
    page: 'https://status.cloud.google.com/',
    hosts: ['console.cloud.google.com', 'googleapis.com'],
    needsPermission: true,
  },
  hubspot: { page: 'https://status.hubspot.com/', hosts: ['hubspot.com'] },
  lever: { page: 'https://status.lever.co/', hosts: ['lever.co'] },
  linode: { page: 'https://status.linode.com/', hosts: ['linode.com'] },
  mongodb: { page: 'https://status.mongodb.com/', hosts: ['mongodb.com'] },
  'new relic': { page: 'https://status.newrelic.com/', hosts: ['newrelic.com'] },
  notion: { page: 'https://status.notion.so/', hosts: ['notion.so'] },
  openai: { page: 'https://status.openai.com/', hosts: ['openai.com', 'chatgpt.com'] },
  pagerduty: { page: 'https://status.pagerduty.com/', hosts: ['pagerduty.com'] },
  sendgrid: { page: 'https://status.sendgrid.com/', hosts: ['sendgrid.com'] },
  slack: { page: 'https://slack-status.com/', hosts: ['slack.com'] },
  snowflake: { page: 'https://status.snowflake.com/', hosts: ['snowflakecomputing.com', 'snowflake.com'] },
  twilio: { page: 'https://status.twilio.com/', hosts: ['twilio.com'] },
  'twilio sendgrid': { page: 'https://status.sendgrid.com/', hosts: ['sendgrid.com'] },
  upcloud: { page: 'https://status.upcloud.com/', hosts: ['upcloud.com'] },
  vercel: { page: 'https://www.vercel-status.com/', hosts: ['vercel.com'] },
}

const known = (contract: Pick<Contract, 'parties'>): Known | undefined => KNOWN[contract.parties?.provider?.name.toLowerCase() ?? '']

/** The status page of an agreement: as its text says, else as the provider publishes it; null where neither is known. */
export const statusPageOf = (contract: Pick<Contract, 'monitoring' | 'parties'>): string | null =>
  contract.monitoring?.publishedAt ?? known(contract)?.page ?? null

/** The hosts an agreement is about: as its services name them, else where the provider is used. */
export function hostsOf(contract: Contract): readonly string[] {
  const named = contract.services.flatMap((service) => service.hosts ?? [])
  return named.length > 0 ? [...new Set(named)] : (known(contract)?.hosts ?? [])
}

/** Whether the status page of an agreement is one that its text or the provider names, and can be read as it is. */
export const isReadable = (contract: Pick<Contract, 'monitoring' | 'parties'>): boolean =>
  statusPageOf(contract) !== null && known(contract)?.needsPermission !== true
