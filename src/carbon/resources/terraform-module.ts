import type { LintDocument } from '../../lint/document.js';
import type { DocumentNode, MappingNode } from '../../lint/document-matcher/node.js';
import { documentTrees } from '../../lint/document-matcher/trees.js';
import type { Surroundings } from '../../lint/surroundings.js';
import { moduleFiles } from '../../lint/terraform-module.js';
import { nodeAt, sourceOf, type Written } from './written.js';

/** A block with labels: `resource "aws_instance" "web"`. */
export interface Block {
  readonly kind: string;
  readonly labels: readonly string[];
  readonly body: DocumentNode;
  /** From the first word to the last label, and to the end of the block. */
  readonly start: number;
  readonly headerEnd: number;
  readonly end: number;
  readonly document: LintDocument;
}

/** How many labels each kind of block has. */
const LABELS: Readonly<Record<string, number>> = { resource: 2, provider: 1, variable: 1, locals: 0 };

/** A value that names another, which names another, …; longer chains are circles. */
const MOST_STEPS = 8;

/** The files of one folder that Terraform reads together. */
export class TerraformModule {
  readonly #document: LintDocument;
  readonly #surroundings: Surroundings;
  #around: readonly LintDocument[] | undefined;

  constructor(document: LintDocument, surroundings: Surroundings) {
    this.#document = document;
    this.#surroundings = surroundings;
  }

  /** The blocks of one kind: of the document alone, or of the whole folder. */
  blocks(kind: string, where: 'here' | 'folder'): Block[] {
    return (where === 'here' ? [this.#document] : this.#documents()).flatMap((document) => blocksOf(document, kind));
  }

  /** The value a node stands for: itself, a variable's default, a local or an attribute of another resource; undefined where that is not written out. */
  resolve(node: DocumentNode, document: LintDocument, steps = 0): Written | undefined {
    if (node.kind === 'scalar') return { value: node.value, span: node.span, document };
    if (node.kind !== 'unknown' || steps > MOST_STEPS) return undefined;
    return this.resolveReference(sourceOf(document, node).replace(/^"\$\{\s*([\w.-]+)\s*\}"$/, '$1'), steps);
  }

  /** The same for a reference such as `var.region`, `local.size` or `azurerm_resource_group.main.location`. */
  resolveReference(reference: string, steps = 0): Written | undefined {
    const [kind = '', name = '', attribute, ...rest] = reference.split('.');
    if (rest.length > 0 || !/^[\w-]+$/.test(name)) return undefined;
    const target = attribute === undefined ? this.#named(kind, name) : this.#attribute(kind, name, attribute);
    return target && this.resolve(target.node, target.document, steps + 1);
  }

  #named(kind: string, name: string): { readonly node: DocumentNode; readonly document: LintDocument } | undefined {
    if (kind === 'var') return this.#assigned(name) ?? this.#of(this.blocks('variable', 'folder').filter(({ labels }) => labels[0] === name), 'default');
    return kind === 'local' ? this.#of(this.blocks('locals', 'folder'), name) : undefined;
  }

  #attribute(type: string, name: string, attribute: string) {
    return this.#of(this.blocks('resource', 'folder').filter(({ labels }) => labels[0] === type && labels[1] === name), attribute);
  }

  #of(blocks: readonly Block[], path: string) {
    for (const { body, document } of blocks) {
      const node = nodeAt(body, path);
      if (node) return { node, document };
    }
    return undefined;
  }

  /** What `terraform.tfvars` and `*.auto.tfvars` set outranks defaults. */
  #assigned(name: string) {
    for (const document of this.#documents().filter(({ path }) => path.endsWith('.tfvars'))) {
      const [root] = documentTrees(document);
      const node = root && nodeAt(root, name);
      if (node) return { node, document };
    }
    return undefined;
  }

  #documents(): readonly LintDocument[] {
    this.#around ??= [this.#document, ...neighbours(this.#document, this.#surroundings)];
    return this.#around;
  }
}

/** Configuration, and the values Terraform loads by itself. */
const READ_TOGETHER = /\.(?:tf|tofu|auto\.tfvars)$|^terraform\.tfvars$/;

/** The other files Terraform reads with this one; none while nobody has looked. */
function neighbours(document: LintDocument, surroundings: Surroundings): LintDocument[] {
  return (moduleFiles(document, surroundings, READ_TOGETHER) ?? []).flatMap((path) => {
    const found = surroundings.document(path);
    return found === undefined || found === 'nothing' ? [] : [found];
  });
}

function blocksOf(document: LintDocument, kind: string): Block[] {
  const [root] = document.text.includes(kind) ? documentTrees(document) : [];
  if (root?.kind !== 'mapping') return [];
  return root.entries.filter(({ key }) => key === kind).flatMap((entry) => {
    const labels: string[] = [];
    let [body, headerEnd]: [DocumentNode, number] = [entry.value, entry.keySpan.end];
    for (let i = 0; i < (LABELS[kind] ?? 0); i++) {
      const inner = onlyEntry(body);
      if (!inner) return [];
      labels.push(inner.key);
      [body, headerEnd] = [inner.value, inner.keySpan.end];
    }
    return [{ kind, labels, body, start: entry.keySpan.start, headerEnd, end: entry.span.end, document }];
  });
}

function onlyEntry(node: DocumentNode): MappingNode['entries'][number] | undefined {
  return node.kind === 'mapping' && node.entries.length === 1 ? node.entries[0] : undefined;
}
