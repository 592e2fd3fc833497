/** Which part of a page is which service of an agreement, by their names. Pure. */
import type { Contract } from '../../shared/contract/model.ts'

/** What a page lists: its components, by group. */
export type ListedComponents = readonly { readonly id: string; readonly name: string; readonly group: string | null }[]
export type Links = Readonly<Record<string, readonly string[]>>

/** Pointers to somewhere else are no part of a service: "Visit www.githubstatus.com for more information". */
export const isPart = ({ name }: ListedComponents[number]): boolean => !/^visit\b|https?:|\bwww\./i.test(name)

const words = (text: string): string[] => text.toLowerCase().match(/[a-z0-9]+/g) ?? []

/** Services by name: the same words, else one name's words within the other's ("Pull Requests" for "Issues and Pull Requests"). */
export function linkByName(contract: Contract, parts: ListedComponents): Links {
  const links: Record<string, string[]> = {}
  for (const { id, name } of parts.filter(isPart)) {
    const own = words(name)
    const same = contract.services.filter((service) => words(service.name).join() === own.join())
    const within = contract.services.filter((service) => {
      const theirs = words(service.name)
      return own.every((word) => theirs.includes(word)) || theirs.every((word) => own.includes(word))
    })
    const found = same.length > 0 ? same : within
    if (found.length > 0) links[id] = found.map((service) => service.id)
  }
  return links
}
