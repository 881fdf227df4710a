/** Each column of the file with samples and the field that takes it; a select gives it to another or to none. */
import { html, nothing } from 'lit';
import { fieldWords } from '../../server/import/field-words.ts';
import { type Looked, type Room, saidIn } from './parts.ts';

export function mappingTable({ preview }: Looked, room: Room) {
  const { say } = room;
  const { columns, columns_total, mapping } = preview;
  if (columns.length === 0) return nothing;
  const taken = new Map(Object.entries(mapping).map(([field, column]) => [column, field]));
  return html`<section>
    <h3>${say('mapping')}</h3>
    <table class="mapping">
      <thead><tr><th scope="col">${say('column')}</th><th scope="col">${say('takenAs')}</th></tr></thead>
      <tbody>
        ${columns.map(({ name, samples }) => columnRow({ name, samples, field: taken.get(name) ?? '' }, preview.fields, room))}
      </tbody>
    </table>
    ${columns_total > columns.length ? html`<p class="small muted">${say('columnsMore', { count: columns_total - columns.length })}</p>` : nothing}
  </section>`;
}

interface Column {
  name: string;
  samples: readonly string[];
  field: string;
}

function columnRow({ name, samples, field }: Column, fields: Looked['preview']['fields'], room: Room) {
  const { say, language, give } = room;
  const label = (each: (typeof fields)[number]) =>
    `${fieldWords(each)[language]}${each.required ? ` (${say('required')})` : ''}`;
  return html`<tr class=${field === '' ? 'left' : ''}>
    <th scope="row">${name}<span class="small muted">${samples.join(' · ')}</span></th>
    <td>
      <select aria-label=${`${name} → ${say('takenAs')}`} ?disabled=${fields.length === 0}
        @change=${(event: Event) => give(name, saidIn(event))}>
        <option value="" .selected=${field === ''}>${say('notTaken')}</option>
        ${fields.map((each) => html`<option value=${each.name} .selected=${each.name === field}>${label(each)}</option>`)}
      </select>
    </td>
  </tr>`;
}
