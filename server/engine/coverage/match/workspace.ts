/** The scratch memory of one matcher: every array a chord needs, made once and grown when a piece is longer. */
import type { CoverIndex, Reach } from '../cover-index.ts';
import type { CoverageParameters } from '../parameters.ts';
import { RunList } from './run-list.ts';
import { StateList } from './state-list.ts';

/** No state: a chord that counts for no route. */
export const NONE = -1;

export interface Workspace {
  index: CoverIndex;
  /** Of the mode of the track being matched. */
  reach: Reach;
  parameters: CoverageParameters;
  /** Vertices of the piece being matched; its measures start at 0. */
  vertices: number;
  x: Float64Array;
  y: Float64Array;
  m: Float64Array;
  /** Chord i has its ends at marks 2i and 2i + 2 and its middle at mark 2i + 1. */
  chords: number;
  markX: Float64Array;
  markY: Float64Array;
  markM: Float64Array;
  states: StateList;
  /** Per chord the state it counts for, or NONE. */
  chosen: Int32Array;
  /** Per chord where its route meets that of the next counted one, and of the one before, or NaN: see turns.ts. */
  turnOut: Float64Array;
  turnIn: Float64Array;
  runs: RunList;
  /** Per chord of a run what it covers of the route, unwrapped on a closed one, and the side of the line it keeps to. */
  low: Float64Array;
  high: Float64Array;
  side: Int8Array;
  /** What findMeeting found last, and its bounds. */
  meeting: Float64Array;
  box: Float64Array;
  /** What the functions of nearest.ts found last. */
  near: Float64Array;
  /** A point or a vector, whatever was asked last. */
  point: Float64Array;
}

export function makeWorkspace(index: CoverIndex, parameters: CoverageParameters): Workspace {
  return {
    index,
    reach: index.aboveWater,
    parameters,
    vertices: 0,
    x: new Float64Array(0),
    y: new Float64Array(0),
    m: new Float64Array(0),
    chords: 0,
    markX: new Float64Array(0),
    markY: new Float64Array(0),
    markM: new Float64Array(0),
    states: new StateList(),
    chosen: new Int32Array(0),
    turnOut: new Float64Array(0),
    turnIn: new Float64Array(0),
    runs: new RunList(index.routes),
    low: new Float64Array(0),
    high: new Float64Array(0),
    side: new Int8Array(0),
    meeting: new Float64Array(3),
    box: new Float64Array(4),
    near: new Float64Array(7),
    point: new Float64Array(2),
  };
}

export function reserveVertices(space: Workspace, vertices: number): void {
  space.vertices = vertices;
  if (space.x.length >= vertices) return;
  space.x = new Float64Array(2 * vertices);
  space.y = new Float64Array(2 * vertices);
  space.m = new Float64Array(2 * vertices);
}

export function reserveChords(space: Workspace, chords: number): void {
  space.chords = chords;
  if (space.chosen.length >= chords) return;
  space.markX = new Float64Array(4 * chords + 1);
  space.markY = new Float64Array(4 * chords + 1);
  space.markM = new Float64Array(4 * chords + 1);
  space.chosen = new Int32Array(2 * chords);
  space.turnOut = new Float64Array(2 * chords);
  space.turnIn = new Float64Array(2 * chords);
  space.low = new Float64Array(2 * chords);
  space.high = new Float64Array(2 * chords);
  space.side = new Int8Array(2 * chords);
}
