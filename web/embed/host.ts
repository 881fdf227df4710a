/** What the three elements have in common on a page that is not ours: whose server, which share, language, looks. */
import { unsafeCSS } from 'lit';
import type { Connection } from '../api/client.ts';
import { tokensCss } from '../style/tokens-css.ts';

/** The server this module came from. */
const HOME = new URL(import.meta.url).origin;

/** Attributes of every element; each is declared by the element that has them. */
export const SHARED = {
  server: {},
  token: {},
  district: {},
  mode: {},
  asOf: { attribute: 'as-of' },
  language: {},
  look: { attribute: 'theme' },
} as const;

/** The tokens on the element itself: nothing leaks into the page. */
export const ownTokens = unsafeCSS(tokensCss(':host'));

export const connectionOf = ({ server, token }: { server: string | null; token: string | null }): Connection => ({
  origin: server ? server.replace(/\/+$/, '') : HOME,
  share: token || null,
});

/** Tells whoever wrote the page what is wrong: in the console, and as `oa-error`. */
export function complain(element: HTMLElement, message: string): void {
  console.warn(`<${element.localName}> ${message}`);
  element.dispatchEvent(new CustomEvent('oa-error', { detail: { message }, bubbles: true, composed: true }));
}
