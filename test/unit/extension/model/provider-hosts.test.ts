/** Status pages of providers: which are known for agreements whose text names none, and which need permission. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { hostsOf, isReadable, statusPageOf } from '../../../../extension/model/provider-hosts.ts'
import type { Contract } from '../../../../shared/contract/model.ts'
import { ADAPTORS } from '../../../../shared/feeds/index.ts'
import { knownHost } from '../../../../shared/feeds/parts/hosts.ts'

const FOLDER = fileURLToPath(new URL('../../../../shared/contract/catalogue/', import.meta.url))
const catalogue = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name, contract: parse(readFileSync(FOLDER + name, 'utf8')) as Contract }))
const by = (provider: string): Pick<Contract, 'parties'> => ({ parties: { provider: { name: provider } } }) as Pick<Contract, 'parties'>

describe('the status page of a provider', () => {
  it.each([
    ['Slack', 'https://slack-status.com/', true],
    ['Twilio SendGrid', 'https://status.sendgrid.com/', true],
    ['Notion', 'https://status.notion.so/', true],
    ['Google Cloud', 'https://status.cloud.google.com/', false],
    ['Google', 'https://www.google.com/appsstatus/dashboard/', false],
    ['Nobody', null, false],
  ])('of %s is %s', (provider, page, readable) => {
    expect([statusPageOf(by(provider)), isReadable(by(provider))]).toEqual([page, readable])
  })
  it('is the one that the text names, where it names one', () => {
    expect(statusPageOf({ ...by('Slack'), monitoring: { publishedAt: 'https://status.example/' } })).toBe('https://status.example/')
  })
  it('is known for these agreements of the catalogue, each with the hosts where it is used', () => {
    const withPage = catalogue.filter(({ contract }) => statusPageOf(contract) !== null)
    expect(withPage.length).toBeGreaterThanOrEqual(44)
    for (const { name, contract } of withPage)
      expect(`${name} ${hostsOf(contract).length > 0 || contract.monitoring !== undefined}`).toBe(`${name} true`)
  })
  it('has no adaptor that is not there', () => {
    const ids = new Set(ADAPTORS.map(({ id }) => id))
    for (const { contract } of catalogue) {
      const page = statusPageOf(contract)
      const feed = page === null ? null : knownHost(new URL(page))?.feed
      if (feed) expect(ids).toContain(feed)
    }
  })
})
