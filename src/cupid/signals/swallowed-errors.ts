import { argumentsOf, calleeOf, firstLineOf, lineEnd, textOf } from '../expressions.js';
import type { FunctionModel } from '../functions.js';
import type { SignalRule } from '../signal.js';
import type { FileModel } from '../walk.js';
import { floatingPromises } from './floating-promises.js';

/** Asking by trying is the custom of Python: a handler of one mistake says which the writer had in mind. */
const NARROW_IN_PYTHON = /^except\b(?!(\s+\(?\s*(Exception|BaseException)\s*\)?(\s+as\s+\w+)?)?\s*:)/;
const EXPECTED = /\b(InterruptedException|OperationCanceledException|TaskCanceledException|NumberFormatException|CloneNotSupportedException|ObjectDisposedException|KeyNotFoundException|FormatException|NoSuch\w+|\w*NotFound\w*|FileExists\w*|UnsupportedEncodingException|ClassNotFoundException)\b/;
/** The handler's own name says that nothing is to be done. */
const IGNORED_NAME = /^catch\s*\(\s*[\w.| ]+\s+(ignored?|ignore\w*|expected|unused|_+)\s*\)/;
/** Tidying up may fail without harm. */
const BEST_EFFORT = /\b(close|unlink|unlinkSync|rm|rmSync|remove|rmtree|kill|terminate|dispose|abort|release|destroy|disconnect|cancel|cleanup|clear|stop|shutdown|removeItem|setItem|delete|flush|join|wait|drop)\w*\s*\(/i;
const LOGS_ONLY = /^(console\.\w+|print|System\.(out|err)\.\w+|Console\.\w+|\w+\.printStackTrace)\s*\(/;

interface Place {
  readonly node: number;
  readonly label: string;
  readonly serious: boolean;
}

/**
 * P2: an error that ends here. A comment in the handler is taken as the reason. Empty and over-wide handlers stood behind
 * a third of the catastrophic failures studied by Yuan et al. (OSDI 2014); the rules are those of their checker Aspirator.
 */
export const swallowedErrorsSignal: SignalRule = {
  letter: 'P',
  id: 'P2',
  title: 'Predictable: an error disappears',
  grade: 'A',
  nextStep: 'Return it, throw it on, or write down in a comment why nothing needs to be done.',
  find(owner, file) {
    const places = [...handlers(owner, file), ...rejections(owner, file), ...floatingPromises(owner, file).filter(({ node }) => !hasComment(file, node) && !isTold(file, node)), ...ignoredResults(owner, file)];
    if (places.length === 0) return undefined;
    const lost = places.some(({ serious }) => serious);
    return {
      level: lost ? 'attention' : 'note',
      message: messageOf(places),
      evidence: places.map(({ node, label }) => ({ span: firstLineOf(file.tree, node), label })),
    };
  },
};

const LOST = 'an error disappears here';
const UNFINISHED = 'this handler is not finished';
const ENDS = 'any error ends the whole program';
const PROGRAMS = /(^|\/)(bin|scripts|cli|cmd|tools)\/|(^|\/)(__main__|main|cli|setup|index|program)\.\w+$/i;
const PRINTED = 'an error is only printed here';

/** What is certain comes first. */
function messageOf(places: readonly Place[]): string {
  const lost = places.filter(({ label }) => label === LOST).length;
  if (lost > 0) return lost === 1 ? 'an error disappears' : `${lost} errors disappear`;
  return places.find(({ label }) => label !== PRINTED)?.label ?? 'an error is only printed';
}

function handlers(owner: FunctionModel, file: FileModel): Place[] {
  const { tree, roles } = file;
  return owner.nodes('catch').flatMap((clause): Place[] => {
    const body = [...tree.children(clause)].find((child) => roles.is(tree, child, 'body'));
    if (body === undefined) return [];
    const statements = [...tree.namedChildren(body)].filter((child) => !isNoise(file, child));
    const heading = tree.source.slice(tree.start[clause], tree.start[body]);
    const [only] = statements;
    const onlyPrints = statements.length === 1 && only !== undefined && LOGS_ONLY.test(tree.text(only));
    if ((statements.length === 0 || onlyPrints) && isUnfinished(file, clause)) return [{ node: clause, label: UNFINISHED, serious: true }];
    if (endsTheProgram(owner, file, body, heading)) return [{ node: clause, label: ENDS, serious: false }];
    if (statements.length === 0) {
      if (hasComment(file, clause) || IGNORED_NAME.test(heading) || NARROW_IN_PYTHON.test(heading)) return [];
      return [{ node: clause, label: LOST, serious: !EXPECTED.test(heading) && !isHarmless(owner, file, clause) }];
    }
    if (!onlyPrints || hasComment(file, clause)) return [];
    return [{ node: clause, label: PRINTED, serious: false }];
  });
}

/** Aspirator's second rule: somebody meant to come back. */
function isUnfinished({ tree }: FileModel, clause: number): boolean {
  for (let i = clause; i < (tree.next[clause] ?? 0); i++) if (tree.isExtra(i) && tree.isNamed(i) && /\b(TODO|FIXME|XXX)\b/.test(tree.text(i))) return true;
  return false;
}

/** Aspirator's third rule: whatever goes wrong, everything stops. At the top of a program that is in order. */
function endsTheProgram(owner: FunctionModel, { tree, roles, document }: FileModel, body: number, heading: string): boolean {
  if (/^(main|run|cli|Main)/.test(owner.name) || PROGRAMS.test(document.path)) return false;
  const isWide = roles.words('traits').has('untyped') || !heading.includes('(') || /\b(Exception|Throwable|BaseException)\b/.test(heading);
  if (!isWide || NARROW_IN_PYTHON.test(heading)) return false;
  return owner.nodes('call').some((call) => body < call && call < (tree.next[body] ?? 0) && /^(exit|_exit|Exit|abort|FailFast)$/.test(calleeOf(tree, roles, call).name));
}

/** `.catch(() => {})` */
function rejections(owner: FunctionModel, file: FileModel): Place[] {
  const { tree, roles } = file;
  return owner.nodes('call').flatMap((call): Place[] => {
    const { receiver, name } = calleeOf(tree, roles, call);
    if (name !== 'catch' || receiver < 0) return [];
    const [handler, ...others] = argumentsOf(tree, call);
    if (handler === undefined || others.length > 0 || !roles.is(tree, handler, 'lambda')) return [];
    const body = tree.childByField(handler, 'body');
    if (body < 0 || !roles.is(tree, body, 'body') || [...tree.namedChildren(body)].length > 0 || hasComment(file, handler)) return [];
    return [{ node: call, label: LOST, serious: !BEST_EFFORT.test(textOf(tree, receiver)) }];
  });
}

/** Go's `x, _ := parse(t)` and Rust's `let _ = send()`, `write().ok();` */
function ignoredResults(owner: FunctionModel, file: FileModel): Place[] {
  const traits = file.roles.words('traits');
  if (traits.has('errors-are-values')) return ignoredErrorValues(owner, file);
  return traits.has('results-are-values') ? droppedResults(owner, file) : [];
}

/** What answers with `, ok` or cannot fail in practice is not an error. */
const CANNOT_FAIL = /\b(fmt\.|Fprint|WriteString|WriteByte|WriteRune|Write|Read|Type|\w*\.\(|rand\.|url\.PathUnescape|hash\.|h\.Write|buf\.|builder\.|sb\.|Load|LoadOrStore|LoadAndDelete|Get|Lookup|Cut|CutPrefix|CutSuffix|Caller|ValueOf|Split|Decode\w*Rune\w*|DecodeLastRuneInString|Size|Pop|Peek|Next|Swap|Find\w*)\b/;

function ignoredErrorValues(owner: FunctionModel, file: FileModel): Place[] {
  const { tree, roles } = file;
  return [...owner.nodes('declares'), ...owner.nodes('assignment')].flatMap((node): Place[] => {
    const left = tree.childByField(node, 'left');
    const right = tree.childByField(node, 'right');
    if (left < 0 || right < 0) return [];
    const names = [...tree.namedChildren(left)];
    const values = [...tree.namedChildren(right)];
    const [call] = values;
    const last = names.at(-1);
    if (call === undefined || values.length !== 1 || last === undefined || tree.text(last) !== '_' || !roles.is(tree, call, 'call')) return [];
    const { name } = calleeOf(tree, roles, call);
    const [key, ...more] = argumentsOf(tree, call);
    const looksUp = key !== undefined && more.length === 0 && roles.is(tree, key, 'string');
    if (looksUp || hasComment(file, node) || isTold(file, node) || CANNOT_FAIL.test(name) || BEST_EFFORT.test(`${name}(`)) return [];
    return [{ node, label: `ignores what \`${name}\` returns`, serious: false }];
  });
}

const CHANNEL = /\b(send|try_send|set|write|writeln|flush|push|insert|join|lock|replace|swap|take|next|fmt|print|log|store|drop|remove|recv)\b/;

function droppedResults(owner: FunctionModel, file: FileModel): Place[] {
  const { tree, roles } = file;
  return owner.nodes('call').flatMap((call): Place[] => {
    const parent = tree.parentOf(call);
    const { receiver, name } = calleeOf(tree, roles, call);
    const isOk = name === 'ok' && receiver >= 0 && tree.kindName(parent) === 'expression_statement';
    const isDropped = tree.kindName(parent) === 'let_declaration' && textOf(tree, tree.childByField(parent, 'pattern')) === '_' && tree.childByField(parent, 'value') === call && tree.kindName(call) === 'call_expression';
    if (!isOk && !isDropped) return [];
    const asked = isOk ? textOf(tree, receiver) : name;
    if (hasComment(file, parent) || isTold(file, parent) || CHANNEL.test(asked) || BEST_EFFORT.test(`${asked}(`)) return [];
    return [{ node: parent, label: `ignores what \`${asked.split(/[.:(]/).filter((word) => /^\w+$/.test(word)).at(isOk ? 0 : -1) ?? name}\` returns`, serious: false }];
  });
}

/** `pass`, `...` or nothing but an empty statement. */
function isNoise({ tree, roles }: FileModel, node: number): boolean {
  if (roles.is(tree, node, 'noise')) return true;
  const [only, ...others] = [...tree.namedChildren(node)];
  return tree.kindName(node) === 'expression_statement' && only !== undefined && others.length === 0 && roles.is(tree, only, 'noise');
}

/** A comment inside, or beside the last word: a parser hangs that one on whatever follows. */
function hasComment({ tree }: FileModel, node: number): boolean {
  const end = tree.end[node] ?? 0;
  if (/^[;)}\s]*?(#|\/\/|\/\*)/.test(tree.source.slice(end, lineEnd(tree.source, end)))) return true;
  for (let i = node; i < (tree.next[node] ?? 0); i++) if (tree.isExtra(i) && tree.isNamed(i)) return true;
  return false;
}

/** A comment on the line above. */
function isTold({ tree }: FileModel, node: number): boolean {
  const { source } = tree;
  const lineStart = source.lastIndexOf('\n', (tree.start[node] ?? 0) - 1);
  return lineStart > 0 && /^\s*(\/\/|\/\*|\*)/.test(source.slice(source.lastIndexOf('\n', lineStart - 1) + 1, lineStart));
}

/** Trying to tidy up, or "take this, else that": what follows the failure is written down after all. */
function isHarmless(owner: FunctionModel, { tree, roles }: FileModel, clause: number): boolean {
  const attempt = tree.parentOf(clause);
  if (attempt < 0 || !roles.is(tree, attempt, 'try')) return false;
  const body = [...tree.children(attempt)].find((child) => roles.is(tree, child, 'body'));
  if (body === undefined) return false;
  const statements = [...tree.namedChildren(body)];
  if (statements.length <= 2 && BEST_EFFORT.test(tree.text(body))) return true;
  return owner.nodes('return').some((node) => body < node && node < (tree.next[body] ?? 0));
}
