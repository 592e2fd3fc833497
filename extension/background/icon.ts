/** Draws the toolbar icon. The shapes are those of shared/ui/marks.tsx (a test holds the two together), the colours lie between its light and its dark shade, for toolbars of either kind. */
import type { Verdict } from '../../shared/evaluate/model/report.ts'

interface Path {
  readonly d: string
  readonly line?: number
  readonly solid?: boolean
  readonly dash?: string
}
interface Shape {
  readonly colour: string
  readonly paths: readonly Path[]
}

const TEAL = '#1a9480'
const AMBER = '#c77d14'
const RED = '#d8393b'
const VIOLET = '#8b80a8'
const GREY = '#8b8d93'

const QUESTION: Shape = {
  colour: VIOLET,
  paths: [
    { d: 'M1.9 8a6.1 6.1 0 1 0 12.2 0a6.1 6.1 0 1 0-12.2 0', line: 1.4 },
    { d: 'M6.1 6.35a1.95 1.95 0 1 1 2.75 1.8c-.55.25-.85.6-.85 1.2', line: 1.5 },
    { d: 'M7.05 11.4a.95.95 0 1 0 1.9 0a.95.95 0 1 0-1.9 0' },
  ],
}

/** In a box of 16 units. */
export const ICON_SHAPES: Readonly<Record<Verdict, Shape>> = {
  met: {
    colour: TEAL,
    paths: [{ d: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13ZM4.08 9.02L7.1 12.04L12.02 6.37L10.58 5.13L7 9.26L5.42 7.68Z' }],
  },
  'on-track': { colour: TEAL, paths: [{ d: 'M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0-11.5 0' }] },
  'at-risk': { colour: AMBER, paths: [{ d: 'M8 2.75 14 13.25H2Z', line: 1.5, solid: true }] },
  breached: { colour: RED, paths: [{ d: 'M2.25 2.25H9.5L13.75 6.5V13.75H2.25Z', line: 1, solid: true }] },
  'cannot-tell': { colour: VIOLET, paths: [{ d: 'M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0', line: 2, dash: '3.46 2.3' }] },
  'not-computable': QUESTION,
  'needs-review': QUESTION,
  'not-in-force': {
    colour: GREY,
    paths: [
      {
        d: 'M2.75 5.75H13.25a1 1 0 0 1 1 1V9.25a1 1 0 0 1-1 1H2.75a1 1 0 0 1-1-1V6.75a1 1 0 0 1 1-1Z',
        line: 1.5,
      },
    ],
  },
}

/** The colour behind the badge's count; white text on it is 4.5:1. */
export const badgeColour = (verdict: Verdict): string =>
  verdict === 'breached' ? '#c02a2e' : verdict === 'at-risk' ? '#8f5a0c' : '#6a6087'

const SIZES = [16, 24, 32, 48]

/** Pixels of a shape in the sizes that toolbars ask for. */
export function iconPixels(verdict: Verdict): Record<string, ImageData> {
  return Object.fromEntries(SIZES.map((size) => [String(size), pixels(verdict, size)]))
}

function pixels(verdict: Verdict, size: number): ImageData {
  const context = new OffscreenCanvas(size, size).getContext('2d') as OffscreenCanvasRenderingContext2D
  const { colour, paths } = ICON_SHAPES[verdict]
  // The marks leave space for text beside them; in the toolbar they are alone and may be a little larger.
  context.scale((size / 16) * 1.12, (size / 16) * 1.12)
  context.translate(-0.86, -0.86)
  context.fillStyle = colour
  context.strokeStyle = colour
  context.lineJoin = 'round'
  for (const path of paths) {
    const shape = new Path2D(path.d)
    context.lineCap = path.dash ? 'butt' : 'round'
    context.setLineDash(path.dash?.split(' ').map(Number) ?? [])
    context.lineWidth = path.line ?? 0
    if (path.line) context.stroke(shape)
    if (!path.line || path.solid) context.fill(shape, 'evenodd')
  }
  return context.getImageData(0, 0, size, size)
}
