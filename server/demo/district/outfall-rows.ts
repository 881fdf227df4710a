/** Rows of the outfalls: codes in the pattern of HJ 1235, names as registers make them, what was decided about each. */
import type { DemoLayer } from '../layer.ts';
import type { Random } from '../random.ts';
import type { FollowUp } from './follow-up.ts';
import { TOWNS } from './names.ts';
import { drawHandling } from './outfall-kinds.ts';
import type { Outfall } from './outfalls.ts';
import { layerOf, pointGeometry } from './rows.ts';

/** Taihu's waters belong to the Yangtze basin; 999118 is no county of GB/T 2260. */
const CODE_START = 'FA-999118';
const LARGEST_SERIAL = 9999;
const CODED_SHARE = 0.7;
/** Letters seen in real codes; those of plants and farms are not known for sure, so they get no code. */
const TYPE_LETTERS: Record<string, string | undefined> = { industrial: 'GY', other: 'QT' };

export function outfallRows(outfalls: readonly Outfall[], followed: readonly FollowUp[], random: Random): DemoLayer {
  let serial = 0;
  const nextCode = (outfall: Outfall): string | null => {
    const letters = TYPE_LETTERS[outfall.kind.type];
    const coded = outfall.status === 'confirmed' && letters && random() < CODED_SHARE && serial < LARGEST_SERIAL;
    return coded ? `${CODE_START}-${String(++serial).padStart(4, '0')}-${letters}-00` : null;
  };
  return layerOf(
    'outfalls',
    outfalls.map((outfall, i) => [
      { ...propertiesOf(outfall, i, nextCode(outfall), random), ...followUpFields(followed[i]) },
      pointGeometry(outfall.at),
    ]),
  );
}

function propertiesOf(outfall: Outfall, index: number, code: string | null, random: Random): Record<string, unknown> {
  const { kind, status, route } = outfall;
  const confirmed = status === 'confirmed';
  const town = TOWNS[outfall.town]?.name ?? '';
  const handling = confirmed ? drawHandling(random, kind.subtype, outfall.surveyedOn) : undefined;
  const what = confirmed ? (kind.subtype ?? '城镇污水处理厂排污口') : '疑似排口';
  const typed = confirmed || random() < 0.5;
  return {
    source_id: outfall.sourceId,
    code,
    name: `青浦区${town}${route?.name ?? ''}${index + 1}#${what}`,
    type: typed ? kind.type : null,
    subtype: typed ? kind.subtype : null,
    mouth_form: kind.mouthForm,
    source_facility: kind.facility,
    receiving_water: outfall.receivingWater,
    responsible_party: responsibleParty(outfall, town),
    status,
    status_on: confirmed ? outfall.surveyedOn : null,
    flow_state: kind.flowState,
    flow_state_on: outfall.surveyedOn,
    handle_type: handling?.handleType ?? null,
    handle_stage: handling?.handleStage ?? null,
    handle_stage_on: handling?.handleStageOn ?? null,
    closed_out_on: handling?.closedOutOn ?? null,
    surveyed_on: outfall.surveyedOn,
  };
}

function followUpFields({ traceResult, tracedOn, sampleable }: FollowUp): Record<string, unknown> {
  return { trace_result: traceResult, traced_on: tracedOn, sampleable };
}

/** Offices only: the demo names no person. */
function responsibleParty({ kind, status, sourceId }: Outfall, town: string): string | null {
  if (status === 'suspect') return null;
  if (kind.type === 'industrial') return `合成企业（${sourceId}）`;
  if (kind.type === 'urban_wwtp') return `合成污水处理厂（${sourceId}）`;
  return town === '' ? null : `${town}（合成演示）`;
}
