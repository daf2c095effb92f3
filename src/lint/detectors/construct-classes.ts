import { positionalArguments } from '../../facts/call-arguments.js';
import { cdkName, constructsOf, valueOf, type Construct, type Source } from '../../facts/constructs.js';
import type { FlatTree } from '../../syntax/flat-tree.js';
import { KindSet } from '../../syntax/kind-set.js';
import type { Detector } from '../detector.js';
import type { LintDocument } from '../document.js';

/** A class that creates constructs as its own children. */
interface ConstructClass {
  readonly name: number;
  readonly node: number;
  readonly children: readonly Construct[];
}

const CLASSES = new KindSet(['class_declaration', 'class_definition', 'class']);
/** Notes in a template, nothing that is created. */
const NOTES = /^(?:core\.)?Cfn(?:Output|Parameter|Condition|Mapping|Rule)$|^aws_ssm\.StringParameter$/;
/** What keeps data, by the AWS CDK's own default or where it is told to. */
const STATEFUL = /^aws_(?:dynamodb\.(?:Table|TableV2)|rds\.(?:Database\w+|ServerlessCluster)|s3\.Bucket|efs\.FileSystem|docdb\.DatabaseCluster|neptune\w*\.DatabaseCluster|opensearchservice\.Domain|cognito\.UserPool)$/;
/** What runs code and can be replaced at any time. */
const STATELESS = /^aws_(?:lambda\w*\.\w*Function|ecs\.\w+Service|ecs_patterns\.\w+Service|apigateway\w*\.\w+Api|stepfunctions\.StateMachine|apprunner\w*\.Service|autoscaling\.AutoScalingGroup)$/;
const LEAST_STATELESS = 3;
/** More than this many is what one class in ten does not reach: 95 of 100 have at most 13 (118 classes of aws-samples/aws-cdk-examples). */
const DEFAULT_MOST = 13;

/** Classes that create more constructs of their own than a reader can keep in mind; `options.most` is the largest number left alone. */
export const manyConstructs: Detector = function* ({ document, options }) {
  const most = typeof options['most'] === 'number' ? options['most'] : DEFAULT_MOST;
  for (const { name, node, children } of constructClasses(document)) {
    const count = children.filter(({ type }) => !NOTES.test(type)).length;
    if (count > most && document.tree) yield { span: document.tree.span(name), match: document.tree.span(node), variables: { CLASS: document.tree.text(name), COUNT: String(count) } };
  }
};

/** Stacks in which data that must stay stands beside several things that are replaced with each release. */
export const mixedState: Detector = function* ({ document }) {
  for (const { name, node, children } of constructClasses(document)) {
    const { tree, facts } = document;
    if (!tree || !isStack({ tree, facts }, node)) continue;
    const kept = children.find((construct) => STATEFUL.test(construct.type) && isKept(tree, construct));
    const stateless = children.filter(({ type }) => STATELESS.test(type)).length;
    if (!kept || stateless < LEAST_STATELESS) continue;
    yield {
      span: tree.span(name),
      match: tree.span(node),
      variables: { CLASS: tree.text(name), STORE: kept.id ?? tree.text(kept.callee), COUNT: String(stateless) },
      related: [{ path: document.path, span: tree.span(kept.callee), message: 'This keeps data.' }],
    };
  }
};

function constructClasses({ tree, facts, pathClasses }: LintDocument): ConstructClass[] {
  if (!tree || pathClasses.has('test') || pathClasses.has('example')) return [];
  const byClass = new Map<number, Construct[]>();
  for (const construct of constructsOf({ tree, facts })) {
    const scope = positionalArguments(tree, construct.node)?.[0] ?? -1;
    const around = scope >= 0 && /^(?:this|self)$/.test(tree.text(scope)) ? [...tree.ancestors(construct.node)].find((up) => CLASSES.has(tree, up)) : undefined;
    if (around !== undefined) byClass.set(around, [...(byClass.get(around) ?? []), construct]);
  }
  return [...byClass].map(([node, children]) => ({ node, name: tree.childByField(node, 'name'), children })).filter(({ name }) => name >= 0);
}

function isKept(tree: FlatTree, { props }: Construct): boolean {
  const policy = valueOf(props, 'removalPolicy');
  if (policy < 0) return !props.open;
  return /RETAIN|SNAPSHOT/.test(tree.text(policy));
}

function isStack(source: Source, node: number): boolean {
  return superclasses(source.tree, node).some((base) => /^(?:core\.)?(?:Nested)?Stack$/.test(cdkName(source, base) ?? ''));
}

function superclasses(tree: FlatTree, node: number): number[] {
  const listed = tree.childByField(node, 'superclasses');
  if (listed >= 0) return [...tree.namedChildren(listed)];
  const heritage = [...tree.namedChildren(node)].find((child) => tree.kindName(child) === 'class_heritage');
  if (heritage === undefined) return [];
  return [...tree.namedChildren(heritage)].flatMap((child) => (tree.kindName(child) === 'extends_clause' ? tree.childByField(child, 'value') : child));
}
