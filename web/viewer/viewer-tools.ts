/** What opens over the table: sharing, what is near, files that come in, tools to draw with, paper. */
import type { Position } from 'geojson';
import type { Bbox } from '../api/types.ts';
import type { Figures } from '../print/print-legend.ts';
import type { Drawn, DrawTool, Tool } from '../tools/draw-tool.ts';
import type { Near } from '../tools/nearest.ts';
import { type Dropped, listenForFiles } from './file-drop.ts';
import type { Control } from './map-controls.ts';
import { aboveOnlyKm } from './scope-data.ts';
import { markedPlace } from './targets.ts';
import { ViewerCore } from './viewer-core.ts';

/** Loaded when they are opened. */
const ROOMS = {
  share: () => import('../panels/share-panel.ts'),
  near: () => import('../tools/near-panel.ts'),
  import: () => import('../imports/import-room.ts'),
  keys: () => import('./key-list.ts'),
};

export class ViewerTools extends ViewerCore {
  static override properties = {
    ...ViewerCore.properties,
    side: { state: true },
    drawn: { state: true },
    dropped: { state: true },
    hasFilesOver: { state: true },
  };
  declare side: keyof typeof ROOMS | Tool | 'trace' | null;
  declare drawn: Drawn | null; // with a tool
  declare dropped: Dropped | null; // let fall on the page last
  declare hasFilesOver: boolean;
  #stopFiles: (() => void) | null = null;
  #tool: DrawTool | null = null;

  constructor() {
    super();
    Object.assign(this, { side: null, drawn: null, dropped: null, hasFilesOver: false });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopFiles = listenForFiles({
      hovers: (over) => {
        this.hasFilesOver = over;
      },
      dropped: async (dropped) => {
        await this.#open('import');
        this.dropped = dropped;
      },
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopFiles?.();
  }

  /** What was brought in is not lost by a click on the map. */
  protected override get isKept(): boolean {
    return this.side === 'import';
  }

  protected override get isDrawing(): boolean {
    return this.#tool !== null;
  }

  protected control({ detail }: CustomEvent<Control>): void {
    const box = this.district?.bbox;
    if (detail === 'gap') this.nextGap();
    else if (detail === 'share' || detail === 'import') void this.#open(detail);
    else if (detail === 'locate') void this.#open('near');
    else if (detail === 'print') void this.print();
    else if (detail === 'area' || detail === 'measure') void this.#take(detail);
    else if (detail === 'district' && box) this.map?.fit(box);
    else this.map?.zoomBy(detail === 'in' ? 1 : -1);
  }

  async #open(side: keyof typeof ROOMS): Promise<void> {
    if (this.side === side) return;
    await ROOMS[side]();
    this.leaveSide(); // also what was opened while it was loaded
    this.side = side;
  }

  async #take(tool: Tool, points: readonly Position[] = []): Promise<void> {
    const [{ DrawTool, drawnOverlay }] = await Promise.all([
      import('../tools/draw-tool.ts'),
      import('../tools/tool-panel.ts'),
    ]);
    const gl = this.map?.gl;
    if (!gl) return;
    this.leaveSide(); // also a tool taken while this was loaded, which would keep the map for good
    this.side = tool;
    const show = (drawn: Drawn) => {
      this.drawn = drawn;
      this.bar = drawnOverlay(tool, drawn);
    };
    this.#tool = new DrawTool(gl, tool, (drawn) => {
      if (!drawn) return this.closeSide();
      show(drawn);
      if (!drawn.done) return;
      this.#shown = drawn.points;
      this.apply({ area: null, measure: null, [tool]: drawn.points });
    });
    if (points.length > 0) show({ points: [...points], done: true });
    else this.#tool.takeKeys();
  }

  #shown: readonly Position[] | null = null; // the area or line of the address that is on the map

  /** What was drawn and came with the address, or was gone back to, is drawn again. */
  protected override updated(): void {
    super.updated();
    const { area, measure } = this.state;
    const drawn = area ?? measure;
    if (String(drawn) === String(this.#shown) || (drawn && !this.map?.gl)) return;
    this.#shown = drawn;
    if (drawn) void this.#take(area ? 'area' : 'measure', drawn);
    else if (this.side === 'area' || this.side === 'measure') this.leaveSide();
  }

  /** Closes what is open over the table, and with it what was drawn. */
  protected closeSide(): void {
    this.leaveSide();
    if (this.state.area || this.state.measure) this.apply({ area: null, measure: null });
  }

  /** Gives the map back too. */
  protected override leaveSide(): void {
    if (this.side === null) return;
    this.#tool?.stop();
    this.#tool = null;
    Object.assign(this, { side: null, drawn: null, bar: null, dropped: null });
  }

  protected override async showKeys(): Promise<void> {
    if (this.side === 'keys') this.leaveSide();
    else await this.#open('keys');
  }

  /** Where someone stands. The map goes along when he leaves it, not when he looks elsewhere. */
  protected stand({ detail }: CustomEvent<GeolocationCoordinates>): void {
    const { longitude: lon, latitude: lat } = detail;
    const here: Bbox = [lon, lat, lon, lat];
    const isLeaving = this.#stood !== null && this.map?.shows(this.#stood) && !this.map.shows(here);
    if (this.bar === null || isLeaving) this.map?.fit([lon - 0.003, lat - 0.003, lon + 0.003, lat + 0.003], true, 16);
    this.#stood = here;
    this.bar = markedPlace(here);
  }
  #stood: Bbox | null = null;

  protected choseNear({ target, place: [lon, lat] }: Near): void {
    this.apply({ selection: target });
    this.flyTo(target, target.kind === 'gap' ? undefined : [lon, lat, lon, lat]);
  }

  #figures(): Figures {
    const { data, compared } = this.loader;
    const layers = this.district?.layers;
    const aboveOnly = data && this.state.aboveOnly ? aboveOnlyKm(data.levels) : null;
    return { summary: data?.summary ?? null, aboveOnlyKm: aboveOnly, changes: compared?.sums ?? null, layers };
  }

  /** The map as one page; the sheet goes when it was printed or closed. */
  protected override async print(): Promise<void> {
    const [{ paperView }] = await Promise.all([import('../print/paper.ts'), import('../print/print-sheet.ts')]);
    const { district, map, state } = this;
    if (!district || !map?.gl || document.querySelector('print-sheet')) return;
    const { top, right, bottom, left } = map.padding;
    const { clientWidth, clientHeight } = map.gl.getContainer();
    const { lng: lon, lat } = map.gl.getCenter();
    const free = { width: clientWidth - left - right, height: clientHeight - top - bottom };
    const { olderVersion } = this.loader;
    const older = olderVersion === null ? {} : { version: olderVersion };
    const sheet = Object.assign(document.createElement('print-sheet'), {
      ...{ shown: state, district: { ...district, ...older }, language: state.language, figures: this.#figures() },
      ...{ view: paperView({ lon, lat, zoom: map.gl.getZoom() }, free), map: map.drawnFrom, behind: this },
      ...{ ground: this.loader.ground, isGroundMissing: this.isGroundMissing },
    });
    const leave = () => sheet.remove();
    sheet.addEventListener('oa-close', leave);
    sheet.addEventListener('oa-ready', () => window.print());
    window.addEventListener('afterprint', leave, { once: true });
    document.body.append(sheet);
  }
}
