/** Links as design.md says them, by looking at everything: the twin that server/engine/link is tested against. */
import type { LinkPoints } from '../../server/engine/link/links.ts';
import type { Rulers, WaterBodies } from '../../server/engine/rulers.ts';

const round = (value: number) => Math.floor(value + 0.5);

interface Candidate {
  river: number;
  route: number;
  measureMm: number;
  distanceMm: number;
  offsetMm: number;
  bank: 'left' | 'right' | null;
  agrees: boolean;
}

export function bruteLinks(rulers: Rulers, waters: WaterBodies, nameOfRiver: Map<number, number>, points: LinkPoints) {
  return Array.from({ length: points.count }, (_, i) => {
    const all = [...rulers.routeId.keys()].map((r) => nearest(rulers, r, points.x[i], points.y[i]));
    const near = new Set(all.filter(({ offsetMm }) => offsetMm <= 50_000));
    for (const river of new Set(waters.riverId)) {
      const distance = Math.min(
        ...[...waters.id.keys()]
          .filter((b) => waters.riverId[b] === river)
          .map((b) => toBody(waters, b, points.x[i], points.y[i])),
      );
      const best = all.filter((c) => c.river === river).sort((a, b) => a.offsetMm - b.offsetMm || a.route - b.route)[0];
      if (distance > 50_000 || !best) continue;
      best.distanceMm = Math.min(distance, best.distanceMm);
      near.add(best);
    }
    for (const c of near) c.agrees = nameOfRiver.get(c.river) === points.water[i];
    return judge([...near], points.water[i]);
  });
}

function judge(near: Candidate[], water: number) {
  const sorted = near.sort((a, b) => a.distanceMm - b.distanceMm || a.offsetMm - b.offsetMm || a.route - b.route);
  const bare = ({ river, ...rest }: Candidate) => rest;
  const candidates = sorted.map(bare);
  const verdict = (chosen: Candidate | null, reason: string | null, confidence: string | null) => ({
    candidates,
    chosen: chosen && bare(chosen),
    reason,
    confidence,
    status: reason ? 'proposed' : 'confirmed',
  });
  const [first] = sorted;
  if (!first) return verdict(null, 'unlinked', null);
  const named = sorted.find((c) => c.agrees);
  if (named && named.distanceMm <= first.distanceMm + 10_000) return verdict(named, null, 'high');
  if (water !== -1) return verdict(first, 'name_disagrees', 'low');
  const rival = sorted.some((c) => c.river !== first.river && c.distanceMm - first.distanceMm <= 5_000);
  return rival ? verdict(first, 'ambiguous', 'medium') : verdict(first, null, 'high');
}

function nearest({ first, x, y, m, riverId, routeId }: Rulers, r: number, px: number, py: number): Candidate {
  let best = { squared: Number.POSITIVE_INFINITY, measure: 0, side: 0 };
  for (let v = first[r]; v + 1 < first[r + 1]; v++) {
    const [dx, dy] = [x[v + 1] - x[v], y[v + 1] - y[v]];
    const t = Math.min(1, Math.max(0, ((px - x[v]) * dx + (py - y[v]) * dy) / (dx * dx + dy * dy)));
    const squared = (x[v] + round(t * dx) - px) ** 2 + (y[v] + round(t * dy) - py) ** 2;
    const measure = m[v] + round(t * (m[v + 1] - m[v]));
    const side = dx * (py - y[v]) - dy * (px - x[v]);
    if (squared < best.squared) best = { squared, measure, side };
  }
  const offsetMm = round(Math.sqrt(best.squared));
  const bank = offsetMm < 1 || best.side === 0 ? null : best.side > 0 ? 'left' : 'right';
  return {
    river: riverId[r],
    route: routeId[r],
    measureMm: best.measure,
    distanceMm: offsetMm,
    offsetMm,
    bank,
    agrees: false,
  };
}

/** Tests draw water bodies as one upright rectangle each. */
function toBody({ ringsOf, first, x, y }: WaterBodies, b: number, px: number, py: number): number {
  const [from, to] = [first[ringsOf[b]], first[ringsOf[b + 1]]];
  const [xs, ys] = [x.slice(from, to), y.slice(from, to)];
  const dx = Math.max(Math.min(...xs) - px, 0, px - Math.max(...xs));
  const dy = Math.max(Math.min(...ys) - py, 0, py - Math.max(...ys));
  return round(Math.hypot(dx, dy));
}
