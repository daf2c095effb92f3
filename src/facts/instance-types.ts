import type { TextEdit } from '../document/edit.js';
import type { Span } from '../document/position.js';
import { argument, literalText, unwrapped } from './call-arguments.js';
import { cdkName, type Source } from './constructs.js';

/** A machine type that is written out, such as `m5.large`. */
export interface InstanceType {
  readonly type: string;
  /** What names the family, or the whole type. */
  readonly span: Span;
  /** The edit that makes it another type of the same size; undefined where the notation has no name we know for it. */
  replacedBy(type: string): TextEdit | undefined;
}

/** Members of `ec2.InstanceClass` that are named after their use; the others carry the name of their family. */
const NAMED_CLASSES = new Map(
  Object.entries({
    STANDARD3: 'm3', STANDARD4: 'm4', STANDARD5: 'm5', STANDARD5_AMD: 'm5a', STANDARD6_GRAVITON: 'm6g', STANDARD6_INTEL: 'm6i', STANDARD7_GRAVITON: 'm7g',
    MEMORY3: 'r3', MEMORY4: 'r4', MEMORY5: 'r5', MEMORY5_AMD: 'r5a', MEMORY6_GRAVITON: 'r6g', MEMORY6_INTEL: 'r6i', MEMORY7_GRAVITON: 'r7g',
    COMPUTE3: 'c3', COMPUTE4: 'c4', COMPUTE5: 'c5', COMPUTE5_AMD: 'c5a', COMPUTE6_GRAVITON2: 'c6g', COMPUTE6_INTEL: 'c6i', COMPUTE7_GRAVITON3: 'c7g',
    BURSTABLE2: 't2', BURSTABLE3: 't3', BURSTABLE3_AMD: 't3a', BURSTABLE4_GRAVITON: 't4g',
  }),
);

/**
 * The machine type an expression of the CDK names: `ec2.InstanceType.of(ec2.InstanceClass.M5, ec2.InstanceSize.LARGE)`,
 * `new ec2.InstanceType('m5.large')`, or the text itself, as level 1 constructs take it.
 */
export function instanceTypeOf(source: Source, expression: number): InstanceType | undefined {
  const { tree } = source;
  const node = unwrapped(tree, expression);
  const literal = literalText(tree, node);
  if (literal) return written(literal);
  const kind = node < 0 ? '' : tree.kindName(node);
  if (!['call', 'call_expression', 'new_expression'].includes(kind)) return undefined;
  const name = cdkName(source, tree.childByField(node, kind === 'new_expression' ? 'constructor' : 'function'));
  if (name === 'aws_ec2.InstanceType') {
    const text = literalText(tree, argument(tree, node, [0, 'instance_type_identifier']));
    return text && written(text);
  }
  return name === 'aws_ec2.InstanceType.of' ? composed(source, node) : undefined;
}

function written({ text, span }: { readonly text: string; readonly span: Span }): InstanceType | undefined {
  return /^[a-z][\w.-]*\.[\w-]+$/.test(text) ? { type: text, span, replacedBy: (type) => ({ ...span, text: type }) } : undefined;
}

function composed(source: Source, call: number): InstanceType | undefined {
  const { tree } = source;
  const family = argument(tree, call, [0, 'instance_class']);
  const familyName = familyOf(enumMember(source, family, 'aws_ec2.InstanceClass'));
  const size = sizeOf(enumMember(source, argument(tree, call, [1, 'instance_size']), 'aws_ec2.InstanceSize'));
  if (familyName === undefined || size === undefined) return undefined;
  const member = Math.max(tree.childByField(family, 'property'), tree.childByField(family, 'attribute'));
  const replacedBy = (type: string): TextEdit | undefined => {
    const [newFamily = '', newSize] = type.split('.');
    return member >= 0 && newSize === size ? { ...tree.span(member), text: newFamily.toUpperCase() } : undefined;
  };
  return { type: `${familyName}.${size}`, span: tree.span(family), replacedBy };
}

/** The member of an enumeration or class with constants an expression names: `ARM_64` of `lambda.Architecture.ARM_64`. */
export function enumMember(source: Source, node: number, owner: string): string | undefined {
  const name = cdkName(source, unwrapped(source.tree, node));
  return name?.startsWith(`${owner}.`) === true ? name.slice(owner.length + 1) : undefined;
}

function familyOf(member: string | undefined): string | undefined {
  if (member === undefined) return undefined;
  return NAMED_CLASSES.get(member) ?? (/^[A-Z]{1,4}\d\w*$/.test(member) ? member.replaceAll('_', '-').toLowerCase() : undefined);
}

/** `4xlarge` of `XLARGE4`. */
function sizeOf(member: string | undefined): string | undefined {
  const match = /^(NANO|MICRO|SMALL|MEDIUM|LARGE|METAL|XLARGE(\d*))$/.exec(member ?? '');
  if (!match) return undefined;
  return match[2] === undefined ? (match[1] ?? '').toLowerCase() : `${match[2]}xlarge`;
}
