/** Outfall symbols drawn on a canvas: the shape says the type, the ring the progress. Also used by the legend. */
import {
  DISC,
  iconName,
  type OutfallType,
  PROGRESS,
  type Progress,
  SYMBOL_HALF,
  TYPES,
} from '../style/layers/outfalls.ts';
import type { Palette } from '../style/tokens.ts';

const SIDE = 30; // pixels of the whole icon, ring and casing included
export const ICON_RATIO = 3;

const fillOf = (colours: Palette, type: OutfallType): string =>
  ({
    industrial: colours.industrial,
    urban_wwtp: colours.wwtp,
    agricultural: colours.agricultural,
    other: colours.other,
  })[type];

function corners(context: CanvasRenderingContext2D, points: readonly (readonly [number, number])[]): void {
  for (const [x, y] of points) context.lineTo(x, y);
  context.closePath();
}

const SHAPES: Readonly<Record<OutfallType, (context: CanvasRenderingContext2D, half: number) => void>> = {
  industrial: (context, half) => context.rect(-half * 0.93, -half * 0.93, half * 1.86, half * 1.86),
  urban_wwtp: (context, half) => {
    const reach = half * 1.35;
    corners(
      context,
      [30, 90, 150, 210, 270, 330].map((degrees) => {
        const angle = (degrees * Math.PI) / 180;
        return [reach * Math.cos(angle), reach * Math.sin(angle)] as const;
      }),
    );
  },
  agricultural: (context, half) =>
    corners(context, [
      [0, -half * 1.28],
      [half * 1.24, half * 0.94],
      [-half * 1.24, half * 0.94],
    ]),
  other: (context, half) => context.arc(0, 0, half, 0, 2 * Math.PI),
};

function stroke(context: CanvasRenderingContext2D, colour: string, width: number, dash: number[] = []): void {
  context.setLineDash(dash);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

function drawRing(context: CanvasRenderingContext2D, progress: Progress, colours: Palette, radius: number): void {
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
  context.fillStyle = colours.casing;
  context.fill();
  if (progress === 'action_needed') stroke(context, colours.gap, 2.6);
  if (progress === 'suspect') stroke(context, colours.suspect, 1.7, [2.7, 2.7]);
  if (progress !== 'in_work') return;
  stroke(context, colours['line-2'], 1.5);
  context.beginPath();
  context.arc(0, 0, radius, -Math.PI / 2, Math.PI / 2);
  stroke(context, colours['in-work'], 2.8);
}

/** One symbol as pixels, `ICON_RATIO` to the CSS pixel. */
export function outfallIcon(type: OutfallType, progress: Progress, colours: Palette): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = SIDE * ICON_RATIO;
  canvas.height = SIDE * ICON_RATIO;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.scale(ICON_RATIO, ICON_RATIO);
  context.translate(SIDE / 2, SIDE / 2);
  const closed = progress === 'closed_out';
  if (!closed) drawRing(context, progress, colours, SYMBOL_HALF * DISC);
  const half = SYMBOL_HALF * (closed ? 0.8 : 1);
  context.beginPath();
  SHAPES[type](context, half);
  context.fillStyle = fillOf(colours, type);
  context.fill();
  stroke(context, colours.casing, closed ? 1.6 : 0.9);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** Every symbol of one theme under its map image name. */
export function* outfallIcons(colours: Palette): Generator<[name: string, pixels: ImageData]> {
  for (const type of TYPES)
    for (const progress of PROGRESS) yield [iconName(type, progress), outfallIcon(type, progress, colours)];
}
