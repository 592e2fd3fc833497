/**
 * Abbreviations of an offset after a time. Only unambiguous ones are known: the North American ones as
 * RFC 5322 (4.3) defines them, the others by use. `IST` is India, Israel or Ireland, `CST` Chicago or China, `BST` Britain
 * or Bangladesh: those are asked for.
 */
const OFFSETS: Readonly<Record<number, string>> = {
  [-600]: 'hst',
  [-540]: 'akst',
  [-480]: 'pst akdt',
  [-420]: 'mst pdt',
  [-360]: 'mdt',
  [-300]: 'est cdt',
  [-240]: 'edt',
  [-180]: 'brt',
  0: 'z utc ut gmt wet',
  60: 'cet met mez west',
  120: 'cest mest mesz eet sast',
  180: 'eest msk',
  300: 'pkt',
  480: 'sgt hkt awst',
  540: 'jst kst',
  570: 'acst',
  600: 'aest',
  630: 'acdt',
  660: 'aedt',
  720: 'nzst',
  780: 'nzdt',
}

const known = new Map(
  Object.entries(OFFSETS).flatMap(([minutes, words]) => words.split(' ').map((word) => [word, Number(minutes)] as const)),
)

/** Minutes east of UTC; undefined where the letters name more than one offset, or none. */
export const zoneWordMinutes = (word: string): number | undefined => known.get(word.toLowerCase())
