import type { FlatTree } from '../../syntax/flat-tree.js';
import { KindSet } from '../../syntax/kind-set.js';

const TYPED = new KindSet([
  'required_parameter', 'optional_parameter', 'public_field_definition', 'variable_declarator',
  'formal_parameter', 'field_declaration', 'local_variable_declaration',
  'parameter', 'variable_declaration', 'property_declaration',
  'typed_parameter', 'typed_default_parameter', 'assignment',
]);

/** The types a text writes beside the names of fields, parameters and variables; a name with two types has none. */
export function declaredTypes(tree: FlatTree): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const node of TYPED.nodesIn(tree)) {
    const type = writtenType(tree, node);
    if (type === '') continue;
    for (const name of declaredNames(tree, node)) types.set(name, types.has(name) && types.get(name) !== type ? '' : type);
  }
  return types;
}

function writtenType(tree: FlatTree, node: number): string {
  const type = tree.childByField(node, 'type');
  const text = type < 0 ? '' : tree.text(type).replace(/^:\s*/, '');
  if (text !== '' && text !== 'var') return text;
  // `var rides = new RideContext()` and `const prisma = new PrismaClient()` say it on the right.
  return /^[^=]*=\s*(?:await\s+)?new\s+([\w.]+)/.exec(tree.text(node).slice(0, 200))?.[1] ?? '';
}

function declaredNames(tree: FlatTree, node: number): string[] {
  const declarators = [...tree.namedChildren(node)].filter((child) => tree.kindName(child) === 'variable_declarator');
  return (declarators.length > 0 ? declarators : [node]).flatMap((declarator) => {
    const named = [tree.childByField(declarator, 'name'), tree.childByField(declarator, 'pattern'), tree.childByField(declarator, 'left')].find((child) => child >= 0);
    const name = named ?? [...tree.namedChildren(declarator)][0];
    return name !== undefined && /^\w+$/.test(tree.text(name)) ? [tree.text(name)] : [];
  });
}
