import { throwIfCancelled } from '../../document/ports.js';
import type { FlatTree } from '../../syntax/flat-tree.js';
import type { Detection, Detector } from '../detector.js';
import { argumentsOf, CALL_KINDS, callChain, type CallChain } from './call-chain.js';
import { declaredTypes } from './declared-types.js';
import { isFunction, itemLoopsAround, namesIn, namesOfItem, type ItemLoop } from './item-loops.js';
import { batchedForm, queryLibrary, type QueryPlace } from './query-libraries.js';

/** Code that runs once or by hand: there waiting costs little. */
const ONE_OFF_PATH = /(?:^|\/)(?:migrations?|migrator|migrate|alembic|versions|upgrades?|updates?|seeds?|seeders?|seeding|scripts?|bin|tools?|tooling|utils\/scripts|commands?|cli|bench(?:marks?)?|backfills?|one-?offs?|mocks?|__mocks__|stories|install(?:er)?|snippets|notebooks?|random_data|populatedb)\/|\.ipynb$|(?:^|[./_-])(?:seed\w*|migrat\w*|backfill|mock|random_data)\.\w+$/i;
/** Items that come in parts of many rows already, or of which there are a handful. */
const FEW_OR_PARTS = /batch|chunk|slice|page|cursor|offset|attempt|retr(?:y|ies)|\btables?\b|databases?\b|schemas?\b|shards?\b|\brange\s*\(|locales?\b|languages?\b|regions?\b|years?\b|months?\b|weeks?\b|days?\b|periods?\b|types\b|kinds?\b|statuses\b|models\b|providers?\b|environments?\b|sorted_?tables|columns?\b|dimensions?\b|type$/i;
/** A list written out here, or a constant. */
const SHORT_LIST = /^(?:[[(]|\{|array\s*\(|new\b|List\.of|Arrays\.asList|Set\.of|Stream\.of|Object\.(?:keys|values|entries)\s*\(\s*[A-Z]|[A-Z][A-Z0-9_]+\b(?!\s*\()|self::[A-Z]|static::[A-Z])/;
/** The answer is kept, or asked for only once. */
const REMEMBERED = /cache|memo|seen|visited|loaded|\.has\(|\bnot in\b|ContainsKey|containsKey|TryGetValue|isset|array_key_exists|\?\?=/i;
const WRITES = /^(?:save|create|update|upsert|delete|destroy|insert|add|add_all|merge|persist|flush|commit|remove|bulk|put|patch|post|touch|restore|sync|attach|SaveChanges|Add|Update|Remove|Delete|Insert|Save)(?:[A-Z_]\w*)?$/;
const WAITS = /^(?:sleep|usleep|delay|wait|acquire|setTimeout|Delay)$/;
/** Methods whose first argument is the key; the others say how much to fetch, or for whom. */
const BY_KEY = /^(?:findByPk|findById)$/;
const ENDS = new Set(['return_statement', 'break_statement', 'throw_statement', 'throw_expression', 'raise_statement', 'yield']);

/**
 * Reads of a database, or requests to the own server, that a loop makes once for each item. Proven reads alone are
 * reported, and only where the loop does nothing but gather: one that writes, waits, stops early or goes through parts of
 * many rows has its reasons.
 */
export const nPlusOne: Detector = function* ({ document }, token) {
  const { tree, pathClasses } = document;
  if (!tree || pathClasses.has('test') || pathClasses.has('example') || pathClasses.has('generated') || ONE_OFF_PATH.test(document.path)) return;
  let place: QueryPlace | undefined;
  const reported = new Set<number>();
  for (const call of CALL_KINDS.nodesIn(tree)) {
    throwIfCancelled(token);
    const loops = itemLoopsAround(tree, call);
    if (loops.length === 0) continue;
    place ??= { document, tree, types: declaredTypes(tree) };
    const chain = callChain(tree, call);
    const library = queryLibrary(place, chain);
    const [loop] = loops;
    if (!library || !loop || !isAskedPerItem(tree, chain, loop) || reported.has(loop.node) || loops.some((around) => hasReasons(tree, chain, around))) continue;
    if (library === 'prisma' && loop.isCallback && chain.path.at(-1)?.startsWith('findUnique')) continue;
    reported.add(loop.node);
    yield detection(tree, chain, loop, batchedForm(library));
  }
};

/** The question differs from item to item, by more than its place in the list. */
function isAskedPerItem(tree: FlatTree, chain: CallChain, loop: ItemLoop): boolean {
  const names = namesOfItem(tree, loop, chain.call);
  const isByKey = BY_KEY.test(chain.path.at(-1) ?? '');
  return chain.steps.some((step) => argumentsOf(tree, step.call).slice(0, isByKey ? 1 : undefined).some((argument) => namesIn(tree, argument).some((name) => names.has(name))));
}

function hasReasons(tree: FlatTree, chain: CallChain, loop: ItemLoop): boolean {
  const items = tree.text(loop.items);
  if (SHORT_LIST.test(items) || FEW_OR_PARTS.test(items) || loop.variables.some((name) => FEW_OR_PARTS.test(name))) return true;
  // The newest row of each item has no short batched form.
  if (/order_?by|\bORDER\s+BY\b|\bsort\s*[(:]/i.test(tree.text(chain.call))) return true;
  return isRemembered(tree, chain.call, loop) || doesMore(tree, chain, loop);
}

function isRemembered(tree: FlatTree, call: number, loop: ItemLoop): boolean {
  for (const up of tree.ancestors(call)) {
    if (up <= loop.node) return false;
    const condition = tree.childByField(up, 'condition');
    if (condition >= 0 && REMEMBERED.test(tree.text(condition))) return true;
    if (/^(?:augmented_)?assignment/.test(tree.kindName(up)) && /\?\?=|cache/i.test(tree.text(up).split('\n')[0] ?? '')) return true;
  }
  return false;
}

/** The loop stops at what it looks for, waits, or writes: then each item is a piece of work of its own. */
function doesMore(tree: FlatTree, chain: CallChain, loop: ItemLoop): boolean {
  const end = tree.next[loop.node] ?? 0;
  for (let node = loop.body; node >= 0 && node < end; node++) {
    if (!tree.isNamed(node)) continue;
    if (CALL_KINDS.has(tree, node)) {
      const method = callChain(tree, node).path.at(-1) ?? '';
      if (WAITS.test(method) || (WRITES.test(method) && isWrite(tree, node, chain))) return true;
    }
    if (ENDS.has(tree.kindName(node)) && !loop.isCallback && !isInFunction(tree, node, loop.node)) return true;
  }
  return false;
}

/** `add` of a set and `put` of a map write nothing that lasts. */
function isWrite(tree: FlatTree, node: number, chain: CallChain): boolean {
  const write = callChain(tree, node);
  const method = write.path.at(-1) ?? '';
  if (!/^(?:add|put|remove|insert|update|delete|merge|Add|Remove|Insert|Update|Delete)$/.test(method)) return true;
  return write.path[0] === chain.path[0] || /session|repo|manager|context|\bdb\b|service|client|api/i.test(write.path.slice(0, -1).join('.'));
}

function isInFunction(tree: FlatTree, node: number, loop: number): boolean {
  for (const up of tree.ancestors(node)) {
    if (up <= loop) return false;
    if (isFunction(tree, up)) return true;
  }
  return false;
}

function detection(tree: FlatTree, chain: CallChain, loop: ItemLoop, details: string): Detection {
  const method = chain.steps.at(-1);
  const asked = new Set(chain.steps.flatMap((step) => argumentsOf(tree, step.call).flatMap((argument) => namesIn(tree, argument))));
  const list = method ? tree.childByField(method.call, 'arguments') : -1;
  const start = tree.start[chain.call] ?? 0;
  const end = list < 0 ? (tree.end[chain.call] ?? start) : (tree.start[list] ?? start);
  return {
    span: { start, end },
    match: tree.span(chain.call),
    variables: { CALL: chain.path.join('.'), ITEM: loop.variables.find((name) => asked.has(name)) ?? loop.variables[0] ?? 'item' },
    details,
  };
}
