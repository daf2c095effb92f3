import { nearest } from '../../document/nearest.js';
import type { ProductAnswers } from '../../protocol/model.js';
import type { KnownProduct } from '../products.js';
import { folderName } from '../slug.js';
import { checkAnswer, DEFAULT_FOLDER, tidy } from './answer-check.js';

const PRODUCT_TYPES = ['source-aligned', 'aggregate', 'consumer-aligned'] as const;
const PORT_KINDS = ['table', 'file', 'topic', 'api'] as const;
const CLASSIFICATIONS = ['public', 'internal', 'confidential', 'restricted'] as const;
const SERVICE_LEVELS = ['hourly', 'daily', 'weekly'] as const;
const TEAM_TYPES = ['stream-aligned', 'platform', 'enabling', 'complicated-subsystem'] as const;
const TRANSFORMATIONS = ['polars', 'sql', 'none'] as const;

/** An output port of another product, or data from outside with the id of its contract. */
export type InputAnswer =
  | { readonly kind: 'port'; readonly product: string; readonly port: string; readonly version: string | undefined }
  | { readonly kind: 'external'; readonly name: string; readonly contractId: string; readonly version: string };

export interface OutputAnswer {
  readonly name: string;
  readonly kind: (typeof PORT_KINDS)[number];
  /** `none`, a file that ends in `.csv` or `.sql`, or the name of an input port whose columns are copied. */
  readonly columns: string;
}

/** Everything the scaffold asks for, checked. */
export interface DataProductAnswers {
  readonly folder: string;
  readonly domain: string;
  readonly name: string;
  readonly purpose: string;
  readonly type: (typeof PRODUCT_TYPES)[number];
  readonly inputPorts: readonly InputAnswer[];
  readonly outputPorts: readonly OutputAnswer[];
  readonly classification: (typeof CLASSIFICATIONS)[number];
  readonly personalData: boolean;
  readonly serviceLevel: (typeof SERVICE_LEVELS)[number];
  readonly team: { readonly name: string; readonly owner: string; readonly type: (typeof TEAM_TYPES)[number] };
  readonly transformation: (typeof TRANSFORMATIONS)[number];
}

type Given = Readonly<Record<string, unknown>>;

const KEYS = ['folder', 'domain', 'name', 'purpose', 'type', 'inputPorts', 'outputPorts', 'outputPort', 'classification', 'personalData', 'serviceLevel', 'team', 'owner', 'transformation'] as const;
const TEAM_KEYS = ['name', 'owner', 'type'] as const;
const OUTPUT_KEYS = ['name', 'kind', 'columns'] as const;
const INPUT_KEYS = ['external', 'contract', 'version'] as const;
const MOST_PORTS = 50;
const VERSION = /^\d+(\.\d+){0,2}$/;

/**
 * Reads answers as an answers file or a dialogue gives them; `outputPort` and `owner` are the short form. Gives the
 * answers, or one sentence for each mistake. `known` are the products of the workspace.
 */
export function readAnswers(given: Given, known: readonly KnownProduct[]): { readonly answers: DataProductAnswers } | { readonly mistakes: readonly string[] } {
  const reader = new AnswerReader();
  const answers = reader.read(given, known);
  return reader.mistakes.length > 0 ? { mistakes: [...new Set(reader.mistakes)] } : { answers };
}

class AnswerReader {
  readonly mistakes: string[] = [];

  read(given: Given, known: readonly KnownProduct[]): DataProductAnswers {
    this.#keys(given, KEYS, '');
    const team = this.#mapping(given['team'], 'team', TEAM_KEYS);
    const outputPorts = this.#outputs(given);
    const short: ProductAnswers = {
      folder: this.#text(given, 'folder', '') ?? DEFAULT_FOLDER,
      domain: this.#text(given, 'domain', '') ?? '',
      name: this.#text(given, 'name', '') ?? '',
      purpose: this.#text(given, 'purpose', '') ?? '',
      outputPort: outputPorts[0]?.name ?? '',
      owner: this.#text(team, 'owner', 'team.') ?? this.#text(given, 'owner', '') ?? '',
    };
    for (const field of ['folder', 'domain', 'name', 'purpose', 'outputPort', 'owner'] as const) this.#note(checkAnswer(field, short, known));
    for (const { name } of outputPorts) this.#note(checkAnswer('outputPort', { outputPort: name }, []));
    this.#distinct(outputPorts.map(({ name }) => name), 'output ports');
    const inputPorts = this.#list(given['inputPorts'], 'inputPorts').flatMap((entry) => this.#input(entry));
    this.#distinct(inputPorts.map((input) => (input.kind === 'port' ? input.port : input.name)), 'input ports');
    return {
      folder: tidy(short.folder),
      domain: tidy(short.domain),
      name: tidy(short.name),
      purpose: tidy(short.purpose),
      type: this.#word(given, 'type', PRODUCT_TYPES, inputPorts.length === 0 ? 'source-aligned' : 'aggregate'),
      inputPorts,
      outputPorts,
      classification: this.#word(given, 'classification', CLASSIFICATIONS, 'internal'),
      personalData: this.#yesOrNo(given, 'personalData'),
      serviceLevel: this.#word(given, 'serviceLevel', SERVICE_LEVELS, 'daily'),
      team: this.#team(team, tidy(short.owner)),
      transformation: this.#word(given, 'transformation', TRANSFORMATIONS, 'none'),
    };
  }

  #note(mistake: string | undefined): void {
    if (mistake !== undefined) this.mistakes.push(mistake);
  }

  #keys(given: Given, allowed: readonly string[], prefix: string): void {
    for (const key of Object.keys(given)) {
      if (allowed.includes(key)) continue;
      const near = nearest(key, allowed);
      this.#note(`There is no answer "${prefix}${key}"; ${near === undefined ? `the answers are ${allowed.map((name) => prefix + name).join(', ')}.` : `did you mean ${prefix}${near}?`}`);
    }
  }

  #mapping(value: unknown, name: string, keys: readonly string[]): Given {
    if (value === undefined || value === null) return {};
    if (typeof value !== 'object' || Array.isArray(value)) {
      this.#note(`${name} must have the keys ${keys.join(', ')}; write them below it.`);
      return {};
    }
    this.#keys(value as Given, keys, `${name}.`);
    return value as Given;
  }

  #list(value: unknown, name: string): readonly unknown[] {
    if (value === undefined || value === null) return [];
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (list.length > MOST_PORTS) this.#note(`${name} has ${list.length} entries; use at most ${MOST_PORTS}.`);
    return list;
  }

  #text(given: Given, key: string, prefix: string): string | undefined {
    const value = given[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return value;
    this.#note(`${prefix}${key} must be text; put its value in quotes.`);
    return undefined;
  }

  #word<Word extends string>(given: Given, key: string, allowed: readonly Word[], otherwise: Word, prefix = ''): Word {
    const value = given[key];
    if (value === undefined || value === null) return otherwise;
    const found = allowed.find((word) => word === value);
    if (found === undefined) this.#note(`${prefix}${key} must be one of ${allowed.join(', ')}, not ${JSON.stringify(value)}.`);
    return found ?? otherwise;
  }

  #yesOrNo(given: Given, key: string): boolean {
    const value = given[key];
    if (value === undefined || value === null || value === false || value === 'false') return false;
    if (value !== true && value !== 'true') this.#note(`${key} must be true or false, not ${JSON.stringify(value)}.`);
    return true;
  }

  #line(text: string | undefined, name: string): string | undefined {
    if (text === undefined) return undefined;
    const mistake = checkAnswer('owner', { owner: text }, []);
    if (mistake !== undefined) this.#note(mistake.replace('The owner', name));
    return tidy(text);
  }

  #team(team: Given, owner: string): DataProductAnswers['team'] {
    return { name: this.#line(this.#text(team, 'name', 'team.'), 'team.name') ?? owner, owner, type: this.#word(team, 'type', TEAM_TYPES, 'stream-aligned', 'team.') };
  }

  #outputs(given: Given): OutputAnswer[] {
    const short = this.#text(given, 'outputPort', '');
    const entries = [...(short === undefined ? [] : [short]), ...this.#list(given['outputPorts'], 'outputPorts')];
    return entries.map((entry) => {
      const port = typeof entry === 'string' ? { name: entry } : this.#mapping(entry, 'outputPorts', OUTPUT_KEYS);
      const columns = this.#line(this.#text(port, 'columns', 'outputPorts.'), 'outputPorts.columns') ?? 'none';
      return { name: tidy(this.#text(port, 'name', 'outputPorts.') ?? ''), kind: this.#word(port, 'kind', PORT_KINDS, 'table', 'outputPorts.'), columns };
    });
  }

  #input(entry: unknown): InputAnswer[] {
    if (typeof entry === 'string') {
      const input = readInputReference(entry);
      if (input === undefined) this.#note(`The input port "${entry}" must be written as product/port or product/port@version.`);
      return input === undefined ? [] : [input];
    }
    const source = this.#mapping(entry, 'inputPorts', INPUT_KEYS);
    const [name, contractId, version] = INPUT_KEYS.map((key) => this.#line(this.#text(source, key, 'inputPorts.'), `inputPorts.${key}`));
    if (name === undefined || contractId === undefined) this.#note('An input port from outside needs external (its name) and contract (the id of its contract).');
    if (version !== undefined && !VERSION.test(version)) this.#note(`inputPorts.version must look like 1.0.0, not "${version}".`);
    if (name !== undefined) this.#note(checkAnswer('outputPort', { outputPort: name }, [])?.replace('The output port', 'The input port'));
    return name === undefined || contractId === undefined ? [] : [{ kind: 'external', name, contractId, version: version ?? '1.0.0' }];
  }

  /** Files are named after ports, so two must not share a file name. */
  #distinct(names: readonly string[], what: string): void {
    const seen = new Map<string, string>();
    for (const name of names) {
      const slug = folderName(name);
      const other = seen.get(slug);
      if (other !== undefined) this.#note(`Two ${what} would share the file name "${slug}": "${other}" and "${name}"; rename one.`);
      seen.set(slug, name);
    }
  }
}

/** `product/port@version` or `domain/product/port`; undefined when it is neither. */
function readInputReference(text: string): Extract<InputAnswer, { readonly kind: 'port' }> | undefined {
  const [, product = '', port = '', version] = /^\s*(.+)\/([^/@]+?)(?:@(\d+(?:\.\d+){0,2}))?\s*$/.exec(text) ?? [];
  return product === '' || port === '' ? undefined : { kind: 'port', product, port, version };
}
