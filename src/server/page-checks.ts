import { pageProblems } from '../knowledge/pack.js';
import type { Knowledge, PageProblem, Rule } from '../knowledge/model.js';
import { readTalkReference, talkReferenceText } from '../knowledge/page.js';
import { readRulePage } from '../knowledge/rule-page.js';
import { runExamples } from '../workspace/examples.js';
import type { Engine } from '../workspace/engine.js';
import type { PackPage } from './pack-page.js';
import type { Session } from './session.js';

type Mistake = Omit<PageProblem, 'path'>;

/** What the examples of a rule page have shown. */
export interface ExampleOutcome {
  readonly mistakes: readonly Mistake[];
  readonly passed: number;
  readonly failed: number;
}

interface Run {
  readonly text: string;
  readonly engine: Engine;
  readonly outcome: Promise<ExampleOutcome | undefined>;
}

/**
 * Judges pages of packs. Their form is judged as they are typed. Examples run only when a page was opened or saved and
 * its folder is trusted, because until then nobody asked for its patterns to be run.
 */
export class PageChecks {
  readonly #session: Session;
  readonly #settled = new Map<string, string>();
  readonly #runs = new Map<string, Run>();

  constructor(session: Session) {
    this.#session = session;
    session.texts.onDidSettle((document) => {
      if (document.uri.endsWith('.md')) this.#settled.set(document.uri, document.getText());
    });
    session.texts.onDidClose((uri) => {
      this.#settled.delete(uri);
      this.#runs.delete(uri);
    });
  }

  /** Mistakes in the form of a page, and in what it refers to. */
  async form(page: PackPage): Promise<readonly Mistake[]> {
    const text = page.document.getText();
    const found: Mistake[] = [...pageProblems(page.name, text)];
    if (found.length > 0) return found;
    const { knowledge } = await this.#session.engine();
    return [...takenId(page, knowledge), ...unknownTalk(text, page.folder.engine.knowledge)];
  }

  /** What the examples show, of the text as it was last opened or saved; undefined when they have not run. */
  async examples(page: PackPage): Promise<ExampleOutcome | undefined> {
    const { uri } = page.document;
    const text = this.#settled.get(uri);
    if (text === undefined || page.room !== 'rules' || !this.#session.trusted) return undefined;
    let run = this.#runs.get(uri);
    if (run?.text !== text || run.engine !== page.folder.engine) {
      run = { text, engine: page.folder.engine, outcome: runPage(page, text) };
      this.#runs.set(uri, run);
    }
    return run.outcome;
  }
}

function takenId({ room, id }: PackPage, { rules, talks, blips, tips }: Knowledge): Mistake[] {
  const taken = { rules, talks, radar: blips, tips }[room]?.some((page) => page.id === id) ?? false;
  return taken ? [{ at: { line: 1, character: 0 }, message: `Talklint has a page "${id}" itself, and that one counts; rename yours.` }] : [];
}

function unknownTalk(text: string, { talks }: Knowledge): Mistake[] {
  const [before, written] = /^---\r?\n(?:.*\r?\n)*?talk:[ \t]*(?="?([\w#-]+))/.exec(text) ?? [];
  const reference = readTalkReference(written);
  if (before === undefined || !reference) return [];
  const talk = talks.find(({ id }) => id === reference.talk);
  if (talk && (reference.anchor === undefined || talk.sections.some(({ anchor }) => anchor === reference.anchor))) return [];
  const line = before.split('\n').length - 1;
  return [{ at: { line, character: before.length - before.lastIndexOf('\n') - 1 }, message: `the talk section "${talkReferenceText(reference)}" does not exist; name one that does, or none.` }];
}

async function runPage(page: PackPage, text: string): Promise<ExampleOutcome | undefined> {
  const { rule } = readRulePage(page.name, text);
  if (!rule || rule.matchers.length === 0) return undefined;
  const broken = await brokenMatchers(page.folder.engine, rule, text);
  if (broken.length > 0) return { mistakes: broken, passed: 0, failed: 0 };
  const failures = await runExamples(alone(page.folder.engine, rule), rule);
  const total = rule.examples.reduce((sum, { files }) => sum + files.filter(({ asset }) => asset === undefined).length, 0);
  const failed = new Set(failures.map(({ line }) => line)).size;
  return { mistakes: failures.map(({ line, message }) => ({ at: { line: line - 1, character: 0 }, message })), passed: total - failed, failed };
}

function alone(engine: Engine, rule: Rule): Engine {
  return engine.withKnowledge({ ...engine.knowledge, rules: [rule] });
}

/** Matchers that do not compile, each at its fence. One at a time, because the engine names the rule alone. */
async function brokenMatchers(engine: Engine, rule: Rule, text: string): Promise<Mistake[]> {
  const fences = matchFences(text);
  const found: Mistake[] = [];
  for (const [index, matcher] of rule.matchers.entries()) {
    const single = alone(engine, { ...rule, matchers: [matcher] });
    for (const language of new Set([...rule.languages, ...matcher.languages])) {
      const example = engine.knowledge.languages.find(({ id }) => id === language);
      const document = example && (await single.open({ path: `example${example.extensions[0] ?? ''}`, text: example.sample, editorLanguage: example.editorIds[0] ?? language }));
      if (!document) continue;
      single.check(document, undefined, { rules: { [rule.id]: rule.severity }, talks: [] });
      document.dispose();
    }
    for (const message of new Set(single.linter.problems.map((problem) => problem.message))) found.push({ at: { line: fences[index] ?? fences[0] ?? 0, character: 0 }, message });
  }
  return found;
}

/** Lines (from 0) of the YAML fences below `## Match`. */
function matchFences(text: string): number[] {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => /^## Match\s*$/.test(line));
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith('## '));
  const end = length < 0 ? lines.length : start + 1 + length;
  return start < 0 ? [] : lines.flatMap((line, index) => (index > start && index < end && /^`{3,}yaml\b/.test(line) ? [index] : []));
}
