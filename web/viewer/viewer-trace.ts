/** The what-if tool: a place is chosen, the water that a discharge there would reach is drawn from tiles of its own. */
import type { ErrorEvent, Map as GlMap } from 'maplibre-gl';
import type { Trace, TraceHit } from '../api/types.ts';
import { formatTrace, type TraceFrom, traceAt } from '../state/trace-state.ts';
import type { ViewState } from '../state/view-state.ts';
import { TRACE_SOURCE, withTrace } from '../tools/trace-layers.ts';
import { PointTool } from '../tools/trace-tool.ts';
import type { Control } from './map-controls.ts';
import { ViewerTools } from './viewer-tools.ts';

const textOf = (trace: TraceFrom | null): string | null => trace && formatTrace(trace);

export class ViewerTrace extends ViewerTools {
  static override properties = { ...ViewerTools.properties, traceAsked: { state: true } };
  /** Counts up when the tiles of a trace are gone from the server. */
  declare traceAsked: number;
  #point: PointTool | null = null;
  #gl: GlMap | null = null;
  #shown: string | null = null; // the trace of the address that is on the map
  #isFit = false; // the whole of it was looked at once

  constructor() {
    super();
    this.traceAsked = 0;
  }

  protected override get isDrawing(): boolean {
    return super.isDrawing || this.#point !== null;
  }

  protected override control(event: CustomEvent<Control>): void {
    if (event.detail === 'trace') void this.#take();
    else super.control(event);
  }

  protected override apply(patch: Partial<ViewState>): void {
    const others = patch.trace ? { area: null, measure: null } : patch.area || patch.measure ? { trace: null } : {};
    super.apply({ ...others, ...patch });
  }

  async #take(): Promise<void> {
    const gl = this.map?.gl;
    if (!gl || this.side === 'trace') return;
    await import('../tools/trace-panel.ts');
    this.leaveSide(); // also what was opened while it was loaded
    this.side = 'trace';
    this.#gl = gl;
    gl.on('error', this.#failed);
    this.#point = new PointTool(gl, (point) => {
      if (!point) return this.closeSide();
      this.apply({ trace: traceAt(point, this.state.trace?.mode ?? 'DD') });
    });
    if (!this.state.trace) this.#point.takeKeys();
  }

  /** Tiles that were kept too long ago: asked for again, once the answer before is there. */
  #failed = ({ sourceId, error }: ErrorEvent & { sourceId?: string }): void => {
    const isGone = (error as Error & { status?: number }).status === 410;
    if (sourceId !== TRACE_SOURCE || !isGone || !this.map?.guest) return;
    this.map.guest = null;
    this.traceAsked++;
  };

  /** What came with the address, or was gone back to. */
  protected override updated(): void {
    super.updated();
    const { trace } = this.state;
    const text = textOf(trace);
    if (text === this.#shown || (trace && !this.map?.gl)) return;
    this.#shown = text;
    if (trace) void this.#take();
    else if (this.side === 'trace') this.leaveSide();
  }

  protected override closeSide(): void {
    super.closeSide();
    if (this.state.trace) this.apply({ trace: null });
  }

  protected override leaveSide(): void {
    this.#point?.stop();
    this.#gl?.off('error', this.#failed);
    if (this.side === 'trace' && this.map) this.map.guest = null;
    this.#point = null;
    this.#gl = null;
    this.#isFit = false;
    super.leaveSide();
  }

  /** The panel has the answer: it goes on the map. */
  protected traced({ detail }: CustomEvent<Trace | null>): void {
    const { map } = this;
    const from = this.state.trace;
    if (!map || this.side !== 'trace') return;
    const layer = detail && from && { tiles: `${location.origin}${detail.tiles}`, maxzoom: detail.tiles_maxzoom, from };
    map.guest = layer ? (style, theme) => withTrace(style, theme, layer) : null;
    if (detail && !this.#isFit && !map.shows(detail.bounds)) map.fit(detail.bounds);
    this.#isFit ||= detail !== null;
  }

  protected traceHit({ detail: { lon, lat } }: CustomEvent<TraceHit>): void {
    this.map?.fit([lon, lat, lon, lat], true, Math.max(15, this.map.gl?.getZoom() ?? 15));
  }
}
