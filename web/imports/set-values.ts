/** What every row gets that says nothing of a field: those said already, and a form for one more. */
import { html, nothing } from 'lit';
import { fieldWords } from '../../server/import/field-words.ts';
import { type Looked, type Room, saidIn } from './parts.ts';

/** @param field the one that is being given a value; `choose` says another */
export function setValues(work: Looked, room: Room, field: string, choose: (field: string) => void) {
  const { say, describe, language } = room;
  const { fields } = work.preview;
  const { set } = work.options;
  const given = (event: SubmitEvent) => {
    event.preventDefault();
    const value = (new FormData(event.target as HTMLFormElement).get('value') as string).trim();
    describe({ set: { ...set, [field]: value } });
  };
  const free = fields.filter(({ name }) => !(name in set));
  const chosen = fields.find(({ name }) => name === field);
  return html`<section class="set" aria-label=${say('set')}>
    <p class="small muted">${say('setAbout')}</p>
    <ul>${Object.entries(set).map(([name, value]) => setRow(name, value, work, room))}</ul>
    <form class="keep three" @submit=${given}>
      <label>${say('field')}<select @change=${(event: Event) => choose(saidIn(event))}>
        <option value="" .selected=${field === ''}>${say('fieldChoose')}</option>
        ${free.map((each) => html`<option value=${each.name} .selected=${each.name === field}>${fieldWords(each)[language]}</option>`)}
      </select></label>
      <label>${say('value')}<input name="value" required list="values" autocomplete="off" type=${chosen?.type === 'date' ? 'date' : 'text'} /></label>
      <button class="plain" ?disabled=${field === ''}>${say('use')}</button>
      <datalist id="values">${(chosen?.values ?? []).map((each) => html`<option value=${each}></option>`)}</datalist>
    </form>
  </section>`;
}

function setRow(name: string, value: string, { preview, options }: Looked, { say, describe, language }: Room) {
  const field = preview.fields.find((each) => each.name === name);
  const label = field ? fieldWords(field)[language] : name;
  const { [name]: _gone, ...rest } = options.set;
  return field === undefined
    ? nothing
    : html`<li>${label} = <b>${value}</b>
        <button class="link" aria-label=${say('setNot', { field: label })} @click=${() => describe({ set: rest })}>✕</button></li>`;
}
