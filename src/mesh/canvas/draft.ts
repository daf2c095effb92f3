import { readRoot } from '../products.js';
import { fillerOf, markdownText, yamlScalar } from '../template.js';
import { yearAfter } from '../calendar.js';
import { CANVAS_PATH } from './boxes.js';

/** A file below the folder of a product; the path is relative to the workspace folder, with `/`. */
export interface ProductFile {
  readonly path: string;
  readonly text: string;
}

/** A canvas that does not exist yet, filled in as far as the descriptors tell. */
export interface DraftedCanvas {
  readonly path: string;
  readonly text: string;
}

const PRODUCT = /\.odps\.ya?ml$/;
const CONTRACT = /\.odcs\.ya?ml$/;
/** What nobody but the team can know; the rule `mesh/canvas-placeholder` finds it again. */
const UNKNOWN = 'TODO';

type Plain = Readonly<Record<string, unknown>>;

/**
 * Drafts the canvas of the product in a folder (relative, `` for the workspace folder itself) from its descriptor and the
 * contracts below it. Throws an Error with one sentence where the folder holds no product, or several, or one that
 * cannot be read.
 */
export function draftCanvas(folder: string, files: readonly ProductFile[], templates: Readonly<Record<string, string>>, today: string): DraftedCanvas {
  const prefix = folder === '' ? '' : `${folder}/`;
  const shown = folder === '' ? 'this folder' : folder;
  const inside = files.filter(({ path }) => path.startsWith(prefix));
  const [product, second] = inside.filter(({ path }) => PRODUCT.test(path) && !path.slice(prefix.length).includes('/'));
  if (!product) throw new Error(`${shown}: there is no product here; name the folder that holds its .odps.yaml file.`);
  if (second) throw new Error(`${shown}: there are several products here, ${product.path} and ${second.path}; give each a folder of its own.`);
  const root = readRoot(product.text);
  if (root?.['kind'] !== 'DataProduct') throw new Error(`${product.path}: this is no YAML that says kind: DataProduct; mend it first.`);
  const contracts = inside.filter(({ path }) => CONTRACT.test(path)).flatMap(({ text }): Plain[] => [readRoot(text) ?? {}]);
  const filled = fillerOf(templates)('data-ethics-canvas.md', values(root, contracts, today));
  const text = answered(filled, 'Limitations in data sources', [root, ...contracts].map((one) => words(mapping(one['description'])['limitations'])));
  // Slots without an answer leave blanks behind.
  return { path: `${prefix}${CANVAS_PATH}`, text: `${text.replaceAll(/[ \t]+$/gm, '').replaceAll(/\n{3,}/g, '\n\n').trimEnd()}\n` };
}

function values(product: Plain, contracts: readonly Plain[], today: string): Record<string, string> {
  const team = mapping(product['team']);
  const owner = ownerOf(list(Array.isArray(product['team']) ? product['team'] : team['members']));
  return {
    name: words(product['name']) || words(product['id']) || UNKNOWN,
    owner: owner === undefined ? UNKNOWN : markdownText(owner),
    ownerScalar: yamlScalar(owner ?? UNKNOWN),
    team: words(team['name']) || UNKNOWN,
    purpose: words(mapping(product['description'])['purpose']),
    inputs: list(product['inputPorts']).map((port) => line(words([port['name'], port['version']].map(plain).join(' ')), port['contractId'] === undefined ? '' : `contract ${words(port['contractId'])}`)).join('\n'),
    outputs: list(product['outputPorts']).map((port) => line(words(port['name']), readersOf(port, contracts))).join('\n'),
    classification: classification(contracts) || UNKNOWN,
    personalData: '',
    reviewed: today,
    nextReview: yearAfter(today),
  };
}

function ownerOf(members: readonly Plain[]): string | undefined {
  const owner = members.find(({ role, dateOut }) => dateOut === undefined && typeof role === 'string' && /owner/i.test(role));
  const name = owner?.['name'] ?? owner?.['username'];
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : undefined;
}

function readersOf({ contractId }: Plain, contracts: readonly Plain[]): string {
  const roles = list(contracts.find(({ id }) => id === contractId)?.['roles']).map(({ role }) => words(role));
  return roles.length === 0 ? '' : `for those who have the role ${roles.join(', ')}`;
}

/** `confidential (contact), public (docks, place)`. */
function classification(contracts: readonly Plain[]): string {
  const columns = contracts.flatMap((contract) => list(contract['schema'])).flatMap((table) => list(table['properties']));
  const byClass = new Map<string, string[]>();
  for (const column of columns) {
    const name = words(column['classification']);
    if (name !== '') byClass.set(name, [...(byClass.get(name) ?? []), words(column['name'])]);
  }
  return [...byClass].map(([name, names]) => `${name} (${[...new Set(names)].join(', ')})`).join(', ');
}

function line(what: string, more: string): string {
  return `- ${[what, more].filter((part) => part !== '').join(': ')}`;
}

/** Puts answers below the question of a box. */
function answered(canvas: string, title: string, answers: readonly string[]): string {
  const written = [...new Set(answers.filter((answer) => answer !== ''))];
  return written.length === 0 ? canvas : canvas.replace(new RegExp(`^(## ${title}\\n\\n>[^\\n]*\\n)`, 'm'), (question) => `${question}\n${written.map((answer) => line(answer, '')).join('\n')}\n`);
}

/** A text or number of a descriptor on one line; empty where it is neither. */
function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).replaceAll(/\s+/g, ' ').trim() : '';
}

/** The same as Markdown. */
function words(value: unknown): string {
  return markdownText(plain(value));
}

function mapping(value: unknown): Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Plain) : {};
}

function list(value: unknown): readonly Plain[] {
  return Array.isArray(value) ? value.map(mapping) : [];
}
