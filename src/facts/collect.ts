import picomatch from 'picomatch';
import type { PathClass } from '../knowledge/model.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import type { Facts } from './facts.js';
import { PythonFacts } from './python-facts.js';
import { ScriptFacts } from './script-facts.js';

/** What kind of file a path names, as most projects lay them out; configuration may replace each list. */
export const DEFAULT_PATH_CLASSES: Readonly<Record<PathClass, readonly string[]>> = {
  test: ['**/test/**', '**/tests/**', '**/__tests__/**', '**/testing/**', '**/spec/**', '**/*.test.*', '**/*.spec.*', '**/e2e/**', '**/*.e2e.*', '**/test_*.py', '**/*_test.py', '**/*_test.go', '**/conftest.py', '**/*Test.java', '**/*Tests.cs'],
  example: ['**/example/**', '**/examples/**', '**/fixtures/**', '**/__fixtures__/**', '**/testdata/**'],
  generated: ['**/generated/**', '**/*.generated.*', '**/*_pb2.py', '**/*.pb.go', '**/*.min.js', '**/*.min.css'],
};

/** Sorts paths into classes; globs are compiled once. */
export class PathClassifier {
  readonly #tests: readonly (readonly [PathClass, (path: string) => boolean])[];

  constructor(globs: Readonly<Record<PathClass, readonly string[]>> = DEFAULT_PATH_CLASSES) {
    this.#tests = (Object.keys(globs) as PathClass[]).map((kind) => [kind, picomatch([...globs[kind]], { dot: true })] as const);
  }

  classesOf(path: string): ReadonlySet<PathClass> {
    return new Set(this.#tests.flatMap(([kind, fits]) => (fits(path) ? [kind] : [])));
  }
}

const NOTHING_KNOWN = { imports: new Set<string>(), frame: () => undefined, qualifiedName: () => undefined, globalName: () => undefined, sequence: () => undefined, isConstantIn: () => false };

/** The facts of one text, gathered in one pass over its tree. */
export function collectFacts(language: string, tree: FlatTree | undefined): Facts {
  if (tree && language === 'python') return new PythonFacts(tree);
  if (tree && ['typescript', 'tsx', 'javascript'].includes(language)) return new ScriptFacts(tree);
  return NOTHING_KNOWN;
}
