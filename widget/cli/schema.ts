/** `standing schema`: the JSON Schema (2020-12) of a format, for editors and for others who write such files. */
import { contractSchema } from '../../shared/contract/contract-schema.ts'
import { reportSchema } from '../../shared/evaluate/report-schema.ts'
import { evidenceSchema } from '../../shared/evidence/evidence-schema.ts'
import { mappingSchema } from '../../shared/evidence/import/mapping-schema.ts'
import { feedSchema } from '../../shared/published/feed-schema.ts'
import { keysSchema } from '../../shared/signing/keys-schema.ts'
import { linkSchema, snapshotSchema } from '../../shared/snapshot/snapshot-schema.ts'
import type { Command } from './command.ts'
import { Usage } from './io.ts'

export const SCHEMAS: ReadonlyMap<string, () => object> = new Map([
  ['contract', contractSchema],
  ['evidence', evidenceSchema],
  ['report', reportSchema],
  ['snapshot', snapshotSchema],
  ['link', linkSchema],
  ['feed', feedSchema],
  ['keys', keysSchema],
  ['import', mappingSchema],
])

export const schema: Command = {
  name: 'schema',
  words: [...SCHEMAS.keys()].join('|'),
  about: 'Print the JSON Schema of a format',
  options: [],
  run: (args, io) => {
    const made = SCHEMAS.get(args.only('FORMAT'))
    if (!made) throw new Usage(`wanted one of ${[...SCHEMAS.keys()].join(', ')}, got ${JSON.stringify(args.words[0])}`)
    io.out(`${JSON.stringify(made(), null, 2)}\n`)
    return 0
  },
}
