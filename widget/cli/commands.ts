/** The sub-commands, one line each, in the order of the overview. */

import { badge, html } from './badge-and-html.ts'
import { check } from './check.ts'
import type { Command } from './command.ts'
import { compare } from './compare.ts'
import { evaluate } from './evaluate.ts'
import { example } from './example.ts'
import { ingest } from './ingest.ts'
import { key } from './key.ts'
import { publish } from './publish.ts'
import { redact } from './redact.ts'
import { schema } from './schema.ts'
import { seal } from './seal.ts'
import { open, verify } from './verify.ts'

export const COMMANDS: readonly Command[] = [
  check,
  evaluate,
  ingest,
  publish,
  badge,
  html,
  key,
  seal,
  open,
  verify,
  compare,
  redact,
  schema,
  example,
]
