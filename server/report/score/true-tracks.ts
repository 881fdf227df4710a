/** A truth file: what each track really travelled, as whoever drew the tracks knows it (`atlas demo --truth FILE`). */
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { DomainError } from '../../errors.ts';

const Stretch = Type.Object({
  /** Key of the river, and number of the route within it. */
  river: Type.String(),
  route: Type.Integer(),
  bank: Type.Union([Type.Literal('left'), Type.Literal('right'), Type.Literal('both')]),
  from_mm: Type.Integer({ minimum: 0 }),
  to_mm: Type.Integer(),
});
const TrueTrack = Type.Object({
  track: Type.String(),
  mode: Type.Union([Type.Literal('above_water'), Type.Literal('under_water')]),
  ranges: Type.Array(Stretch),
});
export type Stretch = Static<typeof Stretch>;
export type TrueTrack = Static<typeof TrueTrack>;

const checked = Compile(TrueTrack);

/** One JSON object per line. @throws DomainError `truth_unreadable` */
export function parseTruth(text: string): TrueTrack[] {
  return text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [parseLine(line, i + 1)]));
}

function parseLine(line: string, number: number): TrueTrack {
  try {
    const track: unknown = JSON.parse(line);
    if (checked.Check(track)) return track;
  } catch {} // said below
  throw new DomainError(
    'truth_unreadable',
    `Line ${number} is no track with its true ranges, as atlas demo --truth FILE writes them: {"track", "mode", "ranges": [{"river", "route", "bank", "from_mm", "to_mm"}]}.`,
    `第 ${number} 行不是轨迹及其真实排查区间（格式同 atlas demo --truth FILE）：{"track", "mode", "ranges": [{"river", "route", "bank", "from_mm", "to_mm"}]}。`,
  );
}
