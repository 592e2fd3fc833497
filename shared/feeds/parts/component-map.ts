/**
 * Which service of an agreement a component of a status page is (R49). With a map, components it does not name are none of
 * the agreement's; without one a component is its own service. A name is matched exactly, then without regard to case where
 * only one component fits.
 */
import type { Component, ComponentRef } from './component.ts'

export type ServiceMap = ReadonlyMap<string, string>

/** The keys of the map that each component answers to, and those that none does. */
export class ComponentMap {
  /** Keys of the map that no component bears. */
  readonly unmatched: readonly string[]
  private readonly map: ServiceMap | undefined
  /** Component id or name → key of the map, where they differ in case alone. */
  private readonly loose = new Map<string, string>()
  private readonly components: readonly Component[]

  constructor(components: readonly Component[], map: ServiceMap | undefined) {
    this.components = components
    this.map = map
    const exact = new Set(components.flatMap(({ id, name }) => [id, name]))
    const missing: string[] = []
    for (const key of map?.keys() ?? []) {
      if (exact.has(key)) continue
      const near = matchingIgnoringCase(key, components)
      if (near === null) missing.push(key)
      else this.loose.set(near.id, key)
    }
    this.unmatched = missing
  }

  /** The service of a component; null where the map does not name it. */
  serviceOf({ id, name }: ComponentRef): string | null {
    if (!this.map) return id
    const loose = this.loose.get(id)
    return this.map.get(id) ?? this.map.get(name) ?? (loose === undefined ? null : (this.map.get(loose) ?? null))
  }

  /**
   * The services that the response speaks for: those whose component was seen. A page that names no component at all
   * can't refute the map, and speaks for every service in it.
   */
  services(): readonly string[] {
    if (this.map && this.components.length === 0) return [...new Set(this.map.values())].sort()
    const seen = this.components.filter(({ isGroup }) => !isGroup).flatMap((component) => this.serviceOf(component) ?? [])
    return [...new Set(seen)].sort()
  }
}

function matchingIgnoringCase(key: string, components: readonly Component[]): Component | null {
  const wanted = key.toLowerCase()
  const found = components.filter(({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted)
  return found.length === 1 ? found[0]! : null
}

/** The names of components closest to a key that none of them bears, at most three, closest first. */
export function nearestNames(key: string, components: readonly ComponentRef[]): readonly string[] {
  const wanted = key.toLowerCase()
  const names = [...new Set(components.map(({ name }) => name))]
  return names
    .map((name) => ({ name, distance: editDistance(wanted, name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name)
}

/** Letters to insert, delete or replace (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
