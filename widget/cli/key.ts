/** `standing key`: a signing key of one's own, and the list by which others know it (`standing/keys@1`). */
import { problemLine } from '../../shared/base/problem.ts'
import { KEYS_PATH, type KeysDocument, readKeys, withKey } from '../../shared/signing/key-list.ts'
import { fingerprint, type PublicKey, thumbprint } from '../../shared/signing/public-key.ts'
import type { Command } from './command.ts'
import { CommandRefused, type Io, Usage } from './io.ts'
import { readKeyFile } from './key-file.ts'
import { readText } from './load-files.ts'

const { subtle } = globalThis.crypto

export const key: Command = {
  name: 'key',
  words: '--out FILE | --private-key FILE --well-known FILE',
  about: 'Create an Ed25519 signing key and publish its public part',
  options: [
    {
      name: 'out',
      kind: 'text',
      value: 'FILE',
      about: 'Write the private key (JWK) to this new file, readable by you only',
    },
    { name: 'private-key', kind: 'text', value: 'FILE', about: 'Existing key to publish' },
    {
      name: 'well-known',
      kind: 'text',
      value: 'FILE',
      about: `Key list to serve as ${KEYS_PATH} at the feed’s origin; existing keys in the list are kept`,
    },
  ],
  run: async (args, io) => {
    args.none()
    const [out, given, list] = ['out', 'private-key', 'well-known'].map((name) => args.text(name))
    if (out === undefined && given === undefined) throw new Usage('Missing option --out')
    if (out !== undefined && given !== undefined) throw new Usage('Use either --out or --private-key, not both')
    if (given !== undefined && list === undefined) throw new Usage('Missing option --well-known: the key exists already')
    // Read before a key is made: a list that can't be read leaves no key without one.
    const before = list !== undefined && io.exists(list) ? readList(list, io) : null
    const open = given === undefined ? await made(out as string, io) : (await readKeyFile(given, io)).publicKey
    const text = `${JSON.stringify(withKey(before, open))}\n`
    if (list === undefined) io.out(text)
    else io.writeFile(list, text)
    const what = list === undefined ? 'what was printed' : list
    io.err(
      `standing: key ${fingerprint(await thumbprint(open, subtle))}; serve ${what} over https as ${KEYS_PATH}, or name the key in the agreement`,
    )
    return 0
  },
}

async function made(out: string, io: Io): Promise<PublicKey> {
  if (io.exists(out)) throw new CommandRefused([`${out}: wanted a name that is free, got a file: a key that is overwritten is lost`])
  const { privateKey, publicKey } = (await subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const { x } = await subtle.exportKey('jwk', publicKey)
  const { d } = await subtle.exportKey('jwk', privateKey)
  const open = { kty: 'OKP', crv: 'Ed25519', x: x as string } as const
  io.writeFile(out, `${JSON.stringify({ ...open, d })}\n`, true)
  return open
}

/** Throws Refused for what is no list of keys. */
export function readList(path: string, io: Io): KeysDocument {
  const { document, problems } = readKeys(readText(path, io))
  if (!document) throw new CommandRefused(problems.map((problem) => problemLine(path, problem)))
  return document
}
