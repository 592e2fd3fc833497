/** Bands that reach above the target of an objective: they pay although the target is met (R20). Real, but seldom meant. */
import { below, type Path, ROOT } from '../base/path.ts'
import { cmp, decimal, isDecimal } from '../base/rational.ts'
import { type Fields, type Findings, isFields } from '../base/shape.ts'

/** Warnings at the edge of each band that pays for a figure above the target. */
export function warnOfBandsAboveTarget(document: Fields, findings: Findings): void {
  const objectives = objects(document.objectives)
  objects(document.remedies).forEach((remedy, index) => {
    if ((remedy.on ?? 'attained') !== 'attained' || remedy.kind === 'termination') return
    const place = below(below(below(ROOT, 'remedies'), index), 'bands')
    for (const objective of objectives) {
      const target = targetOf(objective)
      const names = Array.isArray(objective.remedies) && objective.remedies.includes(remedy.id)
      if (names && target !== null) warn(objects(remedy.bands), objective, target, place, findings)
    }
  })
}

function warn(bands: readonly Fields[], objective: Fields, target: string, place: Path, findings: Findings): void {
  bands.forEach((band, index) => {
    const edge = typeof band.below === 'string' ? 'below' : typeof band.atMost === 'string' ? 'atMost' : null
    const upper = edge === null ? '100' : (band[edge] as string)
    if (!isDecimal(upper)) return
    // A band that ends with the target itself is what some texts say.
    if (cmp(decimal(upper), decimal(target)) <= 0) return
    const path = below(place, index)
    findings.warning(
      edge === null ? path : below(path, edge),
      `at most the target of ${String(objective.id)} (${target}): this band pays although the target is met`,
      edge === null ? undefined : upper,
    )
  })
}

function targetOf({ target, measure }: Fields): string | null {
  const { attainment, share, percentile } = isFields(measure) ? measure : {}
  const found = [target, attainment, share, percentile].find((text) => typeof text === 'string' && isDecimal(text))
  return typeof found === 'string' ? found : null
}

const objects = (list: unknown): readonly Fields[] => (Array.isArray(list) ? list.map((each) => (isFields(each) ? each : {})) : [])
