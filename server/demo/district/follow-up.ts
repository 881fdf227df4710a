/** What followed the survey of an outfall: was its source traced, was it sampled. River by river, as the campaigns went. */
import type { DemoLayer } from '../layer.ts';
import { integerBetween, pickWeighted, type Random } from '../random.ts';
import type { Outfall } from './outfalls.ts';
import type { Route } from './routes.ts';
import { layerOf } from './rows.ts';

export interface FollowUp {
  traceResult: 'traced' | 'undeterminable' | null;
  tracedOn: string | null;
  sampleable: boolean | null;
  sampledOn: string | null;
}

/** How much of a river's outfalls a campaign traced: all of them at once, or most of them later. */
const CAMPAIGNS: readonly (readonly [{ days: [number, number]; share: number }, number])[] = [
  [{ days: [5, 40], share: 1 }, 45],
  [{ days: [200, 420], share: 1 }, 35],
  [{ days: [200, 420], share: 0.8 }, 15],
  [{ days: [0, 0], share: 0 }, 5],
];
const UNDETERMINABLE_SHARE = 0.05;
const UNDATED_SHARE = 0.02;
const SAMPLEABLE_SHARE = 0.8;
const SAMPLED_SHARE = 0.9;
const DAY_MS = 86_400_000;

/** In the order of the outfalls. Suspected ones are followed up once they are confirmed. */
export function followUps(outfalls: readonly Outfall[], random: Random): FollowUp[] {
  const campaigns = new Map<Route | null, (typeof CAMPAIGNS)[number][0]>();
  return outfalls.map(({ route, status, surveyedOn, kind }) => {
    const campaign = campaigns.get(route) ?? pickWeighted(random, CAMPAIGNS);
    campaigns.set(route, campaign);
    const days = integerBetween(random, ...campaign.days);
    const [isTraced, isUnknown, isUndated] = [campaign.share, UNDETERMINABLE_SHARE, UNDATED_SHARE].map(
      (share) => random() < share,
    );
    const [canSample, isSampled] = [random() < SAMPLEABLE_SHARE, random() < SAMPLED_SHARE];
    const wait = integerBetween(random, 0, 30);
    if (status === 'suspect') return { traceResult: null, tracedOn: null, sampleable: null, sampledOn: null };
    const flows = kind.flowState === 'flowing';
    return {
      traceResult: isTraced ? (isUnknown ? 'undeterminable' : 'traced') : null,
      tracedOn: isTraced && !isUndated ? dayAfter(surveyedOn, days) : null,
      sampleable: flows ? canSample : null,
      sampledOn: flows && canSample && isSampled ? dayAfter(surveyedOn, wait) : null,
    };
  });
}

export function sampleRows(outfalls: readonly Outfall[], followed: readonly FollowUp[]): DemoLayer {
  return layerOf(
    'samples',
    outfalls.flatMap(({ sourceId }, i) => {
      const { sampledOn } = followed[i];
      return sampledOn
        ? [[{ source_id: `S-${sourceId}`, outfall: sourceId, date: sampledOn, kind: 'quick' }, null]]
        : [];
    }),
  );
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
