/** `standing schema`: the JSON Schema (2020-12) of a format, for editors and for others who write such files. */
import { contractSchema } from '../../shared/contract/contract-schema.ts'
import evidence from '../../shared/evidence/evidence.schema.json' with { type: 'json' }
import { mappingSchema } from '../../shared/evidence/import/mapping.ts'
import feed from '../../shared/published/feed.schema.json' with { type: 'json' }
import keys from '../../shared/signing/keys.schema.json' with { type: 'json' }
import type { Command } from './command.ts'
import { Usage } from './io.ts'

export const SCHEMAS: ReadonlyMap<string, () => object> = new Map([
  ['contract', contractSchema],
  ['evidence', () => evidence],
  ['feed', () => feed],
  ['import', mappingSchema],
  ['keys', () => keys],
])

export const schema: Command = {
  name: 'schema',
  words: [...SCHEMAS.keys()].join('|'),
  about: 'prints the JSON Schema of a format',
  options: [],
  run: (args, io) => {
    const made = SCHEMAS.get(args.only('FORMAT'))
    if (!made) throw new Usage(`wanted one of ${[...SCHEMAS.keys()].join(', ')}, got ${JSON.stringify(args.words[0])}`)
    io.out(`${JSON.stringify(made(), null, 2)}\n`)
    return 0
  },
}
