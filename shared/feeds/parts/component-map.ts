/**
 * Which service of an agreement a component of a status page is. With a map, components it does not name are none of the
 * agreement's and say nothing about it; without one a component is its own service.
 */

import type { Coverage, Source } from '../../evidence/model.ts'
import type { EpochMs } from '../../time/intervals.ts'
import type { ReadOptions } from '../adaptor.ts'

export interface ComponentRef {
  readonly id: string
  readonly name: string
}

/** The service of a component, by its id or else its name; null where the map does not name it. */
export function serviceOf(part: ComponentRef, map: ReadonlyMap<string, string> | undefined): string | null {
  if (!map) return part.id
  return map.get(part.id) ?? map.get(part.name) ?? null
}

/** The services a response speaks for: all that are mapped, or without a map all components seen. */
export function servicesOf(parts: Iterable<ComponentRef>, map: ReadonlyMap<string, string> | undefined): readonly string[] {
  const ids = map ? map.values() : [...parts].map((part) => part.id)
  return [...new Set(ids)].sort()
}

/** The page can speak for all its services from the start of its list to the reading. */
export function coverageOf(services: readonly string[], source: Source, from: EpochMs | null, to: EpochMs): readonly Coverage[] {
  if (from === null || from >= to) return []
  return services.map((service) => ({ service, source, from, to }))
}

export const sourceOf = (options: ReadOptions): Source => ({ kind: 'feed', id: options.source, party: 'provider' })

/** Names in the map that no component bears: a slip there would make a service look spotless. */
export function unmatched(parts: Iterable<ComponentRef>, map: ReadonlyMap<string, string> | undefined): readonly string[] {
  if (!map) return []
  const known = new Set<string>()
  for (const part of parts) known.add(part.id).add(part.name)
  return [...map.keys()].filter((key) => !known.has(key))
}
