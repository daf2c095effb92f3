import { all, anyOf, not, type Verdict } from '../../lint/document-matcher/condition.js';

/** The events one push to the branch of a pull request can cause. */
export const PUSH_EVENTS = ['push', 'pull_request', 'pull_request_target'] as const;
export type PushEvent = (typeof PUSH_EVENTS)[number];

/**
 * Whether an `if:` holds when a person pushes to the branch of an open pull request that is no draft, has no labels, comes
 * from the repository itself and goes to its main branch. Undefined where the condition asks for anything else.
 */
export function holds(condition: string, event: PushEvent): Verdict {
  const text = condition.trim();
  if (text.split('${{').length > 2) return undefined;
  return evaluate(text.replace(/^\$\{\{([^]*)\}\}$/, '$1').trim(), event);
}

function evaluate(text: string, event: PushEvent): Verdict {
  const alternatives = split(text, '||');
  if (alternatives.length > 1) return anyOf(alternatives.map((part) => evaluate(part, event)));
  const parts = split(text, '&&');
  if (parts.length > 1) return all(parts.map((part) => evaluate(part, event)));
  if (/^\([^]*\)$/.test(text)) return evaluate(text.slice(1, -1).trim(), event);
  return text.startsWith('!') ? not(evaluate(text.slice(1).trim(), event)) : atom(text, event);
}

/** The parts between an operator that stands outside brackets and quotes. */
function split(text: string, operator: string): string[] {
  const parts: string[] = [];
  let [depth, start, isQuoted] = [0, 0, false];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "'") isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (text[i] === '(') depth++;
    else if (text[i] === ')') depth--;
    else if (depth === 0 && text.startsWith(operator, i)) {
      parts.push(text.slice(start, i).trim());
      start = i + operator.length;
      i = start - 1;
    }
  }
  return [...parts, text.slice(start).trim()];
}

const CONSTANT = /^(?:(true|always\(\)|success\(\))|(?:false|cancelled\(\)))$/;
const COMPARISON = /^([\w.]+)\s*(==|!=)\s*(?:'([^']*)'|([\w.]+))$/;

function atom(text: string, event: PushEvent): Verdict {
  const constant = CONSTANT.exec(text);
  if (constant) return constant[1] !== undefined;
  if (/^github\.event\.pull_request\.(?:draft|head\.repo\.fork)$/.test(text)) return false;
  if (/^contains\(\s*github\.event\.pull_request\.labels\b/.test(text)) return false;
  if (/^startsWith\(\s*github\.ref\s*,\s*'refs\/tags\/[^']*'\s*\)$/.test(text)) return false;
  const [, subject = '', operator, literal, name] = COMPARISON.exec(text) ?? [];
  const isEqual = equals(subject, literal ?? name ?? '', event);
  return operator === '!=' ? not(isEqual) : isEqual;
}

function equals(subject: string, other: string, event: PushEvent): Verdict {
  switch (subject) {
    case 'github.event_name':
      return other === event;
    // A branch with a name of its own, or the merge of a pull request.
    case 'github.ref':
    case 'github.ref_name':
      return false;
    case 'github.repository':
    case 'github.repository_owner':
      return other === 'github.event.pull_request.head.repo.full_name' ? event !== 'push' : true;
    case 'github.event.pull_request.head.repo.full_name':
      return other === 'github.repository' ? event !== 'push' : undefined;
    // In a push there is no pull request, and nothing counts as false.
    case 'github.event.pull_request.head.repo.fork':
    case 'github.event.pull_request.draft':
    case 'github.event.repository.fork':
      return other === 'false' ? true : other === 'true' ? false : undefined;
    case 'github.actor':
    case 'github.triggering_actor':
      return other.endsWith('[bot]') ? false : undefined;
    default:
      return undefined;
  }
}
