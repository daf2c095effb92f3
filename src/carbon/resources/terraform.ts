import type { LintDocument } from '../../lint/document.js';
import type { DocumentNode } from '../../lint/document-matcher/node.js';
import type { Surroundings } from '../../lint/surroundings.js';
import type { RegionTable } from '../regions.js';
import type { CloudResource, RegionPlace } from './resource.js';
import { TerraformModule, type Block } from './terraform-module.js';
import { mediumOf, TERRAFORM_TYPES, type Attributes, type TerraformType } from './terraform-types.js';
import { countOf, inQuotes, nodeAt, sourceOf, textOf, type Written } from './written.js';

const TYPE = new RegExp(`"(?:${[...TERRAFORM_TYPES.keys()].join('|')})"`);

/** Blocks that start machines from a template, and where they say how many. */
const STARTED_BY: Readonly<Record<string, { readonly by: string; readonly counts: readonly string[] }>> = {
  aws_launch_template: { by: 'aws_autoscaling_group', counts: ['desired_capacity', 'min_size'] },
  aws_launch_configuration: { by: 'aws_autoscaling_group', counts: ['desired_capacity', 'min_size'] },
  google_compute_instance_template: { by: 'google_compute_instance_group_manager', counts: ['target_size'] },
  google_compute_region_instance_template: { by: 'google_compute_region_instance_group_manager', counts: ['target_size'] },
};

/** The resources of a Terraform file that draw power. Values are literals, defaults of variables and locals of the folder. */
export function terraformResources(document: LintDocument, surroundings: Surroundings, regions: RegionTable): CloudResource[] {
  if (!TYPE.test(document.text)) return [];
  const module = new TerraformModule(document, surroundings);
  return module.blocks('resource', 'here').flatMap((block) => {
    const type = TERRAFORM_TYPES.get(block.labels[0] ?? '');
    return (type && new ResourceReader(module, block, type, regions).read()) ?? [];
  });
}

class ResourceReader implements Attributes {
  readonly #module: TerraformModule;
  readonly #block: Block;
  readonly #type: TerraformType;
  readonly #regions: RegionTable;

  constructor(module: TerraformModule, block: Block, type: TerraformType, regions: RegionTable) {
    this.#module = module;
    this.#block = block;
    this.#type = type;
    this.#regions = regions;
  }

  /** Undefined for a resource that says nothing about what it draws, and for one that is never made. */
  read(): CloudResource | undefined {
    const { labels, start, headerEnd, end } = this.#block;
    const machine = this.#type.machine === undefined ? undefined : this.#node(this.#type.machine);
    const storage = this.#storage();
    const count = this.#count();
    if ((machine === undefined && (this.#type.machine !== undefined || !storage)) || count === 0) return undefined;
    const text = machine && textOf(this.#value(machine)?.value);
    return {
      name: labels.join('.'),
      type: labels[0] ?? '',
      provider: this.#type.provider,
      machine: machine && text !== undefined ? { type: text, span: inQuotes(this.#block.document, machine.span) } : undefined,
      // The size of a disk says little where the machine it hangs on is not known.
      storage: machine && text === undefined ? undefined : storage,
      count,
      region: this.#region(),
      header: { start, end: headerEnd },
      span: { start, end },
    };
  }

  number(path: string): number | undefined {
    const node = this.#node(path);
    return node && countOf(this.#value(node)?.value);
  }

  text(path: string): string | undefined {
    const node = this.#node(path);
    return node && textOf(this.#value(node)?.value);
  }

  isTrue(path: string): boolean {
    const node = this.#node(path);
    return node !== undefined && this.#value(node)?.value === true;
  }

  #node(path: string): DocumentNode | undefined {
    return nodeAt(this.#block.body, path);
  }

  #value(node: DocumentNode): Written | undefined {
    return this.#module.resolve(node, this.#block.document);
  }

  #count(): number {
    return (this.number('count') ?? 1) * (this.#type.count?.(this) ?? this.#started() ?? 1);
  }

  /** How many machines the groups that name this template start. */
  #started(): number | undefined {
    const [type = '', name = ''] = this.#block.labels;
    const group = STARTED_BY[type];
    if (!group) return undefined;
    const reference = `${type}.${name}.`;
    const groups = this.#module.blocks('resource', 'folder').filter(({ labels, document, start, end }) => labels[0] === group.by && document.text.slice(start, end).includes(reference));
    const counts = groups.flatMap(({ body, document }) => {
      const node = group.counts.map((path) => nodeAt(body, path)).find((found) => found !== undefined);
      return (node && countOf(this.#module.resolve(node, document)?.value)) ?? [];
    });
    return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
  }

  #storage(): CloudResource['storage'] {
    const { storage } = this.#type;
    const gigabytes = storage && this.number(storage.gigabytes);
    if (!storage || !gigabytes) return undefined;
    const kind = this.#node(storage.kind) ? this.text(storage.kind) : storage.kindUnlessSaid;
    return kind === undefined ? undefined : { gigabytes, medium: mediumOf(kind) };
  }

  #region(): RegionPlace | undefined {
    for (const path of this.#type.region ?? []) {
      const node = this.#node(path);
      if (node) return this.#place(this.#located(node));
    }
    return this.#type.provider === 'azurerm' ? undefined : this.#ofProvider();
  }

  /** A node pool stands where its cluster stands. */
  #located(node: DocumentNode): Written | undefined {
    const cluster = /^(azurerm_kubernetes_cluster\.[\w-]+)\.id$/.exec(sourceOf(this.#block.document, node))?.[1];
    return cluster === undefined ? this.#value(node) : this.#module.resolveReference(`${cluster}.location`);
  }

  #ofProvider(): RegionPlace | undefined {
    const chosen = this.#node('provider');
    const reference = chosen && sourceOf(this.#block.document, chosen).replaceAll('"', '');
    const alias = reference?.split('.')[1];
    const provider = reference?.split('.')[0] ?? this.#type.provider;
    const blocks = this.#module.blocks('provider', 'folder').filter(({ labels, body, document }) => {
      const node = nodeAt(body, 'alias');
      return labels[0] === provider && (node ? textOf(this.#module.resolve(node, document)?.value) : undefined) === alias;
    });
    const [block] = blocks;
    const node = block && (nodeAt(block.body, 'region') ?? nodeAt(block.body, 'zone'));
    return block && node && blocks.length === 1 ? this.#place(this.#module.resolve(node, block.document)) : undefined;
  }

  /** A region that no table knows is no region: `global`, or one that is newer than we are. */
  #place(written: Written | undefined): RegionPlace | undefined {
    const text = textOf(written?.value);
    const region = text === undefined ? undefined : this.#regions.ofZone(this.#type.provider, text);
    if (!written || text === undefined || !region) return undefined;
    return { name: region.name, path: written.document.path, span: inQuotes(written.document, written.span), isZone: this.#regions.find(this.#type.provider, text) === undefined };
  }
}
