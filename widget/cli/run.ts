/** Finds the sub-command, runs it, and turns what went wrong into lines and an exit code: 0 done, 1 refused, 2 wrong usage. */
import { parse } from './arguments.ts'
import type { Command } from './command.ts'
import { COMMANDS } from './commands.ts'
import { CommandRefused, type Io, plainText, Usage } from './io.ts'

export async function run(argv: readonly string[], io: Io): Promise<number> {
  const [first, ...rest] = argv
  if (first === '--version' || first === '-V' || first === 'version') {
    io.out(`${__VERSION__}\n`)
    return 0
  }
  if (first === 'help' || first === '--help' || first === '-h') return help(rest, io)
  const command = COMMANDS.find((each) => each.name === first)
  if (!command) {
    io.err(first === undefined ? 'standing: missing command' : `standing: unknown command ${JSON.stringify(plainText(first))}`)
    for (const line of overview()) io.err(line)
    return 2
  }
  if (rest.includes('--help') || rest.includes('-h')) return help([command.name], io)
  try {
    return await command.run(parse(rest, command.options), io)
  } catch (error) {
    if (error instanceof CommandRefused) {
      for (const line of error.lines) io.err(line)
      return 1
    }
    if (!(error instanceof Usage)) throw error
    io.err(`standing ${command.name}: ${error.message}. See “standing help ${command.name}”.`)
    for (const line of usage(command)) io.err(line)
    return 2
  }
}

function help(names: readonly string[], io: Io): number {
  const command = COMMANDS.find((each) => each.name === names[0])
  if (names.length > 0 && !command) {
    io.err(`standing: unknown command ${JSON.stringify(plainText(names[0] ?? ''))}`)
    return 2
  }
  io.out(`${(command ? usage(command) : overview()).join('\n')}\n`)
  return 0
}

function overview(): readonly string[] {
  const width = Math.max(...COMMANDS.map((command) => command.name.length))
  return [
    'Track service level agreements: targets, achieved values, credits and deadlines.',
    '',
    'usage: npx standing-sla COMMAND …',
    '',
    ...COMMANDS.map((command) => `  ${command.name.padEnd(width)}  ${command.about}`),
    `  ${'help'.padEnd(width)}  Show the options of a command`,
    '',
    'Exit codes: 0 success, 1 invalid input or failed check, 2 wrong usage.',
  ]
}

function usage(command: Command): readonly string[] {
  const rows = command.options.map((option): [string, string] => [`--${option.name}${option.value && ` ${option.value}`}`, option.about])
  const width = Math.max(0, ...rows.map(([name]) => name.length))
  return [
    `usage: npx standing-sla ${command.name} ${command.words}`.trimEnd(),
    `  ${command.about}`,
    ...rows.map(([name, about]) => `  ${name.padEnd(width)}  ${about}`),
  ]
}
