/** Reads the geometry commands of a tile strictly by vector-tile-spec 2.1, 4.3: what a lenient reader would forgive, throws. */
import { PbfReader } from 'pbf';

export interface Part {
  readonly points: [number, number][];
  readonly closed: boolean;
}

/** The parts of all features of all layers, in order. */
export function readCommands(tile: Uint8Array): Part[] {
  const parts: Part[] = [];
  new PbfReader(tile).readFields((tag, _, pbf) => {
    if (tag !== 3) throw new Error(`field ${tag} in a tile`);
    pbf.readFields(readLayerField, parts, pbf.readVarint() + pbf.pos);
  }, undefined);
  return parts;
}

function readLayerField(tag: number, parts: Part[], pbf: PbfReader): void {
  if (tag === 2) pbf.readFields(readFeatureField, parts, pbf.readVarint() + pbf.pos);
}

function readFeatureField(tag: number, parts: Part[], pbf: PbfReader): void {
  if (tag !== 4) return;
  const commands: number[] = [];
  pbf.readPackedVarint(commands, false);
  parts.push(...readGeometry(commands));
}

function readGeometry(commands: number[]): Part[] {
  const parts: { points: [number, number][]; closed: boolean }[] = [];
  let [x, y, i] = [0, 0, 0];
  const step = () => {
    if (i + 1 >= commands.length) throw new Error('geometry ends within a step');
    x += (commands[i] >>> 1) ^ -(commands[i] & 1);
    y += (commands[i + 1] >>> 1) ^ -(commands[i + 1] & 1);
    i += 2;
    parts[parts.length - 1].points.push([x, y]);
  };
  while (i < commands.length) {
    const [command, count] = [commands[i] & 7, commands[i] >>> 3];
    i++;
    if (command === 1 && count === 1) {
      parts.push({ points: [], closed: false });
      step();
    } else if (command === 2 && count > 0 && parts.at(-1)?.points.length === 1) for (let k = 0; k < count; k++) step();
    else if (command === 7 && count === 1 && parts.at(-1)?.closed === false) parts[parts.length - 1].closed = true;
    else throw new Error(`command ${command} × ${count} is out of place`);
  }
  return parts;
}
