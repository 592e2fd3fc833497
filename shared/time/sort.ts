/**
 * Sorting thousands of instants: spread over as many cells as there are values, then put right by insertion. Times of incidents
 * are spread out, so that takes a tenth of the platform's sort; where they are not, the platform's sort it is.
 */

/** Below this many the platform's sort is as fast. */
const FEW = 64
/** More than this in one cell and insertion would crawl. */
const CROWD = 32

/** The values in ascending order, in an array of its own or the one given. They must be finite. */
export function sortedNumbers(values: Float64Array): Float64Array {
  const count = values.length
  if (count < FEW) return values.sort()
  let least = values[0]!
  let most = least
  for (let i = 1; i < count; i++) {
    const value = values[i]!
    if (value < least) least = value
    else if (value > most) most = value
  }
  const perCell = (count - 1) / (most - least || 1)
  const places = new Int32Array(count + 1)
  for (let i = 0; i < count; i++) places[(((values[i]! - least) * perCell) | 0) + 1]!++
  let place = 0
  for (let cell = 1; cell <= count; cell++) {
    const held = places[cell]!
    if (held > CROWD) return values.sort()
    place += held
    places[cell] = place
  }
  const out = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const value = values[i]!
    const cell = ((value - least) * perCell) | 0
    out[places[cell]!++] = value
  }
  for (let i = 1; i < count; i++) {
    const value = out[i]!
    let at = i
    for (; at > 0 && out[at - 1]! > value; at--) out[at] = out[at - 1]!
    out[at] = value
  }
  return out
}
