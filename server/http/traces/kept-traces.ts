/** Traces that were asked for lately, as a layer to draw: bounded in number, vertices and age, the same question the same id. */
import { createHash } from 'node:crypto';
import type { Feature, LineString, Point } from 'geojson';
import { PreviewTiles } from '../../../tiles/preview.ts';
import { DomainError } from '../../errors.ts';

interface KeptTrace {
  district: string;
  tiles: PreviewTiles;
  vertices: number;
  usedAt: number;
}

export interface KeptTracesLimits {
  traces: number;
  vertices: number;
}

const LIMITS: KeptTracesLimits = { traces: 64, vertices: 600_000 };
const IDLE_MS = 30 * 60_000;

export class KeptTraces {
  /** In the order of use, the latest last. */
  private readonly kept = new Map<string, KeptTrace>();
  private readonly limits: KeptTracesLimits;
  private readonly now: () => number;

  constructor(limits = LIMITS, now: () => number = Date.now) {
    this.limits = limits;
    this.now = now;
  }

  /** @param question  what the features answer, all of it: district, its life and version, day, place, way. */
  keep(district: string, question: unknown, features: () => Feature<LineString | Point>[]): string {
    const id = createHash('sha256')
      .update(JSON.stringify([district, question]))
      .digest('hex')
      .slice(0, 32);
    if (this.use(id)) return id;
    const made = features();
    const vertices = made.reduce((sum, { geometry }) => sum + geometry.coordinates.length, 0);
    this.kept.set(id, { district, tiles: new PreviewTiles(made), vertices, usedAt: this.now() });
    this.dropBeyondLimits();
    return id;
  }

  /** @throws DomainError trace_unknown (410: MapLibre takes a 404 for an empty tile and tells nobody): never asked for, or too long ago */
  tiles(id: string): PreviewTiles {
    const kept = this.use(id);
    if (kept) return kept.tiles;
    throw new DomainError(
      'trace_unknown',
      `There is no trace ${id} any more: ask for it again.`,
      `追踪 ${id} 已不存在，请重新查询。`,
      410,
    );
  }

  /** What was deleted is not shown on. */
  forget(district: string): void {
    for (const [id, kept] of this.kept) if (kept.district === district) this.kept.delete(id);
  }

  private use(id: string): KeptTrace | undefined {
    this.dropIdle();
    const kept = this.kept.get(id);
    if (!kept) return undefined;
    kept.usedAt = this.now();
    this.kept.delete(id);
    this.kept.set(id, kept);
    return kept;
  }

  private dropIdle(): void {
    for (const [id, { usedAt }] of this.kept) if (this.now() - usedAt > IDLE_MS) this.kept.delete(id);
  }

  /** The one just asked for stays, however large. */
  private dropBeyondLimits(): void {
    let vertices = 0;
    for (const each of this.kept.values()) vertices += each.vertices;
    for (const [id, each] of this.kept) {
      if (this.kept.size === 1 || (this.kept.size <= this.limits.traces && vertices <= this.limits.vertices)) return;
      this.kept.delete(id);
      vertices -= each.vertices;
    }
  }
}
