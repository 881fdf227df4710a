/** What a strip is drawn of: one path per look, and texts. The page and the printed report draw the same. */

export interface StripPath {
  look: string;
  d: string;
}

export interface StripText {
  look: string;
  x: number;
  y: number;
  anchor: 'start' | 'middle';
  text: string;
}

const tenth = (value: number): string => String(Math.round(value * 10) / 10);

export const rect = (x: number, y: number, width: number, height: number): string =>
  `M${tenth(x)} ${tenth(y)}h${tenth(width)}v${tenth(height)}h${tenth(-width)}z`;

export const vertical = (x: number, from: number, to: number): string => `M${tenth(x)} ${tenth(from)}V${tenth(to)}`;

export const horizontal = (y: number, from: number, to: number): string => `M${tenth(from)} ${tenth(y)}H${tenth(to)}`;

export const circle = (x: number, y: number, r: number): string =>
  `M${tenth(x - r)} ${tenth(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;

/** The right half, as the map's symbols have it. */
export const rightHalf = (x: number, y: number, r: number): string =>
  `M${tenth(x)} ${tenth(y - r)}a${r} ${r} 0 0 1 0 ${2 * r}`;

const polygon = (x: number, y: number, corners: readonly (readonly [number, number])[]): string =>
  `M${corners.map(([dx, dy]) => `${tenth(x + dx)} ${tenth(y + dy)}`).join('L')}z`;

/** Type is the shape: square, hexagon, triangle, circle; r is half the size. */
export const SYMBOLS: Readonly<Record<string, (x: number, y: number, r: number) => string>> = {
  industrial: (x, y, r) => rect(x - 0.93 * r, y - 0.93 * r, 1.86 * r, 1.86 * r),
  urban_wwtp: (x, y, r) => {
    const [w, h] = [1.26 * r, 1.45 * r];
    return polygon(x, y, [
      [w, h / 2],
      [0, h],
      [-w, h / 2],
      [-w, -h / 2],
      [0, -h],
      [w, -h / 2],
    ]);
  },
  agricultural: (x, y, r) =>
    polygon(x, y, [
      [0, -1.25 * r],
      [1.25 * r, r],
      [-1.25 * r, r],
    ]),
  other: circle,
};

/** Paths by look, in the order in which looks first came. */
export class StripPen {
  readonly #paths = new Map<string, string[]>();
  add(look: string, d: string): void {
    const list = this.#paths.get(look);
    if (list) list.push(d);
    else this.#paths.set(look, [d]);
  }
  /** In the order of `looks`; what was not drawn is left out. */
  paths(looks: readonly string[]): StripPath[] {
    return looks.flatMap((look) => (this.#paths.has(look) ? [{ look, d: this.#paths.get(look)!.join('') }] : []));
  }
}
