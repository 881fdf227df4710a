/** How far an outfall's remediation is, in the four steps of the map's halo. Pure. */
import type { Outfall } from '../api/types.ts';
import type { Progress } from '../style/layers/outfalls.ts';

/** The halo of the map's symbol; the rule is the server's (report/summary.ts). */
export function progressOf({ status, closed_out_on, handle_type, handle_stage }: Outfall): Progress {
  if (status === 'suspect') return 'suspect';
  if (closed_out_on !== null || handle_type === 'no_action') return 'closed_out';
  return handle_stage === 'in_work' || handle_stage === 'done' ? 'in_work' : 'action_needed';
}
