import { LineIndex, type Range, type Span } from '../document/position.js';
import { isTemplate, type DocumentNode, type MappingNode } from '../lint/document-matcher/node.js';
import { sharedYamlTrees } from '../lint/document-matcher/trees.js';
import { descriptorsAmong, isDraft, type Descriptor } from './descriptor.js';

/** Where something stands in a descriptor. */
export interface DescriptorPlace {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  readonly span: Span;
  readonly range: Range;
}

interface PlacedText {
  readonly text: string;
  readonly place: DescriptorPlace;
}

export interface PortFacts {
  readonly name: string;
  readonly place: DescriptorPlace;
  /** The whole port, to tell which one a caret is in. */
  readonly whole: DescriptorPlace;
  readonly version?: PlacedText;
  readonly contract?: PlacedText;
  readonly isDeprecated: boolean;
  /** It is said to come from outside the workspace. */
  readonly isExternal: boolean;
  /** The contracts an output port is made from; absent where it names none. */
  readonly inputContracts?: readonly { readonly id: string; readonly version?: string; readonly place: DescriptorPlace }[];
}

interface DescriptorFacts {
  /** The path, and the number of the document where a file holds several. */
  readonly key: string;
  readonly id?: string;
  readonly version?: string;
  /** What a reader calls it: the name, or else the id or the file. */
  readonly name: string;
  readonly domain?: PlacedText;
  /** Where it is named: its id, or the beginning. */
  readonly place: DescriptorPlace;
  readonly isDraft: boolean;
  readonly isDeprecated: boolean;
  /** Examples and tests say nothing about what the workspace offers. */
  readonly isSample: boolean;
}

export interface ProductFacts extends DescriptorFacts {
  /** `sourceAligned`, `aggregate` or `consumerAligned`, where it says so. */
  readonly type?: string;
  readonly inputs: readonly PortFacts[];
  readonly outputs: readonly PortFacts[];
}

export interface ColumnFacts {
  /** Columns inside others have dotted names. */
  readonly name: string;
  readonly type?: string;
  readonly classification?: string;
  /** What `transformSourceObjects` names, as written. */
  readonly sources: readonly string[];
  readonly place: DescriptorPlace;
}

export interface TableFacts {
  readonly name: string;
  readonly place: DescriptorPlace;
  readonly columns: readonly ColumnFacts[];
}

export interface ContractFacts extends DescriptorFacts {
  readonly tables: readonly TableFacts[];
}

/** What one file describes. */
export interface FileFacts {
  readonly products: readonly ProductFacts[];
  readonly contracts: readonly ContractFacts[];
}

/** Deeper columns are left out: no rule speaks of them. */
const DEEPEST_COLUMN = 5;

/** Reads what a descriptor file says of products, ports and contracts. A text that does not parse says nothing. */
export function readDescriptorFacts(path: string, text: string, isSample: boolean): FileFacts {
  const reader = new FactReader(path, new LineIndex(text), isSample);
  const found = descriptorsAmong(sharedYamlTrees(text), path).map((descriptor, number) => reader.read(descriptor, number));
  return { products: found.flatMap(({ product }) => product ?? []), contracts: found.flatMap(({ contract }) => contract ?? []) };
}

class FactReader {
  readonly #path: string;
  readonly #lines: LineIndex;
  readonly #isSample: boolean;

  constructor(path: string, lines: LineIndex, isSample: boolean) {
    this.#path = path;
    this.#lines = lines;
    this.#isSample = isSample;
  }

  read(descriptor: Descriptor, number: number): { readonly product?: ProductFacts; readonly contract?: ContractFacts } {
    const { root } = descriptor;
    const common = this.#common(descriptor, number);
    if (descriptor.standard.kind !== 'DataProduct') return { contract: { ...common, tables: items(root, 'schema').map((table) => this.#table(table)) } };
    const type = textOf(root, 'type');
    return { product: { ...common, ...(type === undefined ? {} : { type }), inputs: this.#ports(root, 'inputPorts'), outputs: this.#ports(root, 'outputPorts') } };
  }

  #common(descriptor: Descriptor, number: number): DescriptorFacts {
    const { root } = descriptor;
    const [id, version, domain] = [this.#placed(root, 'id'), textOf(root, 'version'), this.#placed(root, 'domain')];
    const [first] = root.entries;
    return {
      key: number === 0 ? this.#path : `${this.#path}#${number + 1}`,
      ...(id ? { id: id.text } : {}),
      ...(version === undefined ? {} : { version }),
      ...(domain ? { domain } : {}),
      name: textOf(root, 'name') ?? id?.text ?? this.#path,
      place: id?.place ?? this.#place(first?.span ?? { start: root.span.start, end: root.span.start }),
      isDraft: isDraft(descriptor),
      isDeprecated: isDeprecated(root) || ['deprecated', 'retired'].includes(textOf(root, 'status')?.toLowerCase() ?? ''),
      isSample: this.#isSample,
    };
  }

  #ports(root: MappingNode, key: string): PortFacts[] {
    return items(root, key).map((port, number) => {
      const [name, version, contract] = [this.#placed(port, 'name'), this.#placed(port, 'version'), this.#placed(port, 'contractId')];
      const inputContracts = entry(port, 'inputContracts')?.kind === 'list' ? this.#inputContracts(port) : undefined;
      return {
        name: name?.text ?? `${key === 'inputPorts' ? 'input' : 'output'} ${number + 1}`,
        place: name?.place ?? this.#place({ start: port.span.start, end: port.entries[0]?.span.end ?? port.span.end }),
        whole: this.#place(port.span),
        ...(version ? { version } : {}),
        ...(contract ? { contract } : {}),
        isDeprecated: isDeprecated(port),
        isExternal: items(port, 'customProperties').some((property) => textOf(property, 'property') === 'external' && textOf(property, 'value') === 'true'),
        ...(inputContracts ? { inputContracts } : {}),
      };
    });
  }

  #inputContracts(port: MappingNode): PortFacts['inputContracts'] {
    return items(port, 'inputContracts').flatMap((reference) => {
      const [id, version] = [this.#placed(reference, 'id'), textOf(reference, 'version')];
      return id ? [{ id: id.text, ...(version === undefined ? {} : { version }), place: id.place }] : [];
    });
  }

  #table(table: MappingNode): TableFacts {
    const name = this.#placed(table, 'name');
    return { name: name?.text ?? '', place: name?.place ?? this.#place(table.span), columns: this.#columns(table, '', 0) };
  }

  #columns(node: MappingNode, prefix: string, depth: number): ColumnFacts[] {
    return items(node, 'properties').flatMap((column) => {
      const name = this.#placed(column, 'name');
      if (!name) return [];
      const [type, classification] = [textOf(column, 'logicalType'), textOf(column, 'classification')];
      const own: ColumnFacts = {
        name: prefix + name.text,
        place: name.place,
        ...(type === undefined ? {} : { type: type.toLowerCase() }),
        ...(classification === undefined ? {} : { classification }),
        sources: scalars(entry(column, 'transformSourceObjects')),
      };
      return [own, ...(depth < DEEPEST_COLUMN ? this.#columns(column, `${own.name}.`, depth + 1) : [])];
    });
  }

  #placed(node: MappingNode, key: string): PlacedText | undefined {
    const value = entry(node, key);
    const text = scalarText(value);
    return value && text !== undefined ? { text, place: this.#place(value.span) } : undefined;
  }

  #place(span: Span): DescriptorPlace {
    return { path: this.#path, span, range: this.#lines.rangeOf(span) };
  }
}

function isDeprecated(node: MappingNode): boolean {
  return textOf(node, 'deprecated') === 'true';
}

function entry(node: MappingNode, key: string): DocumentNode | undefined {
  return node.entries.find((candidate) => candidate.key === key)?.value;
}

function scalarText(node: DocumentNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null && !isTemplate(node.value) ? String(node.value) : undefined;
}

function textOf(node: MappingNode, key: string): string | undefined {
  return scalarText(entry(node, key));
}

function items(node: MappingNode, key: string): MappingNode[] {
  const list = entry(node, key);
  return list?.kind === 'list' ? list.items.flatMap((item) => (item.node.kind === 'mapping' ? [item.node] : [])) : [];
}

function scalars(node: DocumentNode | undefined): string[] {
  return node?.kind === 'list' ? node.items.flatMap((item) => scalarText(item.node) ?? []) : [];
}
