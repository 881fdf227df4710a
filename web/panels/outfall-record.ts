/** What the register says of an outfall, as the card shows it: sections of facts in words, each state with its day. */
import type { Outfall } from '../api/types.ts';
import type { Key, Translate } from '../i18n/dictionary.ts';
import { nameIn } from '../i18n/spellings.ts';

export interface Fact {
  label: Key;
  value: string;
  /** The deadline has passed and the outfall is not closed out. */
  isLate?: boolean;
}

export interface Section {
  title: Key;
  facts: Fact[];
}

const WORDS = new Set<string>([
  ...['ban', 'merge', 'standardize', 'no_action', 'not_started', 'in_work', 'done'],
  ...['flowing', 'dry', 'standing', 'shut', 'uncertain', 'traced', 'undeterminable'],
  ...['approved', 'registered', 'filed', 'not_approved', 'not_registered', 'not_filed'],
  ...['construction_site', 'road_service_area', 'port', 'riverside_works', 'residential_area', 'park_green'],
  ...['recycling_station', 'wet_waste_station', 'landfill', 'medical'],
]);

const STATUS: Readonly<Record<string, Key>> = {
  suspect: 'statusSuspect',
  confirmed: 'statusConfirmed',
  rejected: 'statusRejected',
};

/** Sections with something in them. `today` decides what is overdue. */
export function recordSections(t: Translate, outfall: Outfall, today: Date): Section[] {
  const word = (value: string | null) => (value !== null && WORDS.has(value) ? t(value as Key) : value);
  const since = (value: string | null, day: string | null) =>
    value === null || day === null ? value : t('dayOf', { value, day });
  const yesNo = (value: boolean | null) => (value === null ? null : t(value ? 'yes' : 'no'));
  const spelled = (name: string | null) => name && nameIn(t, name);
  const status = STATUS[outfall.status] ? t(STATUS[outfall.status]) : outfall.status;
  const sections: { title: Key; facts: [Key, string | null][] }[] = [
    {
      title: 'register',
      facts: [
        ['status', outfall.status_on === null ? null : since(status, outfall.status_on)],
        ['columnTown', spelled(outfall.town)],
        ['subtype', outfall.subtype],
        ['sourceFacility', word(outfall.source_facility)],
        ['receivingWater', spelled(outfall.receiving_water)],
        ['flowState', since(word(outfall.flow_state), outfall.flow_state_on)],
        ['dryWeatherFlow', since(yesNo(outfall.dry_weather_flow), outfall.dry_weather_flow_on)],
        ['sampleable', yesNo(outfall.sampleable)],
        ['traceResult', since(word(outfall.trace_result), outfall.traced_on)],
        ['approvalStatus', word(outfall.approval_status)],
        ['surveyedOn', outfall.surveyed_on],
        ['mergedInto', outfall.merged_into === null ? null : String(outfall.merged_into)],
      ],
    },
    {
      title: 'remediation',
      facts: [
        ['handleType', word(outfall.handle_type)],
        ['handleStage', since(word(outfall.handle_stage), outfall.handle_stage_on)],
        ['deadline', isLate(outfall, today) ? t('overdue', { day: outfall.deadline! }) : outfall.deadline],
        ['closedOutOn', outfall.closed_out_on],
        ['legacy', yesNo(outfall.legacy)],
      ],
    },
    {
      title: 'sign',
      facts: [
        ['signName', outfall.sign_name],
        ['signCode', outfall.sign_code],
        ['signCategory', outfall.sign_category],
        ['signAgency', outfall.sign_agency],
      ],
    },
  ];
  return sections.map(({ title, facts }) => ({ title, facts: said(facts, outfall, today) })).filter(isFilled);
}

const isFilled = ({ facts }: Section) => facts.length > 0;

function said(facts: [Key, string | null][], outfall: Outfall, today: Date): Fact[] {
  return facts.flatMap(([label, value]) =>
    value === null || value === '' ? [] : [{ label, value, isLate: label === 'deadline' && isLate(outfall, today) }],
  );
}

/** The day of the deadline itself is still in time, by the reader's clock. */
export function isLate({ deadline, closed_out_on, handle_type, status }: Outfall, today: Date): boolean {
  if (deadline === null || closed_out_on !== null || handle_type === 'no_action' || status === 'rejected') return false;
  const [year, month, day] = deadline.split('-').map(Number);
  return today >= new Date(year, month - 1, day + 1);
}
