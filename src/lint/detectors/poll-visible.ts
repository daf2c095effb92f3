import { throwIfCancelled } from '../../document/ports.js';
import type { FlatTree } from '../../syntax/flat-tree.js';
import { KindSet } from '../../syntax/kind-set.js';
import type { Detector } from '../detector.js';
import type { LintDocument } from '../document.js';
import type { ProposedFix } from '../finding.js';
import { argumentsOf } from './call-chain.js';

const CALLS = new KindSet(['call_expression', 'new_expression']);
const FUNCTIONS = new KindSet(['arrow_function', 'function_expression', 'function_declaration', 'method_definition']);
const DECLARED = new KindSet(['function_declaration', 'variable_declarator', 'method_definition']);
/** Polling less often than this, in milliseconds, is left alone. */
const SLOWEST = 30_000;
/** The file looks at whether anybody sees the page, or is at it. */
const LOOKS_AT_VISIBILITY = /visibilit(?:y|ies)|document\.hidden|\.hidden\b|hasFocus|isVisible|onLine\b|isActive\b|pagehide|useIdle|IntersectionObserver/i;
const SERVER_MODULE = /^(?:node:|bun|express$|fastify|koa|hono|@nestjs\/|next\/server|electron$|worker_threads|http$|https$|fs$|fs\.|fs\/|child_process|os$|net$|path$|ws$|pg$|mongoose$|discord\.js)/;
const BROWSER_MODULE = /^(?:react|react-dom|preact|vue|svelte|solid-js|lit|@angular\/|next(?:\/|$)|jquery)/;
/** What bundlers replace when they build a page. */
const PROCESS = /\bprocess\.(?!env\.(?:NODE_ENV|NEXT_PUBLIC_|REACT_APP_|VITE_|VUE_APP_|PUBLIC_))/;
const WORKER = /importScripts|\bself\.addEventListener|ServiceWorkerGlobalScope|chrome\.(?:runtime|alarms)|browser\.(?:runtime|alarms)/;

/** Pages that ask their server again and again by a short `setInterval`, also while their tab is hidden. */
export const pollVisible: Detector = function* ({ document }, token) {
  const { tree, text } = document;
  if (!tree || !text.includes('setInterval') || document.pathClasses.has('test') || LOOKS_AT_VISIBILITY.test(text) || !isForBrowsers(document, tree)) return;
  for (const call of CALLS.nodesIn(tree)) {
    throwIfCancelled(token);
    if (!/^(?:window\.|globalThis\.)?setInterval$/.test(tree.text(Math.max(0, tree.childByField(call, 'function')))) || tree.kindName(call) !== 'call_expression') continue;
    const [callback, delay] = argumentsOf(tree, call);
    const milliseconds = delay === undefined ? undefined : literalNumber(tree, delay);
    if (callback === undefined || milliseconds === undefined || milliseconds >= SLOWEST || milliseconds <= 0) continue;
    const work = workOf(tree, callback);
    // Polling that ends itself waits for something to be done.
    if (work.length === 0 || work.some((node) => /\bclear(?:Interval|Timeout)\b/.test(tree.text(node))) || !work.some((node) => requests(document, tree, node))) continue;
    yield {
      span: tree.span(tree.childByField(call, 'function')),
      match: tree.span(call),
      variables: { SECONDS: String(milliseconds / 1000) },
      fixes: fixOf(tree, callback),
    };
  }
};

function isForBrowsers(document: LintDocument, tree: FlatTree): boolean {
  const imports = [...document.facts.imports];
  if (imports.some((name) => SERVER_MODULE.test(name)) || PROCESS.test(document.text) || WORKER.test(document.text)) return false;
  return imports.some((name) => BROWSER_MODULE.test(name)) || /\b(?:document|window)\.\w/.test(document.text) || tree.vocabulary.kindId('jsx_element', true) !== undefined && JSX.nodesIn(tree).length > 0;
}

const JSX = new KindSet(['jsx_element', 'jsx_self_closing_element']);

/** `5000`, `5_000`, `5 * 1000`, or a constant that is one of these. */
function literalNumber(tree: FlatTree, node: number): number | undefined {
  const text = tree.text(node);
  if (/^[\d_]+(?:\s*\*\s*[\d_]+)*$/.test(text)) return text.split('*').reduce((product, factor) => product * Number(factor.trim().replaceAll('_', '')), 1);
  if (tree.kindName(node) !== 'identifier') return undefined;
  const [value, ...others] = declarationsOf(tree, text).map((declaration) => tree.childByField(declaration, 'value'));
  return value === undefined || others.length > 0 || value < 0 || tree.kindName(value) === 'identifier' ? undefined : literalNumber(tree, value);
}

function declarationsOf(tree: FlatTree, name: string): number[] {
  return DECLARED.nodesIn(tree).filter((node) => tree.text(Math.max(0, tree.childByField(node, 'name'))) === name);
}

/** The callback, and the functions of the same file it calls at once; none where one of them cannot be told from another. */
function workOf(tree: FlatTree, callback: number): number[] {
  const names = FUNCTIONS.has(tree, callback) ? calledNames(tree, callback) : [tree.text(callback).replace(/^this\./, '').replace(/\.bind\([^)]*\)$/, '')];
  const called = names.flatMap((name) => {
    const declarations = declarationsOf(tree, name);
    return declarations.length === 1 ? declarations : [];
  });
  return [...(FUNCTIONS.has(tree, callback) ? [callback] : []), ...called];
}

function calledNames(tree: FlatTree, node: number): string[] {
  return CALLS.nodesIn(tree).filter((call) => call > node && call < (tree.next[node] ?? 0)).map((call) => tree.text(Math.max(0, tree.childByField(call, 'function'))).replace(/^this\./, ''));
}

/** Whether a piece of code sends a request in so many words. */
function requests(document: LintDocument, tree: FlatTree, node: number): boolean {
  return CALLS.nodesIn(tree).some((call) => {
    if (call <= node || call >= (tree.next[node] ?? 0)) return false;
    const callee = Math.max(tree.childByField(call, 'function'), tree.childByField(call, 'constructor'));
    const text = callee < 0 ? '' : tree.text(callee);
    if (/^(?:window\.)?fetch$|^XMLHttpRequest$/.test(text)) return document.facts.globalName(callee) !== undefined || text === 'window.fetch';
    return /^axios(?:\.get|\.post|\.request)?$/.test(text) || /^(?:\$|jQuery)\.(?:ajax|get|getJSON|post)$/.test(text);
  });
}

function fixOf(tree: FlatTree, callback: number): ProposedFix[] {
  const title = 'Ask only while the page is visible';
  const body = FUNCTIONS.has(tree, callback) ? tree.childByField(callback, 'body') : -1;
  if (body >= 0 && tree.kindName(body) === 'statement_block') {
    const first = [...tree.namedChildren(body)][0];
    if (first === undefined) return [];
    const start = tree.start[first] ?? 0;
    const indent = /\n([^\S\n]*)$/.exec(tree.source.slice(0, start))?.[0] ?? ' ';
    return [{ title, safe: false, edits: [{ start, end: start, text: `if (document.hidden) return;${indent}` }] }];
  }
  const call = body >= 0 ? tree.text(body) : /^[\w.]+$/.test(tree.text(callback)) ? `${tree.text(callback)}()` : '';
  if (call === '') return [];
  const text = body >= 0 ? `{ if (!document.hidden) ${call}; }` : `() => { if (!document.hidden) ${call}; }`;
  return [{ title, safe: false, edits: [{ ...tree.span(body >= 0 ? body : callback), text }] }];
}
