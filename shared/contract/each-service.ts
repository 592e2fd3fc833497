/** Objectives with `each: service`: one promise for every service by itself, with a figure, a credit and a claim of its own. */
import type { Contract, Objective } from './model.ts'

interface PromisePart {
  readonly id: string
  readonly each?: 'service'
  readonly services: readonly string[]
}

/** The objectives as they are judged: one with `each: service` once for each of its services. */
export const judgedObjectives = ({ objectives }: Pick<Contract, 'objectives'>): readonly Objective[] =>
  objectives.flatMap((objective) =>
    objective.each === undefined ? [objective] : objective.services.map((service) => ({ ...objective, services: [service] })),
  )

/** What tells judged objectives and their reports apart: the id, with the service where it is judged for each of them: `uptime/search`. */
export const objectiveKey = ({ id, each, services }: PromisePart): string => (each === undefined ? id : `${id}/${services[0]}`)

/** What people read: the objective's name, with the service's where it is judged for each of them; without a name the services' names. */
export function objectiveName({ objectives, services }: Pick<Contract, 'objectives' | 'services'>, part: PromisePart): string {
  const name = objectives.find(({ id }) => id === part.id)?.name
  const of = part.services.map((id) => services.find((service) => service.id === id)?.name ?? id).join(', ')
  return name !== undefined && part.each !== undefined ? `${name}: ${of}` : (name ?? (of || part.id))
}
