/** `standing check`: is this an agreement that can be evaluated? */
import type { Command } from './command.ts'
import { plainText } from './io.ts'
import { loadContracts } from './load-files.ts'

export const checkCommand: Command = {
  name: 'check',
  words: 'CONTRACT …',
  about: 'validates agreements and prints every problem with its path',
  options: [{ name: 'strict', kind: 'flag', value: '', about: 'refuses fields that are not known; else they are warnings' }],
  run: (args, io) => {
    if (args.words.length === 0) args.only('CONTRACT')
    for (const contract of loadContracts(args.words, io, args.flag('strict'))) {
      const { services, objectives, remedies = [] } = contract
      const parts = [count(services.length, 'service'), count(objectives.length, 'objective'), count(remedies.length, 'remedy', 'remedies')]
      io.out(`${plainText(contract.title)} (${contract.id}): ${parts.join(', ')}; no problem found\n`)
    }
    return 0
  },
}

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`
