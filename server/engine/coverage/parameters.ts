/** The numbers of the definition of coverage. Lengths in whole millimetres, costs in units of 1/128 000 000. */

export const MILLISECONDS_PER_DAY = 86_400_000;

// track to chords
export const DRAWN_SPACING_MM = 50_000;
/** Up to here a wider spacing may be a receiver's: at most this fast, two thirds of its waits and three fifths of its steps like their medians. */
export const SPARSE_SPACING_MM = 250_000;
export const FASTEST_M_PER_S = 20;
export const CLOCK_EVENNESS = 0.1;
export const STEP_EVENNESS = 0.3;
/** Nothing that a receiver rode in was faster: such times are software's. */
export const SOUND_M_PER_S = 340;
/** A day with fewer fixes does not say that it was travelled. */
export const TRAVELLED_FIXES = 10;
/** How far from straight on what goes fast is at the next fix: of its step, and what a receiver strays and cars brake or turn. */
export const SWERVE_SHARE = 0.5;
export const SWERVE_MM = 8000;
export const SWERVE_M_PER_S2 = 3;
export const OUTLIER_MM = 100_000;
export const OUTLIER_LOOKAHEAD = 5;
export const OUTLIER_SLACK_MM = 25_000; // what a receiver strays while it is believed
export const CUT_MM = 100_000;
/** The size of a county: no step of a survey, whoever drew it. */
export const FAR_MM = 50_000_000;
/** A day jitters when its fixes usually lie half of this off the middle of their neighbours, and half of such a share of its spacing. */
export const JITTER_MM = 10_000;
export const JITTER_SHARE = 1.35;
/** Of so many steps, then of twice as many, the first that lead this far tell the way of a crew; of so much of it, some 20 m of usual ones, a mean is taken. */
export const JITTER_STEPS = 16;
export const JITTER_WAY_MM = 60_000;
export const MEAN_WAY_MM = 35_000;
/** As far as jitter alone puts a mean off that of half as many it may lie off, this far at least and at most. */
export const BEND_MM = 4000;
export const MOST_BEND_MM = 14_000;
/** Of so few fixes on either side at the most, which lie far apart under way, it is less. */
export const FEW_FIXES = 2;
export const MOST_BEND_OF_FEW_MM = 9000;
export const THINNING_MM = 15_000;
export const CHORD_MM = 50_000;

// candidates
/** Past 25 m a chord costs more than counting for nothing, so it counts only inside a run. */
export const LINE_TOLERANCE_MM = 40_000;
/** Under water a sonar sees as far to each side, and a boat is on the river wherever its line was drawn: DECISIONS 145. */
export const SONAR_TOLERANCE_MM = 55_000;
/** Past 15 m from its edge, as past 25 m of a line, a chord counts only inside a run. */
export const POLYGON_TOLERANCE_MM = 40_000;
/** On the water of a lake or pond, past 60 m from its shore likewise. */
export const LAKE_TOLERANCE_MM = 80_000;
/** A route is at most the polygon's width and this away from a chord that the polygon lets in. */
export const POLYGON_REACH_MM = 50_000;
export const DIRECTION_MM = 25_000;
export const COS_40_DEGREES = 0.766044443118978;
export const COS_20_DEGREES = 0.939692620785908;
export const COS_10_DEGREES = 0.984807753012208;
/** On a river's polygon wider than this the heading is taken over one width either side. */
export const WIDE_MM = 50_000;
export const LIMB_MM = 60_001;
export const LIMB_ROUTE_MM = 150_000;

// continuity
/** A candidate that the chord does not head along costs as much more as none: it counts only inside a run. */
export const ASKEW_COST = 640_000_000;
export const NONE_COST = 640_000_000;
/** The most that distance costs: a run bears 800 m of receiver noise or of a line swept 20 m off, no more. */
export const FAR_COST = 672_000_000;
/** Under water a run of so many chords (500 m) keeps its route, off polygons, between the first and the last chord that count for it: what far places and askew ones cost there. */
export const LONG_CHORDS = 10;
export const KEPT_FAR_COST = 600_000_000;
export const KEPT_ASKEW_COST = 200_000_000;
export const LEAVE_COST = 256_000_000;
export const JUMP_COST = 1_024_000_000;
export const JUMP_MM = 200_000;
/** A step to a route that does not meet the one before costs so many times what counted chords cost by their distance in the mean, a jump at least, and at most: */
export const STRANGER_TIMES = 20;
export const STRANGER_COST = 1_536_000_000;

// runs, crossings, bridges
export const PROJECTION_MM = 45_000;
export const POLYGON_PROJECTION_MM = 110_000;
/** Routes that come as near as this meet: as ends do in the network (engine/routes/nodes.ts). */
export const MEETING_MM = 1000;
/** Measure between where two routes meet and the middles of the chords that turn there. */
export const MEETING_REACH_MM = 110_000;
/** Chords before and after one that say with it which bank it is on. */
export const BANK_CHORDS = 6;
export const CROSSING_MM = 200_000;
export const CROSSING_APART_MM = 25_000;
/** A longer run is asked for a passage only where the middles of its chords alone differ by this part of its range. */
export const PASSAGE_SPREAD = 0.2;
/** Of what it covers, a passage of a route without polygon shorter than CROSSING_MM goes this many times, to and fro or aslant. */
export const PASSAGE_TIMES = 1.25;
/** The same where it covers an end of the route, past which its way counts and its range does not. */
export const PASSAGE_TIMES_AT_END = 2;
/** How far places of a steep passage lie from its straight way, the farthest and in the mean, beside parts of the width. */
export const PASSAGE_FAR_MM = 50_000;
export const PASSAGE_MEAN_MM = 14_000;
/** Chords on either side of a run that is alone on its route. */
export const ALONE_CHORDS = 8;
/** So many chords before and after a short run are asked for land: a place so far beside its route and half the width. */
export const LAND_CHORDS = 12;
export const LAND_BESIDE_MM = 40_000;
/** How far the places from land to land lie off their straight way, root mean square. */
export const LAND_SCATTER_MM = 15_000;
/** A shuttle's piece lies in a square of this side, and no place of it farther beside its river than half the width and the next. */
export const SHUTTLE_BOX_MM = 700_000;
export const SHUTTLE_BESIDE_MM = 70_000;
/** How far apart across the river it goes: at least this, these tenths of the width and these of what lies along it. */
export const SHUTTLE_APART_MM = 38_000;
export const SHUTTLE_WIDTHS = 6;
export const SHUTTLE_SLANT = 4;
/** How far its places lie off the straight way, root mean square. */
export const SHUTTLE_SCATTER_MM = 16_000;
/** Off polygons places may lie this far beside the river, when on the other side half as far or more. */
export const SHUTTLE_EVEN_MM = 160_000;
/** A short shuttle goes at least this far across and scatters at most so much about its way. */
export const SHORT_APART_MM = 18_000;
export const SHORT_SCATTER_MM = 11_000;
/** Its river's width where no polygon says it, and the width from which a longer one may lie aslant. */
export const SHORT_WIDTH_MM = 45_000;
export const SHORT_SLANT_WIDTH_MM = 40_000;
/** One that goes to and fro goes this far across and scatters so much. */
export const TO_AND_FRO_APART_MM = 30_000;
export const TO_AND_FRO_SCATTER_MM = 14_000;
/** One that wanders at its landings lies along at most so much of the river. */
export const WANDER_MM = 130_000;
/** One over narrow water: of a polygon at most so wide, or taken for so wide where there is none; how far along beside 2 widths, and across. */
export const NARROW_WIDTH_MM = 35_000;
export const NARROW_LINE_WIDTH_MM = 25_000;
export const NARROW_BEYOND_MM = 20_000;
export const NARROW_APART_MM = 8000;
export const BRIDGE_MM = 100_000;

/** What a place may set. */
export interface CoverageParameters {
  /** A wider river polygon has two banks to survey; millimetres. */
  onePassWidthMm: number;
}

export const DEFAULT_PARAMETERS: CoverageParameters = { onePassWidthMm: 30_000 };
