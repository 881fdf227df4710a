/** Images of zones and intakes, drawn on a canvas: hatch, ticks along an edge, a drop. */
import { INTAKE } from '../style/layers/intakes.ts';
import { ZONE_HATCH, ZONE_TICKS } from '../style/layers/zones.ts';
import type { Palette } from '../style/tokens.ts';
import { drawIcon, drawLine } from './icon-pen.ts';

/** 45°, every 8 px; corners are drawn twice so that the pattern has no seam. */
const hatch = (colour: string) =>
  drawIcon(8, 8, (context) => {
    context.strokeStyle = colour;
    context.globalAlpha = 0.45;
    for (const shift of [-8, 0, 8]) drawLine(context, 0.8, [shift - 1, 9], [shift + 9, -1]);
  });

/** The edge on the outer side (the bottom is the left of a line), a tick inward every 9 px. */
const ticks = (colour: string) =>
  drawIcon(9, 10, (context) => {
    context.strokeStyle = colour;
    drawLine(context, 1.9, [0, 9], [9, 9]);
    drawLine(context, 1.1, [4.5, 9], [4.5, 4]);
  });

const drop = ({ zone, casing }: Palette) =>
  drawIcon(18, 18, (context) => {
    context.beginPath();
    context.arc(9, 9, 7.4, 0, 2 * Math.PI);
    context.fillStyle = zone;
    context.fill();
    context.strokeStyle = casing;
    context.lineWidth = 1.6;
    context.stroke();
    context.beginPath();
    context.moveTo(9, 4.2);
    context.bezierCurveTo(10.6, 7, 12.4, 8.8, 12.4, 10.8);
    context.arc(9, 10.8, 3.4, 0, Math.PI);
    context.bezierCurveTo(5.6, 8.8, 7.4, 7, 9, 4.2);
    context.fillStyle = casing;
    context.fill();
  });

/** Every image of one theme under its map image name. */
export function* zoneIcons(colours: Palette): Generator<[name: string, pixels: ImageData]> {
  yield [ZONE_HATCH, hatch(colours.zone)];
  yield [ZONE_TICKS, ticks(colours.zone)];
  yield [INTAKE, drop(colours)];
}
