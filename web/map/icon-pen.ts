/** Small images of the map, drawn on a canvas: sizes in CSS pixels, `ICON_RATIO` image pixels each. */
import { ICON_RATIO } from './symbol-icons.ts';

export function drawIcon(width: number, height: number, pen: (context: CanvasRenderingContext2D) => void): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = width * ICON_RATIO;
  canvas.height = height * ICON_RATIO;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.scale(ICON_RATIO, ICON_RATIO);
  pen(context);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

export function drawLine(context: CanvasRenderingContext2D, width: number, ...points: [number, number][]): void {
  context.lineWidth = width;
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.stroke();
}
