/** What opens over the table: sharing, what is near, tools to draw with, paper. */
import type { Drawn, DrawTool, Tool } from '../tools/draw-tool.ts';
import type { Control } from './map-controls.ts';
import { markedPlace } from './targets.ts';
import { ViewerCore } from './viewer-core.ts';

export class ViewerTools extends ViewerCore {
  static override properties = {
    ...ViewerCore.properties,
    side: { state: true },
    drawn: { state: true },
  };
  declare side: 'share' | 'near' | Tool | null;
  declare drawn: Drawn | null; // with a tool
  #tool: DrawTool | null = null;

  constructor() {
    super();
    Object.assign(this, { side: null, drawn: null });
  }

  protected override get isDrawing(): boolean {
    return this.#tool !== null;
  }

  protected control({ detail }: CustomEvent<Control>): void {
    const box = this.district?.bbox;
    if (detail === 'gap') this.nextGap();
    else if (detail === 'share' || detail === 'locate') void this.#open(detail === 'share' ? 'share' : 'near');
    else if (detail === 'area' || detail === 'measure') void this.#take(detail);
    else if (detail === 'district' && box) this.map?.fit(box);
    else this.map?.zoomBy(detail === 'in' ? 1 : -1);
  }

  async #open(side: 'share' | 'near'): Promise<void> {
    this.leaveSide();
    await (side === 'share' ? import('../panels/share-panel.ts') : import('../tools/near-panel.ts'));
    this.side = side;
  }

  async #take(tool: Tool): Promise<void> {
    this.leaveSide();
    const [{ DrawTool, drawnOverlay }] = await Promise.all([
      import('../tools/draw-tool.ts'),
      import('../tools/tool-panel.ts'),
    ]);
    const gl = this.map?.gl;
    if (!gl) return;
    this.side = tool;
    this.#tool = new DrawTool(gl, tool, (drawn) => {
      if (!drawn) return this.leaveSide();
      this.drawn = drawn;
      this.bar = drawnOverlay(tool, drawn);
    });
  }

  /** Gives the map back too. */
  protected override leaveSide(): void {
    if (this.side === null) return;
    this.#tool?.stop();
    this.#tool = null;
    Object.assign(this, { side: null, drawn: null, bar: null });
  }

  /** Where someone stands. */
  protected stand({ detail }: CustomEvent<GeolocationCoordinates>): void {
    const { longitude: lon, latitude: lat } = detail;
    if (this.bar === null) this.map?.fit([lon - 0.003, lat - 0.003, lon + 0.003, lat + 0.003], true, 16);
    this.bar = markedPlace([lon, lat, lon, lat]);
  }
}
