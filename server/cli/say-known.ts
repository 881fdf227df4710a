/** Which version answers a question about an earlier or later moment, for those who do not see it below the answer. */
import type { District } from '../district/district.ts';
import type { Moment } from '../district/known/moment.ts';
import { today } from '../report/as-of.ts';
import type { CommandContext } from './context.ts';

/** Files for receivers have no place for the version, JSON none for the moment that was asked for. */
const WITHOUT_NOTES: readonly string[] = ['json', 'gpx', 'kml'];

/** Nothing in need of it is left out: a moment to come is answered with the newest version, and that is always said. */
export function sayKnown(
  context: CommandContext,
  moment: Moment,
  { district, format }: { district: District; format: string },
): void {
  const { version } = district;
  const [asked, isToCome] =
    'version' in moment ? [moment.version, moment.version > version] : [moment.date, moment.date > today(district)];
  if (isToCome)
    context.err(
      `${asked} 尚未到来，按最新的数据版本 ${version} 回答 · ${asked} is to come: this is data version ${version}, the newest\n`,
    );
  else if (WITHOUT_NOTES.includes(format)) context.err(`截至 known at ${asked} · 数据版本 data version ${version}\n`);
}
