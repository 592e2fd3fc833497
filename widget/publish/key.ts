/** `standing key`: a signing key of one's own, and what others need to know it by. */
import { fingerprint, thumbprint } from '../../shared/snapshot/key.ts'
import type { Command } from './command.ts'
import { Refused, Usage } from './io.ts'

const { subtle } = globalThis.crypto

export const key: Command = {
  name: 'key',
  words: '--out FILE',
  about: 'makes an Ed25519 key to sign feeds and snapshots with',
  options: [
    {
      name: 'out',
      kind: 'text',
      value: 'FILE',
      about: 'where the private key goes, as JWK, readable by its owner alone; never over another file',
    },
  ],
  run: async (args, io) => {
    args.none()
    const out = args.text('out')
    if (out === undefined) throw new Usage('--out is missing')
    if (io.exists(out)) throw new Refused([`${out}: wanted a name that is free, got a file: a key that is overwritten is lost`])
    const { privateKey, publicKey } = (await subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
    const { x } = await subtle.exportKey('jwk', publicKey)
    const { d } = await subtle.exportKey('jwk', privateKey)
    const open = { kty: 'OKP', crv: 'Ed25519', x: x as string } as const
    io.writeFile(out, `${JSON.stringify({ ...open, d })}\n`, true)
    // For /.well-known/standing-keys.json at the feed's origin.
    io.out(`${JSON.stringify({ keys: [open] })}\n`)
    io.err(
      `standing: key ${fingerprint(await thumbprint(open, subtle))}; serve what was printed as /.well-known/standing-keys.json, or name it in the agreement`,
    )
    return 0
  },
}
