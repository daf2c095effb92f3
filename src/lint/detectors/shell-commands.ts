import type { FlatTree } from '../../syntax/flat-tree.js';

export interface ShellWord {
  /** Without the quotes around it. */
  readonly text: string;
  readonly node: number;
}

/** One command of shell code. */
export interface ShellCommand {
  /** Node of the command in the tree of the shell code. */
  readonly node: number;
  /** Program and arguments. What only runs the program (`sudo`, `env A=b`, `python -m`) and redirections are left out. */
  readonly words: readonly ShellWord[];
  /** It is run by `sudo`. */
  readonly isPrivileged: boolean;
  /** It stands in an `if` or a `case`, so we do not know whether it runs. */
  readonly isConditional: boolean;
}

/** Commands that only run another one. */
const PREFIXES = new Set(['sudo', 'env', 'exec', 'time', 'nice', 'command', 'corepack', 'php']);
const CONDITIONS = new Set(['if_statement', 'case_statement', 'while_statement', 'function_definition']);

/** The commands of shell code, in order of place; those in quotes are text. Throws nothing. */
export function commandsIn(tree: FlatTree): ShellCommand[] {
  const kind = tree.vocabulary.kindId('command', true);
  const found: ShellCommand[] = [];
  for (let node = 0; node < tree.count; node++) {
    if (tree.kind[node] !== kind) continue;
    const all = wordsOf(tree, node);
    const words = withoutPrefixes(all);
    if (words.length === 0) continue;
    const isConditional = [...tree.ancestors(node)].some((up) => CONDITIONS.has(tree.kindName(up)));
    found.push({ node, words, isPrivileged: all[0]?.text === 'sudo', isConditional });
  }
  return found;
}

/** The name of the program a command starts, without its folder; empty where there is none. */
export function programName(words: readonly (ShellWord | string)[]): string {
  const [first = ''] = words;
  const text = typeof first === 'string' ? first : first.text;
  return text.slice(text.lastIndexOf('/') + 1);
}

/** Assignments and redirections before and after a command are left out. */
function wordsOf(tree: FlatTree, command: number): ShellWord[] {
  return [...tree.namedChildren(command)].flatMap((child) => {
    const kind = tree.kindName(child);
    return kind === 'variable_assignment' || kind.endsWith('redirect') ? [] : [{ text: tree.text(child).replace(/^(["'])([^]*)\1$/, '$2'), node: child }];
  });
}

function withoutPrefixes(all: readonly ShellWord[]): readonly ShellWord[] {
  let start = 0;
  while (PREFIXES.has(programName(all.slice(start))) || /^-|^\w+=/.test(all[start]?.text ?? '')) start++;
  const words = all.slice(start);
  return /^python[\d.]*$/.test(programName(words)) && words[1]?.text === '-m' ? withoutPrefixes(words.slice(2)) : words;
}
