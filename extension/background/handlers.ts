/** What each request does. The table of requests, and that each is answered, is in messages.ts. */

import { updates } from '../../shared/evidence/import/versions.ts'
import { NO_EVIDENCE } from '../../shared/evidence/model.ts'
import { type Handlers, RequestRefused } from '../messages.ts'
import { importRecords } from '../sources/import.ts'
import { answerTo } from '../sources/incident-answer.ts'
import { awareness } from '../sources/manual.ts'
import { stopTraffic, watchTraffic } from '../sources/own-traffic-switch.ts'
import { look, pageAddress } from '../sources/source-preview.ts'
import { gather, ownSource } from '../store/gather-evidence.ts'
import { importedBefore, writeImport } from '../store/imported.ts'
import { store } from '../store/open-store.ts'
import { readAgreement, readAgreements, readSources } from '../store/read-store.ts'
import { readSetting } from '../store/settings.ts'
import { newIdentity } from '../store/signing-key.ts'
import { isUptimeCheck, METRICS, PROBE } from '../store/source-kind.ts'
import type { MetricsQuery } from '../store/store-schema.ts'
import { deleteBadRecord, removeAgreement, unlink, writeAgreement, writeLog, writeReadings, writeSetting } from '../store/write-store.ts'
import { movedSource, newMetrics, newProbe, newSource, prepare, probeSettings, tryMetrics } from './agreements.ts'
import { sentRecord } from './escalation-sent.ts'
import { restoreFrom } from './restore.ts'
import { bringIdentity, keysAt, rotateIdentity } from './signing-keys.ts'
import { inTurn, parts, show, sourcesOf, wake, writeFailure } from './wake.ts'

export const handlers: Handlers = {
  'page/look': async ({ page }) => look(await parts(), page),

  'agreement/add': async (ask) => {
    const given = await parts()
    const { agreement, sources } = await prepare(given, ask, await readAgreements(given.db))
    await writeAgreement(given.db, agreement, sources)
    await writeLog(given.db, [{ at: given.now(), what: 'agreement-added', agreement: agreement.id }])
    await wake(
      sources.map(({ id }) => id),
      agreement.id,
    )
    return { id: agreement.id }
  },

  'agreement/remove': async ({ id }) => {
    const db = await store()
    await removeAgreement(db, id)
    await writeLog(db, [{ at: Date.now(), what: 'agreement-removed', agreement: id }])
    await show(new Set())
    return null
  },

  'agreement/link': async ({ id, source, components }) => {
    const db = await store()
    const agreement = await readAgreement(db, id)
    if (!agreement) throw new RequestRefused('unknown-id', id)
    const unknown = Object.values(components)
      .flat()
      .find((service) => !agreement.contract.services.some((each) => each.id === service))
    if (unknown !== undefined) throw new RequestRefused('unknown-id', unknown)
    const links = [...agreement.links.filter((link) => link.source !== source), { source, components }]
    await writeAgreement(db, { ...agreement, links }, [])
    await show(new Set([id]))
    return null
  },

  'sources/read': async ({ agreement }) => {
    const all = (await readSources(await store())).map(({ id }) => id)
    const { read, blind } = await wake((await sourcesOf(agreement)) ?? all)
    return { read, blind }
  },

  'probe/add': async ({ agreement: id, service, address, ...chosen }) => {
    const given = await parts()
    const agreement = await readAgreement(given.db, id)
    if (!agreement?.contract.services.some((each) => each.id === service)) throw new RequestRefused('unknown-id', service)
    const source = newProbe(pageAddress(address), probeSettings(chosen), given.now())
    if (!(await given.permitted(source.address))) throw new RequestRefused('no-permission', new URL(source.address).origin)
    const before = agreement.links.find((link) => link.source === source.id)?.components[PROBE] ?? []
    const link = { source: source.id, components: { [PROBE]: [...new Set([...before, service])] } }
    await writeAgreement(given.db, { ...agreement, links: [...agreement.links.filter((each) => each.source !== source.id), link] }, [
      source,
    ])
    await wake([source.id])
    return { source: source.id }
  },

  'probe/set': async ({ source: id, ...chosen }) => {
    const given = await parts()
    const settings = probeSettings(chosen)
    await inTurn(async () => {
      const source = (await readSources(given.db)).find((each) => each.id === id && isUptimeCheck(each))
      if (!source) throw new RequestRefused('unknown-id', id)
      const { expect: _, ...kept } = source
      await writeReadings(given.db, [{ ...kept, ...settings, state: { ...source.state, dueAt: given.now() } }], [], [])
    })
    await wake([id])
    return null
  },

  'metrics/add': async ({ agreement: id, service, address, ...asked }) => {
    const given = await parts()
    const agreement = await readAgreement(given.db, id)
    if (!agreement?.contract.services.some((each) => each.id === service)) throw new RequestRefused('unknown-id', service)
    const source = newMetrics(pageAddress(address), metricsQuery(asked), given.now())
    await tryMetrics(given, source)
    const link = { source: source.id, components: { [METRICS]: [service] } }
    await writeAgreement(given.db, { ...agreement, links: [...agreement.links.filter((each) => each.source !== source.id), link] }, [
      source,
    ])
    await wake([source.id])
    return { source: source.id }
  },

  'source/add': async ({ agreement: id, page, components }) => {
    const given = await parts()
    const agreement = await readAgreement(given.db, id)
    if (!agreement) throw new RequestRefused('unknown-id', id)
    const unknown = Object.values(components)
      .flat()
      .find((service) => !agreement.contract.services.some((each) => each.id === service))
    if (unknown !== undefined) throw new RequestRefused('unknown-id', unknown)
    const source = await newSource(given, page, given.now())
    const link = { source: source.id, components }
    await writeAgreement(given.db, { ...agreement, links: [...agreement.links.filter((each) => each.source !== source.id), link] }, [
      source,
    ])
    await wake([source.id])
    return { source: source.id }
  },

  'import/add': async (asked) => {
    const given = await parts()
    const agreement = await readAgreement(given.db, asked.agreement)
    if (!agreement) throw new RequestRefused('unknown-id', asked.agreement)
    const records = importRecords(agreement, asked, given.now())
    const { id, imported } = records.source
    const updated = updates({ ...NO_EVIDENCE, ...records.entry.evidence }, await importedBefore(given.db, agreement))
    const line = { at: given.now(), what: 'file-imported', agreement: agreement.id, source: id, detail: asked.name.slice(0, 200) }
    const added = await writeImport(given.db, agreement, records, line)
    if (added) await show(new Set([agreement.id]))
    return { source: id, taken: imported?.taken ?? 0, updated: added ? updated : 0, already: !added }
  },

  'probe/references': async ({ addresses }) => {
    const references = addresses.slice(0, 10).map((each) => pageAddress(each).href)
    await writeSetting(await store(), 'references', references)
    return null
  },

  'source/drop': async ({ agreement: id, source }) => {
    const db = await store()
    const agreement = await readAgreement(db, id)
    if (!agreement) throw new RequestRefused('unknown-id', id)
    await unlink(db, agreement, source)
    await show(new Set([id]))
    return null
  },

  'traffic/watch': async (watch) => {
    await watchTraffic(watch)
    return null
  },

  'traffic/stop': async (watch) => {
    await stopTraffic(watch)
    return null
  },

  'source/moved': async ({ source: id, host }) => {
    const given = await parts()
    const source = (await readSources(given.db)).find((each) => each.id === id)
    if (!source) throw new RequestRefused('unknown-id', id)
    await writeReadings(
      given.db,
      [movedSource(source, host, given.adaptors, given.now())],
      [],
      [{ at: given.now(), what: 'source-moved', source: id, detail: host }],
    )
    await wake([id])
    return null
  },

  'problem/report': async ({ agreement: id, services, since, reason }) => {
    const db = await store()
    const agreement = await readAgreement(db, id)
    if (!agreement) throw new RequestRefused('unknown-id', id)
    const now = Date.now()
    const declaration = awareness(agreement.contract, { services, since, reason }, crypto.randomUUID(), now)
    const entry = { source: ownSource(id), at: now, evidence: { declarations: [declaration] } }
    await writeReadings(db, [], [entry], [{ at: now, what: 'reported', agreement: id, detail: declaration.reason }])
    await show(new Set([id]))
    return { id: declaration.id }
  },

  'incident/answer': async ({ agreement: id, ...answer }) => {
    const db = await store()
    const agreement = await readAgreement(db, id)
    if (!agreement) throw new RequestRefused('unknown-id', id)
    const sources = new Map((await readSources(db)).map((source) => [source.id, source]))
    const now = Date.now()
    const attribution = answerTo(agreement.contract, await gather(db, agreement, sources), answer, now)
    const entry = { source: ownSource(id), at: now, evidence: { attributions: [attribution] } }
    const what = attribution.void ? 'answer-withdrawn' : 'answered'
    const names = agreement.contract.services.filter((each) => attribution.services.includes(each.id)).map(({ name }) => name)
    await writeReadings(db, [], [entry], [{ at: now, what, agreement: id, detail: [answer.ref, ...names].join(', ') }])
    await show(new Set([id]))
    return null
  },

  'alerts/quiet': async ({ quiet }) => {
    const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
    if (quiet !== null && !(isTime(quiet.from) && isTime(quiet.to))) throw new RequestRefused('failed', `${quiet.from} ${quiet.to}`)
    await writeSetting(await store(), 'quiet', quiet)
    return null
  },

  'escalation/sent': async ({ agreement: id, ...sent }) => {
    const db = await store()
    const agreement = await readAgreement(db, id)
    if (!agreement) throw new RequestRefused('unknown-id', id)
    const now = Date.now()
    const entry = { source: ownSource(id), at: now, evidence: sentRecord(agreement.contract, sent, crypto.randomUUID(), now) }
    await writeReadings(db, [], [entry], [{ at: now, what: 'escalated', agreement: id, detail: sent.to }])
    await show(new Set([id]))
    return { at: now }
  },

  'identity/make': async () => {
    making ??= makeIdentity().finally(() => {
      making = null
    })
    await making
    return null
  },

  'sharing/set': async ({ name, reader }) => {
    if (reader !== '' && !/^https:\/\/[^\s#]+$/.test(reader)) throw new RequestRefused('not-an-address', reader)
    await writeSetting(await store(), 'sharing', { name: name.trim().slice(0, 200), reader })
    return null
  },

  'keys/read': ({ origin }) => keysAt(origin, Date.now()),

  'identity/rotate': async () => {
    await inTurn(async () => rotateIdentity(await store(), Date.now()))
    await show(new Set())
    return null
  },

  'identity/bring': async ({ text, passphrase }) => {
    await inTurn(async () => bringIdentity(await store(), text, passphrase, Date.now()))
    await show(new Set())
    return null
  },

  'key/remember': async ({ name, thumbprint }) => {
    if (!/^[A-Za-z0-9_-]{43}$/.test(thumbprint)) throw new RequestRefused('failed', thumbprint)
    const db = await store()
    const pins = (await readSetting(db, 'pins')).filter((pin) => pin.thumbprint !== thumbprint)
    await writeSetting(db, 'pins', [...pins, { name: name.slice(0, 200), thumbprint, since: Date.now() }])
    return null
  },

  'backup/restore': async ({ text, passphrase }) => {
    const answer = await inTurn(async () => restoreFrom(await store(), text, passphrase, Date.now()))
    await show()
    return answer
  },

  'record/delete': async ({ store: name, key }) => {
    if (!['agreements', 'sources', 'evidence', 'packs'].includes(name)) throw new RequestRefused('unknown-id', String(name))
    const db = await store()
    if (!(await deleteBadRecord(db, { store: name, key }))) throw new RequestRefused('unknown-id', String(key))
    await writeLog(db, [{ at: Date.now(), what: 'record-deleted', detail: `${name} ${String(key)}` }])
    await show()
    return null
  },

  'standings/refresh': async () => ({ at: await show(), failed: writeFailure() }),
}

const STEPS: readonly number[] = [15_000, 30_000, 60_000, 300_000]

/** What came from a form, as it is kept. Throws Refused. */
function metricsQuery({ kind, query, failed, step }: MetricsQuery): MetricsQuery {
  const [all, bad] = [query.trim(), failed?.trim() ?? '']
  if (all === '' || !STEPS.includes(step) || (kind !== 'up' && kind !== 'slots')) throw new RequestRefused('bad-query', all)
  return { kind, query: all, ...(kind === 'slots' && bad !== '' && { failed: bad }), step }
}

/** Two pages may ask at once, and there shall be one key. */
let making: Promise<void> | null = null
async function makeIdentity(): Promise<void> {
  const db = await store()
  if ((await readSetting(db, 'identity')) === null) await writeSetting(db, 'identity', await newIdentity(Date.now()))
}
