import type { FlatTree } from '../syntax/flat-tree.js';
import { KindSet } from '../syntax/kind-set.js';
import { camelCase, keywordArgument, literalText, positionalArguments, unwrapped } from './call-arguments.js';
import type { Facts } from './facts.js';

/** A text with its tree and facts; a LintDocument with a tree is one. */
export interface Source {
  readonly tree: FlatTree;
  readonly facts: Facts;
}

/** One property that is written out; nodes are numbers of the tree. */
export interface Property {
  readonly name: number;
  /** The same node as the name where the property is written short: `{ vpc }`. */
  readonly value: number;
  /** From the name to the value. */
  readonly node: number;
}

/** Properties written out in one place: an object of TypeScript, keyword arguments or a dictionary of Python. */
export interface Properties {
  /** The object, dictionary or argument list. */
  readonly node: number;
  /** By name in camel case, whatever the language. */
  readonly byName: ReadonlyMap<string, Property>;
  /** There may be properties we cannot see (spread, `**kwargs`, a computed name), so that none can be called missing. */
  readonly open: boolean;
}

/** The creation of an AWS CDK construct: `new ec2.Instance(this, 'Id', { … })` or `ec2.Instance(self, "Id", …)`. */
export interface Construct {
  readonly node: number;
  /** The class as it is written. */
  readonly callee: number;
  /** The module and class, whatever the import spelling, language and major version of the CDK: `aws_ec2.Instance`, `Stack`. */
  readonly type: string;
  /** Where it is written out. */
  readonly id: string | undefined;
  readonly props: Properties;
}

const CREATIONS = new KindSet(['new_expression', 'call']);
/** Positional arguments before the properties: scope and id. */
const BEFORE_PROPS = 2;
/** Names of Python's parameters for them. */
const OWN_KEYWORDS = new Set(['scope', 'id']);

/** Whether a file imports the AWS CDK: a cheap look before anything else. */
function usesCdk(facts: Facts): boolean {
  for (const name of facts.imports) if (/^(?:aws-cdk-lib|aws_cdk|@aws-cdk|monocdk)(?:[/.]|$)/.test(name)) return true;
  return false;
}

/**
 * A qualified name without what differs between packages of the CDK: `aws_ec2.InstanceClass.M5` for that class of
 * `aws-cdk-lib`, of `@aws-cdk/aws-ec2` and of Python's `aws_cdk`; empty for the library itself, undefined for names from
 * elsewhere.
 */
export function cdkName({ facts }: Source, node: number): string | undefined {
  const qualified = node < 0 ? undefined : facts.qualifiedName(node);
  if (/^(?:aws-cdk-lib|aws_cdk|monocdk|@aws-cdk\/core|aws_cdk\.core)(?:\.default)?$/.test(qualified ?? '')) return '';
  const match = /^(?:(?:aws-cdk-lib|aws_cdk|monocdk)\.|@aws-cdk\/)(?:default\.)?(?:core\.)?([\w-]+)((?:\.\w+)*)$/.exec(qualified ?? '');
  return match ? `${(match[1] ?? '').replaceAll('-', '_')}${match[2] ?? ''}` : undefined;
}

/** The constructs of the AWS CDK a TypeScript, JavaScript or Python text creates, in the order of the text. */
export function constructsOf(source: Source): Construct[] {
  if (!usesCdk(source.facts)) return [];
  return CREATIONS.nodesIn(source.tree).flatMap((node) => construct(source, node) ?? []);
}

function construct(source: Source, node: number): Construct | undefined {
  const { tree } = source;
  const isPython = tree.kindName(node) === 'call';
  const callee = tree.childByField(node, isPython ? 'function' : 'constructor');
  const type = cdkName(source, callee);
  // Functions and static methods start with a small letter.
  if (type === undefined || !/(?:^|\.)[A-Z]\w*$/.test(type) || /\.[A-Z]\w*\./.test(`.${type}`)) return undefined;
  const positional = positionalArguments(tree, node);
  if (!positional) return undefined;
  const id = positional[1] ?? (isPython ? keywordArgument(tree, node, 'id') : -1);
  if (id < 0) return undefined;
  const props = isPython ? keywordProperties(tree, node) : thirdArgument(tree, node, positional);
  return { node, callee, type, id: literalText(tree, id)?.text, props };
}

function thirdArgument(tree: FlatTree, node: number, positional: readonly number[]): Properties {
  const props = positional[BEFORE_PROPS];
  if (props === undefined) return { node: tree.childByField(node, 'arguments'), byName: new Map(), open: false };
  return propertiesOf(tree, props) ?? { node: props, byName: new Map(), open: true };
}

function keywordProperties(tree: FlatTree, call: number): Properties {
  const node = tree.childByField(call, 'arguments');
  const byName = new Map<string, Property>();
  let open = false;
  for (const child of node < 0 ? [] : tree.namedChildren(node)) {
    const kind = tree.kindName(child);
    if (kind === 'dictionary_splat' || kind === 'list_splat') open = true;
    if (kind !== 'keyword_argument') continue;
    const name = tree.childByField(child, 'name');
    if (!OWN_KEYWORDS.has(tree.text(name))) byName.set(camelCase(tree.text(name)), { name, value: tree.childByField(child, 'value'), node: child });
  }
  return { node, byName, open };
}

/**
 * The properties an expression writes out: an object literal, a dictionary, or the keyword arguments of a call such as
 * `cdk.Environment(region="…")`; undefined for any other expression.
 */
export function propertiesOf(tree: FlatTree, expression: number): Properties | undefined {
  const node = unwrapped(tree, expression);
  const kind = node < 0 ? '' : tree.kindName(node);
  if (kind === 'call') return keywordProperties(tree, node);
  if (kind !== 'object' && kind !== 'dictionary') return undefined;
  const byName = new Map<string, Property>();
  let open = false;
  for (const child of tree.namedChildren(node)) {
    const property = objectProperty(tree, child);
    if (property) byName.set(camelCase(literalText(tree, property.name)?.text ?? tree.text(property.name)), property);
    else open = true;
  }
  return { node, byName, open };
}

function objectProperty(tree: FlatTree, child: number): Property | undefined {
  switch (tree.kindName(child)) {
    case 'shorthand_property_identifier':
      return { name: child, value: child, node: child };
    case 'method_definition':
      return { name: tree.childByField(child, 'name'), value: child, node: child };
    case 'pair': {
      const name = tree.childByField(child, 'key');
      const isWritten = tree.kindName(name) === 'property_identifier' || literalText(tree, name) !== undefined;
      return isWritten ? { name, value: tree.childByField(child, 'value'), node: child } : undefined;
    }
    default:
      return undefined;
  }
}

/** The value of a property, or -1 where it is not written. */
export function valueOf(props: Properties, name: string): number {
  return props.byName.get(name)?.value ?? -1;
}

/** Whether none of these properties can be there. */
export function lacks(props: Properties, ...names: readonly string[]): boolean {
  return !props.open && names.every((name) => !props.byName.has(name));
}
