/** What a person copies to show a view elsewhere: links and code with the view's parameters. Pure. */
import { DEFAULT_LAYERS } from '../../tiles/manifest.ts';
import type { Key } from '../i18n/dictionary.ts';
import { formatViewState, type ViewState } from '../state/view-state.ts';

export interface Snippet {
  title: Key;
  text: string;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** Attributes of an element; those without a value are left out. */
const attributes = (values: Readonly<Record<string, string | number | null>>): string =>
  Object.entries(values)
    .map(([name, value]) => (value === null ? '' : ` ${name}="${escaped(String(value))}"`))
    .join('');

const query = (values: Readonly<Record<string, string | null>>): string =>
  new URLSearchParams(Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== null)).toString();

function element({ district, mode, asOf, selection, language, theme, share }: ViewState, origin: string): string {
  const shared = { district, 'as-of': asOf, language, theme, token: share };
  const map = { ...shared, mode, river: selection?.kind === 'river' ? selection.id : null };
  const lines = [
    `<script type="module" src="${origin}/embed.js"></script>`,
    `<outfall-map${attributes(map)} style="height: 400px"></outfall-map>`,
  ];
  if (selection?.kind === 'river')
    lines.push(`<coverage-strip${attributes({ ...shared, river: selection.id })}></coverage-strip>`);
  if (selection?.kind === 'outfall')
    lines.push(
      `<outfall-dossier${attributes({ district, language, theme, token: share, outfall: selection.id })}></outfall-dossier>`,
    );
  return lines.join('\n');
}

/** Snippets for a view; `origin` without a slash at the end. `title` is what a frame is called. */
export function snippets(state: ViewState, origin: string, title: string): Snippet[] {
  const { district, mode, share } = state;
  const frame = `${origin}/embed?${formatViewState(state)}`;
  const style = query({ district, mode, share });
  const tiles = query({ share });
  return [
    { title: 'snippetLink', text: `${origin}/?${formatViewState(state)}` },
    {
      title: 'snippetFrame',
      text: `<iframe title="${escaped(title)}" src="${escaped(frame)}" width="600" height="400" style="border: 0"></iframe>`,
    },
    { title: 'snippetElement', text: element(state, origin) },
    { title: 'snippetStyle', text: `${origin}/styles/light.json?${style}` },
    {
      title: 'snippetTiles',
      text: `${origin}/tiles/${district}/${DEFAULT_LAYERS.join(',')}.json${tiles && `?${tiles}`}`,
    },
  ];
}
