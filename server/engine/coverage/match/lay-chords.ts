/** Lays chords of about 50 m along a piece, and answers where the piece is at a measure. */
import { CHORD_MM } from '../parameters.ts';
import type { Pieces } from '../pieces.ts';
import { reserveChords, reserveVertices, type Workspace } from './workspace.ts';

/** Fills the workspace with the piece's vertices, measures and the marks of its chords. */
export function layChords(space: Workspace, pieces: Pieces, piece: number): void {
  const start = pieces.first[piece];
  reserveVertices(space, pieces.first[piece + 1] - start);
  measureVertices(space, pieces, start);
  const length = space.m[space.vertices - 1];
  const chords = Math.max(1, Math.floor(length / CHORD_MM + 0.5));
  reserveChords(space, chords);
  let vertex = 1;
  let from = 0;
  vertex = setMark(space, 0, 0, vertex);
  for (let i = 0; i < chords; i++) {
    const to = Math.floor(((i + 1) * length) / chords + 0.5);
    vertex = setMark(space, 2 * i + 1, Math.floor((from + to) / 2 + 0.5), vertex);
    vertex = setMark(space, 2 * i + 2, to, vertex);
    from = to;
  }
}

function measureVertices(space: Workspace, pieces: Pieces, start: number): void {
  const { x, y, m, vertices } = space;
  let sum = 0;
  for (let v = 0; v < vertices; v++) {
    x[v] = pieces.x[start + v];
    y[v] = pieces.y[start + v];
    if (v > 0) {
      const dx = x[v] - x[v - 1];
      const dy = y[v] - y[v - 1];
      sum += Math.sqrt(dx * dx + dy * dy);
    }
    m[v] = Math.floor(sum + 0.5);
  }
}

/** Marks come in ascending measure, so the search goes on from the vertex where the last one ended. */
function setMark(space: Workspace, mark: number, measure: number, vertex: number): number {
  const { x, y, m } = space;
  let v = vertex;
  while (m[v] < measure || m[v] === m[v - 1]) v++;
  const t = (measure - m[v - 1]) / (m[v] - m[v - 1]);
  space.markX[mark] = x[v - 1] + Math.floor(t * (x[v] - x[v - 1]) + 0.5);
  space.markY[mark] = y[v - 1] + Math.floor(t * (y[v] - y[v - 1]) + 0.5);
  space.markM[mark] = measure;
  return v;
}

/** The point of the piece at a measure, clamped to the piece, into space.point. */
export function piecePoint(space: Workspace, measure: number): void {
  const { x, y, m, vertices } = space;
  const at = Math.max(0, Math.min(m[vertices - 1], measure));
  let low = 1; // the first vertex at or past the measure, past any without length
  let high = vertices - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (m[middle] < at) low = middle + 1;
    else high = middle;
  }
  while (m[low] === m[low - 1]) low++;
  const t = (at - m[low - 1]) / (m[low] - m[low - 1]);
  space.point[0] = x[low - 1] + Math.floor(t * (x[low] - x[low - 1]) + 0.5);
  space.point[1] = y[low - 1] + Math.floor(t * (y[low] - y[low - 1]) + 0.5);
}
