/** Images of a gap's ends: the bar across the river, and the arm of its dimension line. */
import { ARM, ARM_LONG, BAR } from '../style/layers/gap-marks.ts';
import type { Palette } from '../style/tokens.ts';
import { drawIcon, drawLine } from './icon-pen.ts';

/** Cased, so that it stands out on water and on other lines. */
const bar = ({ gap, casing }: Palette) =>
  drawIcon(6, 16, (context) => {
    context.strokeStyle = casing;
    drawLine(context, 5, [3, 0], [3, 16]);
    context.strokeStyle = gap;
    drawLine(context, 2.6, [3, 1], [3, 15]);
  });

const arm = ({ gap }: Palette) =>
  drawIcon(4, ARM_LONG, (context) => {
    context.strokeStyle = gap;
    drawLine(context, 1.2, [2, 0], [2, ARM_LONG]);
  });

/** Every image of one theme under its map image name. */
export function* gapIcons(colours: Palette): Generator<[name: string, pixels: ImageData]> {
  yield [BAR, bar(colours)];
  yield [ARM, arm(colours)];
}
