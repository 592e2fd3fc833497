/** The sub-commands, one line each, in the order of the overview. */

import { badge, html } from './badge-and-html.ts'
import { calibrateCommand } from './calibrate.ts'
import { checkCommand } from './check.ts'
import type { Command } from './command.ts'
import { compareCommand } from './compare.ts'
import { evaluateCommand } from './evaluate.ts'
import { example } from './example.ts'
import { ingest } from './ingest.ts'
import { key } from './key.ts'
import { publish } from './publish.ts'
import { redactCommand } from './redact.ts'
import { schema } from './schema.ts'
import { sealCommand } from './seal-command.ts'
import { openCommand, verifyCommand } from './verify.ts'

export const COMMANDS: readonly Command[] = [
  checkCommand,
  evaluateCommand,
  ingest,
  calibrateCommand,
  publish,
  badge,
  html,
  key,
  sealCommand,
  openCommand,
  verifyCommand,
  compareCommand,
  redactCommand,
  schema,
  example,
]
