import type { TextEdit } from '../../document/edit.js';
import { insertProperty, spellingOf } from '../../facts/construct-edits.js';
import { valueOf } from '../../facts/constructs.js';
import { enumMember } from '../../facts/instance-types.js';
import { declaredResources, insertedProperty, isWithout, propertyText, type DeclaredResource, type ConstructResource } from '../declared-resources.js';
import type { Detection, Detector, DetectorContext } from '../detector.js';
import type { DocumentNode } from '../document-matcher/node.js';
import { insertionEdit } from '../document-matcher/insertion.js';
import { find, isAbsent, textAt } from '../document-matcher/path.js';
import { documentTrees } from '../document-matcher/trees.js';
import type { LintDocument } from '../document.js';
import type { ProposedFix } from '../finding.js';
import { moduleTexts } from '../terraform-module.js';

/** Properties of a function that hold its architecture, its runtime, and what ties it to one architecture: layers, an image. */
interface Notation {
  readonly architecture: string;
  readonly runtime: string;
  readonly bound: readonly string[];
}

const TEMPLATE: Notation = { architecture: 'Architectures', runtime: 'Runtime', bound: ['Layers', 'ImageUri', 'Code.ImageUri'] };
const CONSTRUCT: Notation = { architecture: 'architecture', runtime: 'runtime', bound: ['layers', 'layer'] };
const FUNCTIONS: ReadonlyMap<string, Notation> = new Map([
  ['aws_lambda_function', { architecture: 'architectures', runtime: 'runtime', bound: ['layers', 'image_uri'] }],
  ['AWS::Lambda::Function', TEMPLATE],
  ['AWS::Serverless::Function', TEMPLATE],
  ['aws_lambda.Function', CONSTRUCT],
  ['aws_lambda.SingletonFunction', CONSTRUCT],
  ['aws_lambda_nodejs.NodejsFunction', CONSTRUCT],
  ['aws_lambda_python_alpha.PythonFunction', CONSTRUCT],
  ['aws_lambda.CfnFunction', { architecture: 'architectures', runtime: 'runtime', bound: ['layers'] }],
]);

/** Functions at the edge of a content network run on x86 only (AWS, Restrictions on Lambda@Edge). */
const EDGE = /edgelambda|lambda_function_association|LambdaFunctionAssociations|edge_?lambdas|EdgeFunction|lambda@edge/i;
/** Code that runs when a stack is deployed, and then never again. */
const DEPLOY_TIME = /cfn-?response|ResponseURL/i;
/** Files about nothing but that. */
const FOR_DEPLOYMENT = /AWS::CloudFormation::Macro|on_?event_?handler/i;
/** What names the function behind a custom resource. */
const SERVICE_TOKEN = /ServiceToken.{0,120}/gs;

/** The first version of each runtime that runs on arm64 (AWS, Lambda runtimes); custom runtimes hold a program compiled for one architecture. */
const FIRST_ON_ARM: Readonly<Record<string, number>> = { nodejs: 12, python: 3.08, java: 11, dotnet: 6, ruby: 2.07 };

/** Whether a runtime, as `python3.12` or as `PYTHON_3_12`, runs on arm64. */
function runsOnArm(runtime: string): boolean {
  const match = /^([a-z]+?)_?(\d+)(?:[._](\d+|x))?$/i.exec(runtime);
  if (/^java_?8[._](al2|corretto)$/i.test(runtime)) return true;
  if (!match) return /^(nodejs|python|java|ruby)_latest$/i.test(runtime);
  const first = FIRST_ON_ARM[(match[1] ?? '').toLowerCase()];
  // Two digits, so that 3.10 comes after 3.8.
  return first !== undefined && Number(match[2]) + (Number(match[3]) || 0) / 100 >= first;
}

/** Functions of AWS Lambda that run on x86 because nobody said otherwise, in Terraform, CloudFormation, SAM, the CDK and serverless.yml. */
export const lambdaOnX86: Detector = function* (context) {
  const { document } = context;
  if (document.pathClasses.has('test') || FOR_DEPLOYMENT.test(document.text)) return;
  const roots = documentTrees(document);
  const found = [...roots.flatMap((root) => [...serverlessFramework(root, document)]), ...singleFunctions(document, roots)];
  if (found.length > 0 && !isAtEdge(context)) yield* found;
};

function* singleFunctions(document: LintDocument, roots: readonly DocumentNode[]): Generator<Detection> {
  const customResources = (document.text.match(SERVICE_TOKEN) ?? []).join(' ').split(/\W+/);
  const globals = roots.flatMap((root) => find(root, 'Globals.Function').map(({ node }) => node));
  for (const resource of declaredResources(document)) {
    const notation = FUNCTIONS.get(resource.type);
    if (!notation || customResources.includes(resource.name) || !isMovable(resource, notation, globals, document)) continue;
    yield { span: resource.span, match: resource.match, variables: { FUNCTION: resource.name || 'This function' }, fixes: fixesOf(resource, notation, document) };
  }
}

/** Also true while the rest of the module is not known. */
function isAtEdge({ document, surroundings }: DetectorContext): boolean {
  if (EDGE.test(document.text)) return true;
  if (document.language.id !== 'hcl') return false;
  const others = moduleTexts(document, surroundings);
  return others === undefined || others.some((text) => EDGE.test(text));
}

function isMovable(resource: DeclaredResource, { architecture, runtime, bound }: Notation, globals: readonly DocumentNode[], document: LintDocument): boolean {
  if (!isWithout(resource, architecture, ...bound) || DEPLOY_TIME.test(document.text.slice(resource.match.start, resource.match.end))) return false;
  if (resource.notation !== 'cdk') {
    const applies = resource.type === 'AWS::Serverless::Function' ? globals : [];
    const packaging = propertyText(resource, 'package_type') ?? propertyText(resource, 'PackageType');
    const chosen = propertyText(resource, runtime) ?? (isWithout(resource, runtime) ? applies.map((node) => textAt(node, runtime)).find((text) => text !== undefined) : undefined);
    return packaging !== 'Image' && chosen !== undefined && runsOnArm(chosen) && applies.every((node) => isAbsent(node, architecture) && isAbsent(node, 'Layers'));
  }
  const { source, construct } = resource;
  const value = valueOf(construct.props, runtime);
  if (value < 0) return /Nodejs/.test(resource.type) && isWithout(resource, runtime);
  // Packages gathered in a container are those of the machine that builds.
  const code = valueOf(construct.props, 'code');
  if (code >= 0 && /bundling|fromInline|from_inline/.test(source.tree.text(code))) return false;
  return runsOnArm(enumMember(source, value, 'aws_lambda.Runtime') ?? propertyText(resource, runtime) ?? '');
}

function fixesOf(resource: DeclaredResource, { architecture }: Notation, document: LintDocument): readonly ProposedFix[] {
  const edits = resource.notation === 'cdk' ? constructEdits(resource, architecture) : [insertedProperty(resource, document.text, architecture, ['arm64'])].filter((edit) => edit !== undefined);
  return edits.length === 0 ? [] : [{ title: 'Run the function on arm64', safe: false, edits }];
}

function constructEdits({ source, construct }: ConstructResource, architecture: string): readonly TextEdit[] {
  const isPlain = architecture === 'architectures';
  const spelling = isPlain ? undefined : spellingOf(source, 'aws_lambda.Architecture');
  const quote = source.tree.text(construct.node).includes('"') ? '"' : "'";
  const value = isPlain ? `[${quote}arm64${quote}]` : spelling && `${spelling.text}.ARM_64`;
  const edit = value === undefined ? undefined : insertProperty(source.tree, construct.props, architecture, value);
  return edit ? [edit, ...(spelling?.edits ?? [])] : [];
}

/** The Serverless Framework: one key for all functions of a service. */
function* serverlessFramework(root: DocumentNode, document: LintDocument): Generator<Detection> {
  const provider = find(root, 'provider')[0];
  if (!provider || provider.node.kind !== 'mapping' || textAt(provider.node, 'name') !== 'aws' || find(root, 'functions').length === 0) return;
  const runtime = textAt(provider.node, 'runtime');
  if (runtime === undefined || !runsOnArm(runtime) || !isAbsent(provider.node, 'architecture') || !isAbsent(provider.node, 'layers') || !isAbsent(provider.node, 'ecr')) return;
  const functions = find(root, 'functions.*');
  if (functions.length === 0 || functions.some(({ node }) => !['architecture', 'image', 'layers', 'runtime'].every((key) => isAbsent(node, key)))) return;
  const edit = insertionEdit({ key: 'architecture', value: 'arm64' }, provider.node, document.text);
  yield { span: provider.span, match: provider.node.span, variables: { FUNCTION: 'Every function of the service' }, fixes: edit ? [{ title: 'Run the functions on arm64', safe: false, edits: [edit] }] : [] };
}
