/**
 * Draws the extension's icons, one PNG a size, beside this file: `node extension/icons/draw.mjs`. The shape is the mark of
 * a met agreement, a disc with its tick cut out, on nothing, so that it stands on light and dark toolbars.
 */
import { writeFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'

const SIZES = [16, 24, 32, 48, 64, 128]
/** sRGB of the met mark between its light and its dark shade: 3:1 on both. */
const COLOUR = [0x1a, 0x94, 0x80]
/** The tick in a box of 16 units. */
const TICK = [4.08, 9.02, 7.1, 12.04, 12.02, 6.37, 10.58, 5.13, 7, 9.26, 5.42, 7.68]
/** Points tried along each side of a pixel. */
const FINE = 8

const inDisc = (x, y) => Math.hypot(x - 8, y - 8) <= 7.25

/** Even-odd crossings of the outline. */
function inTick(x, y) {
  let inside = false
  for (let i = 0, j = TICK.length - 2; i < TICK.length; j = i, i += 2) {
    const [x1, y1, x2, y2] = [TICK[i], TICK[i + 1], TICK[j], TICK[j + 1]]
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
  }
  return inside
}

/** RGBA rows, each led by PNG filter 0. */
function pixels(size) {
  const rows = Buffer.alloc(size * (size * 4 + 1))
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let hits = 0
      for (let fy = 0.5; fy < FINE; fy++) {
        for (let fx = 0.5; fx < FINE; fx++) {
          const x = ((column + fx / FINE) * 16) / size
          const y = ((row + fy / FINE) * 16) / size
          if (inDisc(x, y) && !inTick(x, y)) hits++
        }
      }
      rows.set([...COLOUR, Math.round((hits * 255) / FINE ** 2)], row * (size * 4 + 1) + 1 + column * 4)
    }
  }
  return rows
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(data.length)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}

function png(size) {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels(size), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

for (const size of SIZES) writeFileSync(new URL(`standing-${size}.png`, import.meta.url), png(size))
