import type { Condition, DataTable, Where } from '../knowledge/model.js';
import type { LintDocument } from './document.js';
import type { Bindings } from './rule-language/attempt.js';

/** Whether a dotted name fits a pattern; `*` at the end of the pattern stands for any rest. */
function nameFits(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function anyFits(name: string, patterns: string | readonly string[]): boolean {
  return (typeof patterns === 'string' ? [patterns] : patterns).some((pattern) => nameFits(name, pattern));
}

function oneOf(wanted: string | readonly string[] | undefined, actual: string): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? wanted === actual : wanted.includes(actual);
}

/**
 * Checks what a `where:` asks. Returns the texts of the variables named by `as`, or undefined when a condition fails:
 * a fact that is not known fails every condition, so a rule keeps silent where we cannot tell.
 */
export function checkConditions(where: Where, bindings: Bindings, node: number, document: LintDocument, table: (id: string) => DataTable): Readonly<Record<string, string>> | undefined {
  if (where.notIn.some((kind) => document.pathClasses.has(kind))) return undefined;
  const texts: Record<string, string> = {};
  for (const [name, condition] of Object.entries(where.variables)) {
    const bound = name === 'MATCH' ? node : bindings.single[name];
    if (bound === undefined || !holds(condition, bound, document, table, texts) || !isSequence(condition, bound, bindings, document)) return undefined;
  }
  return texts;
}

function holds(condition: Condition, node: number, document: LintDocument, table: (id: string) => DataTable, texts: Record<string, string>): boolean {
  if (condition.library !== undefined || condition.kind !== undefined || condition.split !== undefined) {
    const frame = document.facts.frame(node);
    if (!frame || !oneOf(condition.library, frame.library) || !oneOf(condition.kind, frame.kind)) return false;
    if (condition.split !== undefined && frame.split !== condition.split) return false;
  }
  if (condition.imported === undefined && condition.global === undefined && condition.lookup === undefined) return true;
  const name = document.facts.qualifiedName(node);
  if (!isNamed(condition, node, name, document)) return false;
  if (condition.lookup === undefined) return true;
  if (name === undefined) return false;
  const found = table(condition.lookup).rows[name];
  if (found === undefined) return false;
  if (condition.as !== undefined) texts[condition.as] = String(found);
  return true;
}

/** A name is either imported or global, so where a rule lists both, one of them is enough. */
function isNamed({ imported, global }: Condition, node: number, qualified: string | undefined, document: LintDocument): boolean {
  if (imported === undefined && global === undefined) return true;
  if (imported !== undefined && qualified !== undefined && anyFits(qualified, imported)) return true;
  const name = global === undefined ? undefined : document.facts.globalName(node);
  return name !== undefined && global !== undefined && anyFits(name, global);
}

function isSequence({ sequence, constantIn }: Condition, node: number, bindings: Bindings, document: LintDocument): boolean {
  const length = sequence === undefined ? undefined : document.facts.sequence(node)?.length;
  if (sequence === 'unbounded' && length !== 'unbounded') return false;
  if (sequence === 'not-short' && length !== undefined && length !== 'unbounded') return false;
  if (constantIn === undefined) return true;
  const region = bindings.single[constantIn];
  return region !== undefined && document.facts.isConstantIn(node, region);
}
