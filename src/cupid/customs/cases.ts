import type { Observation, Slot } from '../custom.js';
import { first } from '../expressions.js';
import { caseOf } from '../letter-case.js';
import type { FileModel } from '../walk.js';
import { KindSet } from '../../syntax/kind-set.js';
import { isLanguage, isScript, namedFreely, typeNameOf, typesIn } from './observing.js';

/** Values written out, so that the name stands for them and for nothing that is computed. */
const LITERALS = new KindSet(['number', 'string', 'integer', 'float', 'regex', 'true', 'false', 'decimal_integer_literal', 'decimal_floating_point_literal', 'string_literal', 'boolean_literal', 'integer_literal', 'real_literal', 'character_literal']);
const VALUES = new KindSet(['variable_declarator', 'assignment']);
/** Files whose names a tool or a language gives. */
const GIVEN_FILE = /^(index|main|setup|conftest|__\w+__|manage|wsgi|asgi|next-env|vite-env|tailwind|postcss)\b|\.(config|setup|d|stories|spec|test|e2e|worker|server|client|generated)$|^[._[(+$]|\d{4,}/;

/** A tool names them. */
const MIGRATION = /(^|\/)migrations?\//i;

/** I1: names of functions. */
export const functionCase: Slot = {
  id: 'I1',
  title: 'Idiomatic: a function named in another case than the others here',
  nextStep: 'Rename it as the others are named.',
  things: 'functions here are',
  observe(file) {
    // The compiler of Rust warns itself, and in Go the case says who may call it.
    if (isLanguage(file, 'rust', 'go')) return [];
    return namedFreely(file).flatMap((owner): Observation[] => {
      const style = isLanguage(file, 'csharp') && owner.kind === 'function' ? undefined : caseOf(owner.name);
      // Capitals mark what is called as a class or as a component, and what is read like a constant.
      if (style === undefined || style === 'kebab-case' || style === 'UPPER_CASE' || (!isLanguage(file, 'csharp') && style === 'PascalCase')) return [];
      return [{ style, node: owner.nameNode, name: owner.name, owner }];
    });
  },
};

/** I2: names of types. */
export const typeCase: Slot = {
  id: 'I2',
  title: 'Idiomatic: a type named in another case than the others here',
  nextStep: 'Rename it as the others are named.',
  things: 'types here are',
  observe(file) {
    if (isLanguage(file, 'rust', 'go') || MIGRATION.test(file.document.path)) return [];
    return typesIn(file).flatMap((node): Observation[] => {
      const named = typeNameOf(file.tree, node);
      const name = file.tree.text(named);
      const style = caseOf(name);
      // Capitals throughout mark what stands for a constant.
      return style === undefined || style === 'UPPER_CASE' ? [] : [{ style, node: named, name }];
    });
  },
};

/** I3: names of constants with a value written out. */
export const constantCase: Slot = {
  id: 'I3',
  title: 'Idiomatic: a constant named in another case than the others here',
  nextStep: 'Rename it as the others are named.',
  things: 'constants here are',
  observe(file) {
    if (!isScript(file) && !isLanguage(file, 'python', 'java', 'csharp')) return [];
    const { tree } = file;
    return VALUES.nodesIn(tree).flatMap((node): Observation[] => {
      const named = first(tree, node, ['name', 'left']);
      const value = valueOf(file, node);
      if (named < 0 || value < 0 || !tree.isLeaf(named) || !LITERALS.has(tree, value) || !isConstant(file, node) || tree.text(named).startsWith('_')) return [];
      const name = tree.text(named);
      const style = caseOf(name);
      return style === undefined ? [] : [{ style, node: named, name }];
    });
  },
};

function valueOf({ tree }: FileModel, node: number): number {
  const field = first(tree, node, ['value', 'right']);
  if (field >= 0 || tree.kindName(node) !== 'variable_declarator') return field;
  // C#'s grammar gives the value no field.
  const [, value = -1] = [...tree.namedChildren(node)];
  return value >= 0 && tree.kindName(value) === 'equals_value_clause' ? (tree.namedChildren(value).next().value ?? -1) : value;
}

function isConstant(file: FileModel, node: number): boolean {
  const { tree, document } = file;
  const parent = tree.parentOf(node);
  const around = tree.parentOf(parent);
  switch (document.language.id) {
    case 'python':
      return tree.kindName(parent) === 'expression_statement' && tree.parentOf(around) < 0;
    case 'java':
      return tree.kindName(parent) === 'field_declaration' && /\bstatic\b[^=]*\bfinal\b|\bfinal\b[^=]*\bstatic\b/.test(tree.source.slice(tree.start[parent], tree.start[node]));
    case 'csharp':
      return /\bconst\b/.test(tree.source.slice(tree.start[around], tree.start[node])) && /^field_declaration$/.test(tree.kindName(around));
    default:
      return tree.kindName(parent) === 'lexical_declaration' && tree.source.startsWith('const', tree.start[parent]) && (tree.parentOf(around) < 0 || (tree.kindName(around) === 'export_statement' && tree.parentOf(tree.parentOf(around)) < 0));
  }
}

/** I4: names of files. */
export const fileCase: Slot = {
  id: 'I4',
  title: 'Idiomatic: a file named in another case than the others here',
  nextStep: 'Rename the file as the others are named.',
  things: 'files here are',
  observe(file) {
    if (!isScript(file) && !isLanguage(file, 'python', 'go')) return [];
    const name = file.document.path.slice(file.document.path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
    const style = GIVEN_FILE.test(name) ? undefined : caseOf(name);
    if (style === undefined) return [];
    const plain = (text: string) => text.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
    const declared = [...file.functions.map((owner) => owner.name), ...typesIn(file).map((node) => file.tree.text(typeNameOf(file.tree, node)))];
    // Named after what it declares, in its case: another custom, and a good one.
    const isNamesake = declared.some((each) => each === name || (style === 'PascalCase' && plain(each) === plain(name)));
    return [{ style, node: 0, name, isExcused: isNamesake }];
  },
  deviation: ({ style }) => `this one is ${style}`,
};
