import type { FlatTree } from '../syntax/flat-tree.js';
import { KindSet } from '../syntax/kind-set.js';
import { DepthLimit } from './depth.js';
import type { Facts, FrameFact } from './facts.js';
import { ScriptSequences } from './script-sequences.js';
import type { SequenceFact } from './sequences.js';

const DECLARING = new Set(['variable_declarator', 'required_parameter', 'optional_parameter', 'function_declaration', 'class_declaration', 'method_definition', 'catch_clause', 'for_in_statement']);
const RECORDED = new KindSet([...DECLARING, 'import_statement', 'formal_parameters']);

/** Imports of TypeScript and JavaScript, whatever their spelling. A name that is declared again anywhere is not trusted. */
export class ScriptFacts implements Facts {
  readonly imports = new Set<string>();
  readonly #tree: FlatTree;
  readonly #names = new Map<string, string>();
  readonly #redeclared = new Set<string>();
  readonly #nesting = new DepthLimit();
  /** Few rules ask, so names are followed only then. */
  #sequences: ScriptSequences | undefined;

  constructor(tree: FlatTree) {
    this.#tree = tree;
    for (const node of RECORDED.nodesIn(tree)) this.#record(node);
  }

  frame(): FrameFact | undefined {
    return undefined;
  }

  qualifiedName(node: number): string | undefined {
    const tree = this.#tree;
    switch (node < 0 ? '' : tree.kindName(node)) {
      case 'identifier':
      case 'type_identifier': {
        const name = tree.text(node);
        return this.#redeclared.has(name) ? undefined : this.#names.get(name);
      }
      case 'member_expression': {
        const owner = this.#nesting.within(() => this.qualifiedName(tree.childByField(node, 'object')));
        return owner === undefined ? undefined : `${owner}.${tree.text(tree.childByField(node, 'property'))}`;
      }
      default:
        return undefined;
    }
  }

  globalName(node: number): string | undefined {
    const tree = this.#tree;
    switch (node < 0 ? '' : tree.kindName(node)) {
      case 'identifier': {
        const name = tree.text(node);
        return this.#redeclared.has(name) || this.#names.has(name) ? undefined : name;
      }
      case 'member_expression': {
        const owner = this.#nesting.within(() => this.globalName(tree.childByField(node, 'object')));
        return owner === undefined ? undefined : `${owner}.${tree.text(tree.childByField(node, 'property'))}`;
      }
      default:
        return undefined;
    }
  }

  sequence(node: number): SequenceFact | undefined {
    return this.#followed().sequence(node);
  }

  isConstantIn(node: number, region: number): boolean {
    return this.#followed().isConstantIn(node, region);
  }

  #followed(): ScriptSequences {
    this.#sequences ??= new ScriptSequences(this.#tree, (node) => this.globalName(node));
    return this.#sequences;
  }

  #record(node: number): void {
    const kind = this.#tree.kindName(node);
    if (kind === 'import_statement') this.#recordImport(node);
    else if (kind === 'variable_declarator' && this.#recordRequire(node)) return;
    else if (DECLARING.has(kind)) this.#recordDeclaration(node, kind);
    else if (kind === 'formal_parameters') this.#recordBareParameters(node);
  }

  #recordImport(node: number): void {
    const tree = this.#tree;
    const source = tree.childByField(node, 'source');
    for (const child of tree.namedChildren(node)) {
      if (tree.kindName(child) === 'import_require_clause') this.#recordImportRequire(child);
      if (tree.kindName(child) !== 'import_clause' || source < 0) continue;
      const module = this.#module(source);
      for (const part of tree.namedChildren(child)) this.#recordClause(part, module);
    }
    if (source >= 0) this.#module(source);
  }

  /** `import s3 = require("…")` */
  #recordImportRequire(clause: number): void {
    const source = this.#tree.childByField(clause, 'source');
    const name = [...this.#tree.namedChildren(clause)][0];
    if (source >= 0 && name !== undefined) this.#names.set(this.#tree.text(name), this.#module(source));
  }

  #recordClause(part: number, module: string): void {
    const tree = this.#tree;
    const kind = tree.kindName(part);
    if (kind === 'identifier') this.#names.set(tree.text(part), `${module}.default`);
    else if (kind === 'namespace_import') for (const name of tree.namedChildren(part)) this.#names.set(tree.text(name), module);
    else if (kind === 'named_imports') for (const item of tree.namedChildren(part)) this.#recordNamed(item, module);
  }

  #recordNamed(item: number, module: string): void {
    const name = this.#tree.childByField(item, 'name');
    const alias = this.#tree.childByField(item, 'alias');
    if (name >= 0) this.#names.set(this.#tree.text(alias >= 0 ? alias : name), `${module}.${this.#tree.text(name)}`);
  }

  /** `const s3 = require("…")` and `const { Bucket } = require("…")`. */
  #recordRequire(node: number): boolean {
    const tree = this.#tree;
    const value = tree.childByField(node, 'value');
    if (value < 0 || tree.kindName(value) !== 'call_expression' || tree.text(tree.childByField(value, 'function')) !== 'require') return false;
    const argument = [...tree.namedChildren(tree.childByField(value, 'arguments'))][0];
    if (argument === undefined || tree.kindName(argument) !== 'string') return false;
    const module = this.#module(argument);
    const target = tree.childByField(node, 'name');
    if (tree.kindName(target) === 'identifier') this.#names.set(tree.text(target), module);
    else if (tree.kindName(target) === 'object_pattern') {
      for (const part of tree.namedChildren(target)) if (tree.kindName(part) === 'shorthand_property_identifier_pattern') this.#names.set(tree.text(part), `${module}.${tree.text(part)}`);
    }
    return true;
  }

  /** JavaScript's parameters stand in the list without a node of their own. */
  #recordBareParameters(node: number): void {
    for (const child of this.#tree.namedChildren(node)) if (this.#tree.kindName(child) === 'identifier') this.#redeclared.add(this.#tree.text(child));
  }

  #recordDeclaration(node: number, kind: string): void {
    const tree = this.#tree;
    const field = kind.endsWith('_parameter') ? 'pattern' : kind === 'catch_clause' ? 'parameter' : kind === 'for_in_statement' ? 'left' : 'name';
    const target = tree.childByField(node, field);
    if (target < 0 || kind === 'method_definition') return;
    const end = tree.next[target] ?? 0;
    for (let i = target; i < end; i++) {
      if (['identifier', 'type_identifier', 'shorthand_property_identifier_pattern'].includes(tree.kindName(i))) this.#redeclared.add(tree.text(i));
    }
  }

  /** `"aws-cdk-lib/aws-s3"` as `aws-cdk-lib.aws_s3`; a built-in's `node:` prefix goes. */
  #module(source: number): string {
    const specifier = this.#tree.text(source).slice(1, -1).replace(/^node:/, '');
    this.imports.add(specifier);
    const parts = specifier.split('/');
    const packageParts = specifier.startsWith('@') ? 2 : 1;
    const name = parts.slice(0, packageParts).join('/');
    const rest = parts.slice(packageParts).map((part) => part.replaceAll('-', '_'));
    return [name, ...rest].join('.');
  }
}
