/**
 * Where providers publish their status, and on which hosts people use them: for agreements whose text names neither.
 * Only pages whose feed a browser may read without a permission.
 */
import type { Contract } from '../../shared/contract/model.ts'

interface Known {
  readonly page: string
  readonly hosts: readonly string[]
}

/** By the provider's name as agreements give it, in small letters. */
const KNOWN: Readonly<Record<string, Known>> = {
  algolia: { page: 'https://status.algolia.com/', hosts: ['algolia.com'] },
  atlassian: { page: 'https://status.atlassian.com/', hosts: ['atlassian.net', 'atlassian.com', 'bitbucket.org'] },
  cloudflare: { page: 'https://www.cloudflarestatus.com/', hosts: ['cloudflare.com'] },
  confluent: { page: 'https://status.confluent.cloud/', hosts: ['confluent.cloud', 'confluent.io'] },
  datadog: { page: 'https://status.datadoghq.com/', hosts: ['datadoghq.com'] },
  digitalocean: { page: 'https://status.digitalocean.com/', hosts: ['digitalocean.com'] },
  elastic: { page: 'https://status.elastic.co/', hosts: ['cloud.elastic.co'] },
  fullstory: { page: 'https://status.fullstory.com/', hosts: ['fullstory.com'] },
  github: { page: 'https://www.githubstatus.com/', hosts: ['github.com'] },
  hubspot: { page: 'https://status.hubspot.com/', hosts: ['hubspot.com'] },
  linode: { page: 'https://status.linode.com/', hosts: ['linode.com'] },
  mongodb: { page: 'https://status.mongodb.com/', hosts: ['mongodb.com'] },
  'new relic': { page: 'https://status.newrelic.com/', hosts: ['newrelic.com'] },
  openai: { page: 'https://status.openai.com/', hosts: ['openai.com', 'chatgpt.com'] },
  pagerduty: { page: 'https://status.pagerduty.com/', hosts: ['pagerduty.com'] },
  sendgrid: { page: 'https://status.sendgrid.com/', hosts: ['sendgrid.com'] },
  snowflake: { page: 'https://status.snowflake.com/', hosts: ['snowflakecomputing.com', 'snowflake.com'] },
  twilio: { page: 'https://status.twilio.com/', hosts: ['twilio.com'] },
  vercel: { page: 'https://www.vercel-status.com/', hosts: ['vercel.com'] },
}

const known = (contract: Pick<Contract, 'parties'>): Known | undefined => KNOWN[contract.parties?.provider?.name.toLowerCase() ?? '']

/** The status page of an agreement: as its text says, else as the provider publishes it; null where neither is known. */
export const pageOf = (contract: Pick<Contract, 'monitoring' | 'parties'>): string | null =>
  contract.monitoring?.publishedAt ?? known(contract)?.page ?? null

/** The hosts an agreement is about: as its services name them, else where the provider is used. */
export function hostsOf(contract: Contract): readonly string[] {
  const named = contract.services.flatMap((service) => service.hosts ?? [])
  return named.length > 0 ? [...new Set(named)] : (known(contract)?.hosts ?? [])
}
