import {
  CI_SYSTEMS,
  CLASSIFICATIONS,
  isCodeOwner,
  PORT_KINDS,
  PRODUCT_TYPES,
  PRODUCTS_FOLDER,
  SERVICE_LEVELS,
  TEAM_TYPES,
  TRANSFORMATIONS,
  type AnswerTexts,
  type ProductAnswers,
} from '../../protocol/product-answers.js';
import type { KnownProduct } from '../products.js';
import { checkAnswer, sharedName, slugMistake, tidy } from './answer-check.js';
import { AnswerReader, type Given } from './answer-reader.js';

/** An output port of another product, or data from outside with the id of its contract. */
export type InputAnswer =
  | { readonly kind: 'port'; readonly product: string; readonly port: string; readonly version: string | undefined }
  | { readonly kind: 'external'; readonly name: string; readonly contractId: string; readonly version: string };

export type OutputAnswer = Required<ProductAnswers['outputPorts'][number]>;

type Different = 'inputPorts' | 'outputPorts' | 'team' | 'codeOwner';

/** Everything the scaffold asks for, checked. */
export interface CheckedAnswers extends Required<Omit<ProductAnswers, Different>> {
  readonly inputPorts: readonly InputAnswer[];
  readonly outputPorts: readonly OutputAnswer[];
  readonly team: Required<ProductAnswers['team']>;
  readonly codeOwner?: string;
}

type Extra = 'ci' | 'codeOwner' | 'backstage' | 'openLineage';

/** `outputPort` and `owner` are the short form. */
const KEYS = [
  'folder',
  'domain',
  'name',
  'purpose',
  'type',
  'inputPorts',
  'outputPorts',
  'outputPort',
  'classification',
  'personalData',
  'serviceLevel',
  'team',
  'owner',
  'transformation',
  'ci',
  'codeOwner',
  'backstage',
  'openLineage',
] as const;
const TEAM_KEYS = ['name', 'owner', 'type'] as const;
const OUTPUT_KEYS = ['name', 'kind', 'columns'] as const;
const INPUT_KEYS = ['external', 'contract', 'version'] as const;
const MOST_PORTS = 50;
const FIRST_VERSION = '1.0.0';

/**
 * Reads answers as an answers file or a dialogue gives them. Gives the answers, or one sentence for each mistake.
 * `known` are the products of the workspace.
 */
export function readAnswers(
  given: Given,
  known: readonly KnownProduct[],
): { readonly answers: CheckedAnswers } | { readonly mistakes: readonly string[] } {
  const reader = new AnswerReader();
  reader.keys(given, KEYS);
  const team = reader.mapping(given['team'], 'team', TEAM_KEYS);
  const outputPorts = outputsOf(given, reader);
  const inputs = reader.list(given['inputPorts'], 'inputPorts', MOST_PORTS);
  const inputPorts = inputs.flatMap((entry) => inputOf(entry, reader));
  const texts = textsOf(given, team, outputPorts, known, reader);
  distinct(outputPorts.map(({ name }) => name), 'output ports', reader);
  distinct(inputPorts.map((input) => (input.kind === 'port' ? input.port : input.name)), 'input ports', reader);
  const answers: CheckedAnswers = {
    folder: texts.folder,
    domain: texts.domain,
    name: texts.name,
    purpose: texts.purpose,
    type: reader.word(given, 'type', PRODUCT_TYPES, inputPorts.length === 0 ? 'source-aligned' : 'aggregate'),
    inputPorts,
    outputPorts,
    classification: reader.word(given, 'classification', CLASSIFICATIONS, 'internal'),
    personalData: reader.yesOrNo(given, 'personalData'),
    serviceLevel: reader.word(given, 'serviceLevel', SERVICE_LEVELS, 'daily'),
    team: {
      name: reader.line(team, 'name', 'team.') ?? texts.owner,
      owner: texts.owner,
      type: reader.word(team, 'type', TEAM_TYPES, 'stream-aligned', 'team.'),
    },
    transformation: reader.word(given, 'transformation', TRANSFORMATIONS, 'none'),
    ...extrasOf(given, reader),
  };
  return reader.mistakes.length > 0 ? { mistakes: reader.mistakes } : { answers };
}

function extrasOf(given: Given, reader: AnswerReader): Pick<CheckedAnswers, Extra> {
  const codeOwner = reader.line(given, 'codeOwner');
  if (codeOwner !== undefined && !isCodeOwner(codeOwner)) {
    reader.note(`codeOwner must be @name, @organisation/team or an address, not "${codeOwner}".`);
  }
  return {
    ci: reader.word(given, 'ci', CI_SYSTEMS, 'none'),
    backstage: reader.yesOrNo(given, 'backstage'),
    openLineage: reader.yesOrNo(given, 'openLineage'),
    ...(codeOwner === undefined ? {} : { codeOwner }),
  };
}

/** The answers that are texts, each judged. */
function textsOf(
  given: Given,
  team: Given,
  outputPorts: readonly OutputAnswer[],
  known: readonly KnownProduct[],
  reader: AnswerReader,
): Omit<AnswerTexts, 'team' | 'source' | 'contract'> {
  const text = (key: string) => tidy(reader.text(given, key) ?? '');
  const texts = {
    folder: tidy(reader.text(given, 'folder') ?? PRODUCTS_FOLDER),
    domain: text('domain'),
    name: text('name'),
    purpose: text('purpose'),
    outputPort: outputPorts[0]?.name ?? '',
    owner: tidy(reader.text(team, 'owner', 'team.') ?? text('owner')),
  };
  for (const field of ['folder', 'domain', 'name', 'purpose', 'outputPort', 'owner'] as const) {
    reader.note(checkAnswer(field, texts, known));
  }
  return texts;
}

function outputsOf(given: Given, reader: AnswerReader): OutputAnswer[] {
  const short = reader.text(given, 'outputPort');
  const ports = reader.list(given['outputPorts'], 'outputPorts', MOST_PORTS);
  return [...(short === undefined ? [] : [short]), ...ports].map((entry) => {
    const port = typeof entry === 'string' ? { name: entry } : reader.mapping(entry, 'outputPorts', OUTPUT_KEYS);
    const name = tidy(reader.text(port, 'name', 'outputPorts.') ?? '');
    reader.note(checkAnswer('outputPort', { outputPort: name }, []));
    const columns = reader.line(port, 'columns', 'outputPorts.') ?? 'none';
    return { name, kind: reader.word(port, 'kind', PORT_KINDS, 'table', 'outputPorts.'), columns };
  });
}

/** Reads one output port as an answer gives it: the port, or one sentence for each mistake. */
export function readOutputPort(
  given: Given,
): { readonly port: OutputAnswer } | { readonly mistakes: readonly string[] } {
  const reader = new AnswerReader();
  const [port] = outputsOf({ outputPorts: [given] }, reader);
  return port && reader.mistakes.length === 0 ? { port } : { mistakes: reader.mistakes };
}

function inputOf(entry: unknown, reader: AnswerReader): InputAnswer[] {
  if (typeof entry === 'string') {
    const input = readInputReference(entry);
    if (input) return [input];
    reader.note(`The input port "${entry}" must be written as product/port or product/port@version.`);
    return [];
  }
  const source = reader.mapping(entry, 'inputPorts', INPUT_KEYS);
  const [name, contractId, version = FIRST_VERSION] = INPUT_KEYS.map((key) => reader.line(source, key, 'inputPorts.'));
  if (!/^\d+(\.\d+){0,2}$/.test(version)) reader.note(`inputPorts.version must look like 1.0.0, not "${version}".`);
  if (name === undefined || contractId === undefined) {
    reader.note('An input port from outside needs external (its name) and contract (the id of its contract).');
    return [];
  }
  reader.note(slugMistake('The input port', name));
  return [{ kind: 'external', name, contractId, version }];
}

/** Files are named after ports, so two must not share a file name. */
function distinct(names: readonly string[], what: string, reader: AnswerReader): void {
  for (const [i, name] of names.entries()) reader.note(sharedName(name, names.slice(0, i), what));
}

/** `product/port@version` or `domain/product/port`; undefined when it is neither. */
export function readInputReference(text: string): Extract<InputAnswer, { readonly kind: 'port' }> | undefined {
  const reference = /^\s*(.+)\/([^/@]+?)(?:@(\d+(?:\.\d+){0,2}))?\s*$/.exec(text);
  const [, product = '', port = '', version] = reference ?? [];
  return reference ? { kind: 'port', product, port, version } : undefined;
}
