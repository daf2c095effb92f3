import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document, type Node } from 'yaml';
import { scalarText } from './yaml-scalars.js';
import type { EmbeddedText } from './offset-map.js';

const WORKFLOW = /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/;
const ACTION = /(?:^|\/)action\.ya?ml$/;
const GITLAB = /(?:^|\/)(?:[^/]*\.)?gitlab-ci\.ya?ml$|(?:^|\/)\.gitlab(?:-ci)?\/.*\.ya?ml$/;
const POSIX_SHELL = /^(?:\S*\/)?(?:ba|da)?sh(?:\s|$)/;
const WINDOWS = /windows|pwsh|powershell|nanoserver|servercore/i;
const GITLAB_SCRIPTS = ['before_script', 'script', 'after_script'];
/** GitLab allows lists in lists, ten deep. */
const SCRIPT_DEPTH = 10;

/** Whether a YAML file is one that holds shell code: a workflow, a composite action or a pipeline of GitLab. */
export function holdsShell(path: string): boolean {
  return WORKFLOW.test(path) || ACTION.test(path) || GITLAB.test(path);
}

/**
 * The shell code in a workflow or action of GitHub (`run:`) and in a pipeline of GitLab (`script:` and its kin), where it
 * is for a POSIX shell as far as the file shows. Expressions `${{ … }}` are masked by as many letters. Texts with syntax
 * errors give nothing.
 */
export function shellInYaml(path: string, text: string): EmbeddedText[] {
  try {
    return parseAllDocuments(text, { prettyErrors: false, logLevel: 'silent' }).flatMap((document) => {
      const reader = new ShellReader(text, document as Document);
      if (document.errors.length > 0) return [];
      const found = WORKFLOW.test(path) ? reader.workflow() : ACTION.test(path) ? reader.action() : GITLAB.test(path) ? reader.pipeline() : [];
      return found.sort((a, b) => placeOf(a) - placeOf(b));
    });
  } catch {
    // The YAML parser is recursive: brackets nested by the thousand exhaust the stack.
    return [];
  }
}

function placeOf(embedded: EmbeddedText): number {
  return embedded.toHost({ start: 0, end: 0 }).start;
}

class ShellReader {
  readonly #text: string;
  readonly #document: Document;
  readonly #seen = new Set<number>();
  readonly #found: EmbeddedText[] = [];

  constructor(text: string, document: Document) {
    this.#text = text;
    this.#document = document;
  }

  workflow(): EmbeddedText[] {
    const root = this.#resolve(this.#document.contents);
    const shell = this.#defaultShell(root);
    for (const job of this.#valuesOf(this.#get(root, 'jobs'))) {
      this.#steps(this.#get(job, 'steps'), this.#defaultShell(job) ?? shell ?? (this.#runsOnPosix(job) ? 'bash' : ''));
    }
    return this.#found;
  }

  action(): EmbeddedText[] {
    const runs = this.#get(this.#resolve(this.#document.contents), 'runs');
    if (this.#textOf(this.#get(runs, 'using')) === 'composite') this.#steps(this.#get(runs, 'steps'), '');
    return this.#found;
  }

  pipeline(): EmbeddedText[] {
    const root = this.#resolve(this.#document.contents);
    for (const job of [root, ...this.#valuesOf(root)]) {
      const place = ['tags', 'image', 'default'].map((key) => this.#sourceOf(this.#get(job, key))).join(' ');
      if (!isMap(job) || WINDOWS.test(place)) continue;
      for (const key of GITLAB_SCRIPTS) this.#script(this.#get(job, key), SCRIPT_DEPTH);
    }
    return this.#found;
  }

  #steps(steps: Node | undefined, defaultShell: string): void {
    for (const step of this.#valuesOf(steps)) {
      const shell = this.#textOf(this.#get(step, 'shell')) ?? defaultShell;
      if (POSIX_SHELL.test(shell)) this.#take(this.#get(step, 'run'));
    }
  }

  #script(script: Node | undefined, depth: number): void {
    if (isScalar(script)) this.#take(script);
    else if (isSeq(script) && depth > 0) for (const item of this.#valuesOf(script)) this.#script(item, depth - 1);
  }

  #defaultShell(node: Node | undefined): string | undefined {
    return this.#textOf(this.#get(this.#get(this.#get(node, 'defaults'), 'run'), 'shell'));
  }

  /** Whether the runner is known to have a POSIX shell: by its labels, or because no entry of the matrix is Windows. */
  #runsOnPosix(job: Node): boolean {
    const runner = this.#sourceOf(this.#get(job, 'runs-on'));
    if (runner === '' || WINDOWS.test(runner)) return false;
    if (!runner.includes('${{')) return true;
    const matrix = this.#sourceOf(this.#get(this.#get(job, 'strategy'), 'matrix'));
    return /\$\{\{\s*matrix\./.test(runner) && matrix !== '' && !WINDOWS.test(matrix) && !matrix.includes('${{');
  }

  #take(node: Node | undefined): void {
    const start = node?.range?.[0];
    if (!isScalar(node) || typeof node.value !== 'string' || start === undefined || this.#seen.has(start)) return;
    this.#seen.add(start);
    const scalar = scalarText(this.#text, node);
    if (scalar) this.#found.push(scalar.builder.maskBetween('${{', '}}', 'x').build('bash', scalar.writable));
  }

  #resolve(node: unknown): Node | undefined {
    const target = isAlias(node) ? node.resolve(this.#document) : node;
    // A tag such as GitLab's `!reference` makes it something else than it looks.
    return (isMap(target) || isSeq(target) || isScalar(target)) && !target.tag?.startsWith('!') ? target : undefined;
  }

  #get(node: Node | undefined, key: string): Node | undefined {
    return isMap(node) ? this.#resolve(node.get(key, true)) : undefined;
  }

  /** The values of a mapping or the items of a list. */
  #valuesOf(node: Node | undefined): Node[] {
    const values: readonly unknown[] = isMap(node) ? node.items.map((pair) => pair.value) : isSeq(node) ? node.items : [];
    return values.flatMap((value) => this.#resolve(value) ?? []);
  }

  #textOf(node: Node | undefined): string | undefined {
    return isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
  }

  #sourceOf(node: Node | undefined): string {
    return node?.range ? this.#text.slice(node.range[0], node.range[1]) : '';
  }
}
