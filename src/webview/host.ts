import { PAGE_ROOT, type PageMessage } from '../protocol/pages.js';

interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): EditorApi;

const api = acquireVsCodeApi();

export function post(message: PageMessage): void {
  api.postMessage(message);
}

/** What the page kept when it was last shown. */
export function keptState(): unknown {
  return api.getState();
}

export function keepState(state: unknown): void {
  api.setState(state);
}

/** The element the page draws itself into. */
export function pageRoot(): HTMLElement {
  const root = document.getElementById(PAGE_ROOT);
  if (!root) throw new Error(`the page has no element #${PAGE_ROOT}`);
  return root;
}

/** Follows a link of a page: our own pages in the reader, `https:` in the browser, anything else nowhere. */
export function follow(address: string): void {
  if (address.startsWith('talklint:')) post({ type: 'page', reference: address.slice('talklint:'.length) });
  else if (address.startsWith('https://')) post({ type: 'openExternal', url: address });
  else if (address.startsWith('#')) document.getElementById(address.slice(1))?.scrollIntoView();
}
