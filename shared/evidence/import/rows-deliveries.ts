/** Reads rows of deliveries: when each was due and when it was delivered; an empty cell means that it was not. */
import type { Delivery, Evidence } from '../model.ts'
import { type Cells, type ImportNote, type Question, type ReadRow, type RowsReader, Waiting } from './cells.ts'
import type { Mapping } from './mapping.ts'
import type { RowsOptions } from './rows-spans.ts'

const LONGEST = 300

export class DeliveriesReader implements RowsReader {
  private readonly mapping: Mapping
  private readonly options: RowsOptions
  private readonly deliveries = new Map<string, Delivery>()
  private repeated = 0

  constructor(mapping: Mapping, options: RowsOptions) {
    this.mapping = mapping
    this.options = options
  }

  read(row: Cells): Omit<ReadRow, 'place'> | null {
    const deliverable = this.deliverable(row)
    const due = row.instant('due')
    const delivered = row.maybeInstant('delivered')
    if (delivered !== null && delivered > this.options.at) throw row.bad('delivered', 'an instant that has come')
    const ref = row.text('ref').slice(0, LONGEST)
    const key = JSON.stringify([deliverable, ref || due])
    if (this.deliveries.has(key)) this.repeated++
    this.deliveries.set(key, { deliverable, due, ...(delivered !== null && { deliveredAt: delivered }), ...(ref && { ref }) })
    const values = { ...(ref && { ref }), deliverable, due, ...(delivered !== null && { delivered }) }
    return { open: delivered === null, values }
  }

  private deliverable(row: Cells): string {
    const { deliverable, deliverables = {} } = this.mapping
    if (!row.has('deliverable')) {
      if (deliverable === undefined) throw new Waiting({ about: 'deliverable' })
      return deliverable
    }
    const word = row.text('deliverable')
    if (word === '') throw row.bad('deliverable', 'the name of a deliverable')
    return Object.hasOwn(deliverables, word) ? deliverables[word]! : word
  }

  evidence(): Partial<Evidence> {
    return { deliveries: [...this.deliveries.values()] }
  }

  questions(): readonly Question[] {
    return []
  }

  notes(): readonly ImportNote[] {
    return this.repeated > 0 ? [{ code: 'repeated', n: this.repeated }] : []
  }
}
