import type { Observation, Slot } from '../custom.js';
import { textOf } from '../expressions.js';
import type { FunctionModel } from '../functions.js';
import type { FileModel } from '../walk.js';
import { KindSet } from '../../syntax/kind-set.js';
import { isLanguage, isScript, namedFreely, typeNameOf, typesIn } from './observing.js';

const BOOLEAN = /^(boolean|bool|Boolean|[\w.]+ is [\w.<>[\]]+|(Promise|Task|ValueTask)<bool(ean)?>)$/;
/** The first word of a question; besides these, any verb in the third person. */
const ASKS = /^(is|are|was|were|has|have|had|can|could|should|will|would|may|might|must|do|does|did|not|no|in|any|all|every|some|\w{2,}[^s]s)$/i;
const FIELDS = new KindSet(['public_field_definition', 'method_definition', 'field_declaration']);
const QUESTION = 'asked as a question (is, has, can …)';
const ASYNC = 'named …Async';
const NOT_ASYNC = 'named without Async';
const WITH_I = 'named with I before it';
const WITHOUT_I = 'named without I before it';
const UNDERSCORE = 'named with _ before it';
const NO_UNDERSCORE = 'named without _ before it';

/** I5: functions that answer yes or no. */
export const booleanPrefix: Slot = {
  id: 'I5',
  title: 'Idiomatic: a yes or no that is not asked as a question, as the others here are',
  nextStep: 'Begin the name with is, has, can or another question.',
  things: 'functions here that answer yes or no are',
  asksFor: new Set([QUESTION]),
  observe: (file) =>
    namedFreely(file).flatMap((owner): Observation[] => {
      if (!BOOLEAN.test(owner.returnType?.trim() ?? '')) return [];
      return [{ style: ASKS.test(owner.words[0] ?? '') ? QUESTION : 'named otherwise', node: owner.nameNode, name: owner.name, owner }];
    }),
  deviation: () => 'this one is not',
};

/** I6: functions that are waited for. */
export const asyncSuffix: Slot = {
  id: 'I6',
  title: 'Idiomatic: awaited, but not named …Async as the others here',
  nextStep: 'End the name with Async, as the others do.',
  things: 'functions here that are awaited are',
  // A name that says more than the others does no harm.
  asksFor: new Set([ASYNC]),
  observe(file) {
    if (!isScript(file) && !isLanguage(file, 'csharp')) return [];
    return namedFreely(file).flatMap((owner): Observation[] => {
      if (!isAwaited(file, owner) || (isLanguage(file, 'csharp') && owner.kind !== 'method')) return [];
      const isNamed = owner.name.endsWith('Async');
      // Where both exist, the word tells them apart.
      const hasTwin = isNamed ? file.mentions.has(owner.name.replace(/Async$/, '')) || file.mentions.has(owner.name.replace(/Async$/, 'Sync')) : file.mentions.has(`${owner.name}Async`);
      return [{ style: isNamed ? ASYNC : NOT_ASYNC, node: owner.nameNode, name: owner.name, owner, isExcused: hasTwin || owner.name === 'Main' }];
    });
  },
  deviation: () => 'this one does not say it',
};

function isAwaited({ tree }: FileModel, owner: FunctionModel): boolean {
  return /\basync\b/.test(tree.source.slice(tree.start[owner.node], Math.max(tree.start[owner.nameNode] ?? 0, (tree.start[owner.node] ?? 0) + 6))) || /^(Value)?Task\b/.test(owner.returnType ?? '');
}

/** I7: interfaces. */
export const interfacePrefix: Slot = {
  id: 'I7',
  title: 'Idiomatic: an interface named with or without I before it, unlike the others here',
  nextStep: 'Rename it as the others are named.',
  things: 'interfaces here are',
  observe(file) {
    const { tree } = file;
    return typesIn(file).flatMap((node): Observation[] => {
      if (tree.kindName(node) !== 'interface_declaration') return [];
      const named = typeNameOf(tree, node);
      const name = tree.text(named);
      return [{ style: /^I[A-Z][a-z]/.test(name) ? WITH_I : WITHOUT_I, node: named, name }];
    });
  },
  deviation: ({ style }) => (style === WITH_I ? 'this one has one' : 'this one has none'),
};

/** I8: fields and methods that are private. */
export const privateUnderscore: Slot = {
  id: 'I8',
  title: 'Idiomatic: a private member named with or without _ before it, unlike the others here',
  nextStep: 'Rename it as the others are named.',
  things: 'private members here are',
  observe(file) {
    const { tree, document } = file;
    if (!isLanguage(file, 'typescript', 'tsx', 'csharp')) return [];
    return FIELDS.nodesIn(tree).flatMap((node): Observation[] => {
      const named = document.language.id === 'csharp' ? csharpField(file, node) : scriptMember(file, node);
      if (named < 0) return [];
      const name = tree.text(named);
      // `_name` beside `get name()`: both could not have the name.
      const isTwin = name.startsWith('_') && file.mentions.has(name.slice(1));
      return [{ style: name.startsWith('_') ? UNDERSCORE : NO_UNDERSCORE, node: named, name, isExcused: isTwin }];
    });
  },
  deviation: ({ style }) => (style === UNDERSCORE ? 'this one has one' : 'this one has none'),
};

function scriptMember({ tree }: FileModel, node: number): number {
  const name = tree.childByField(node, 'name');
  const header = tree.source.slice(tree.start[node], tree.start[name]);
  return name >= 0 && /\bprivate\b/.test(header) && !/\bstatic\b/.test(header) && !tree.text(name).startsWith('#') ? name : -1;
}

function csharpField({ tree }: FileModel, node: number): number {
  if (tree.kindName(node) !== 'field_declaration') return -1;
  const declaration = [...tree.namedChildren(node)].find((child) => tree.kindName(child) === 'variable_declaration') ?? -1;
  const header = tree.source.slice(tree.start[node], tree.start[declaration]);
  if (declaration < 0 || /\b(public|protected|internal|static|const)\b/.test(header)) return -1;
  const declarator = [...tree.namedChildren(declaration)].find((child) => tree.kindName(child) === 'variable_declarator') ?? -1;
  return declarator < 0 ? -1 : tree.childByField(declarator, 'name');
}

/** I10: what Go's methods call the value they are called on, for each type. */
export const receiverName: Slot = {
  id: 'I10',
  title: 'Idiomatic: a receiver named unlike those of the other methods',
  nextStep: 'Name the receiver as the other methods of the type do.',
  things: 'methods of this type name it',
  observe(file) {
    if (!isLanguage(file, 'go')) return [];
    const folder = file.document.path.slice(0, file.document.path.lastIndexOf('/') + 1);
    return file.functions.flatMap((owner): Observation[] => {
      const receiver = owner.receiver;
      if (receiver === undefined || receiver === '_' || owner.owner === undefined) return [];
      return [{ style: receiver, node: file.tree.childByField(owner.node, 'receiver'), name: receiver, owner, group: `${folder}${owner.owner}` }];
    });
  },
  deviation: ({ name }) => `this one names it ${name}`,
};

const CATCHES = new KindSet(['catch_clause', 'except_clause']);
/** Names that say no more than that it is an error; others have their own reason. */
const PLAIN_ERROR = /^(e|err|error|ex|exc|exception|t|throwable)$/;

/** I9: what a caught error is called. */
export const errorName: Slot = {
  id: 'I9',
  title: 'Idiomatic: a caught error named unlike the others here',
  nextStep: 'Name it as the others are named.',
  things: 'caught errors here are named',
  observe(file) {
    const { tree } = file;
    return CATCHES.nodesIn(tree).flatMap((node): Observation[] => {
      const named = caughtName(file, node);
      const name = textOf(tree, named);
      if (!PLAIN_ERROR.test(name)) return [];
      const owner = file.functions.findLast((each) => (tree.start[each.node] ?? 0) <= (tree.start[node] ?? 0) && (tree.end[each.node] ?? 0) >= (tree.end[node] ?? 0));
      // Inside another handler the usual name is taken.
      const isInner = [...tree.ancestors(node)].some((up) => CATCHES.has(tree, up));
      return [{ style: name, node: named, name, ...(owner ? { owner } : {}), isExcused: isInner }];
    });
  },
  deviation: ({ name }) => `this one ${name}`,
};

function caughtName({ tree }: FileModel, node: number): number {
  const end = tree.start[first(tree.childByField(node, 'body'), node)] ?? tree.end[node] ?? 0;
  for (let i = node + 1; i < (tree.next[node] ?? 0) && (tree.start[i] ?? 0) < end; i++) {
    const kind = tree.kindName(i);
    if (kind === 'as_pattern_target' || (kind === 'identifier' && tree.kindName(tree.parentOf(i)) !== 'as_pattern' && /^(catch_clause|catch_formal_parameter|catch_declaration)$/.test(tree.kindName(tree.parentOf(i))) && i !== tree.childByField(tree.parentOf(i), 'type'))) return i;
  }
  return -1;
}

function first(body: number, node: number): number {
  return body >= 0 ? body : node;
}
