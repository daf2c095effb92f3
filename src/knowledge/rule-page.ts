import type { Code } from 'mdast';
import { misplacedFences, readExamples, readFenceMeta } from './fence.js';
import type { Condition, DocumentMatcher, Evidence, Example, Fix, LinterName, Matcher, PageProblem, PathClass, Rule, Severity, Where } from './model.js';
import { isCode, placeOf, sourceOf } from './markdown.js';
import { readPage, readTalkReference, type Page, type Section } from './page.js';
import { readYaml } from './validate.js';

/** The sections of a rule page, in their order. */
export const RULE_SECTIONS = ['Why it matters', 'Match', 'Fix', 'Bad', 'Good'] as const;
const REQUIRED_SECTIONS: readonly string[] = ['Why it matters', 'Match', 'Bad', 'Good'];
/** Examples of each verdict a page must have, and how many each further language must add. */
const QUOTA = { first: 2, further: 1 };

type Mapping = Readonly<Record<string, unknown>>;

/** Reads a literate rule. Returns the rule when nothing is wrong with the page, else the problems alone. */
export function readRulePage(path: string, text: string): { readonly rule?: Rule; readonly problems: readonly PageProblem[] } {
  const { page, problems: frontProblems } = readPage(path, text, 'rule');
  if (!page) return { problems: frontProblems };
  const problems = [...frontProblems, ...sectionProblems(page), ...page.sections.flatMap((section) => misplacedFences(path, section.nodes))];
  const matchers = readMatchers(page, problems);
  const fixes = readFixes(page, problems);
  const languages = strings(page.data['languages']);
  const rule: Rule = {
    id: String(page.data['id']),
    group: String(page.data['id']).split('/')[0] ?? '',
    ...optional('talk', readTalkReference(page.data['talk'])),
    languages,
    files: strings(page.data['files']),
    severity: page.data['severity'] as Severity,
    on: page.data['default'] === 'on',
    ...optional('catalogue', page.data['catalogue'] as string | undefined),
    ...optional('evidence', page.data['evidence'] as Evidence | undefined),
    title: page.title,
    summary: sourceOf(page.source, page.introduction.slice(0, 1)),
    markdown: readerMarkdown(page),
    matchers,
    fixes,
    examples: page.sections.flatMap((section) => (section.title === 'Bad' ? readExamples(section, 'bad') : section.title === 'Good' ? readExamples(section, 'good') : [])),
  };
  problems.push(...quotaProblems(page, rule));
  if (page.introduction[0]?.type !== 'paragraph') problems.push({ path, at: page.titleAt, message: 'the title must be followed by a paragraph; it is what the hover shows.' });
  return problems.length > 0 ? { problems } : { rule, problems };
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
}

/** Findings of the engine have no matcher: their page explains, their examples are told in words. */
function isEngineRule(page: Page): boolean {
  return String(page.data['id']).startsWith('talklint/');
}

function sectionProblems(page: Page): PageProblem[] {
  const problems: PageProblem[] = [];
  const titles = page.sections.map((section) => section.title);
  let last = -1;
  for (const section of page.sections) {
    const index = (RULE_SECTIONS as readonly string[]).indexOf(section.title);
    if (index < 0) problems.push({ path: page.path, at: section.at, message: `"${section.title}" is not a section of a rule; use ${RULE_SECTIONS.join(', ')}, in this order.` });
    else if (index <= last) problems.push({ path: page.path, at: section.at, message: `"${section.title}" stands in the wrong place; the order is ${RULE_SECTIONS.join(', ')}.` });
    last = Math.max(last, index);
  }
  const required = isEngineRule(page) ? ['Why it matters'] : REQUIRED_SECTIONS;
  for (const title of required) {
    if (!titles.includes(title)) problems.push({ path: page.path, at: page.titleAt, message: `the section "## ${title}" is missing; add it.` });
  }
  return problems;
}

function yamlFences(section: Section | undefined): Code[] {
  return (section?.nodes ?? []).filter(isCode).filter((node) => node.lang === 'yaml');
}

function section(page: Page, title: string): Section | undefined {
  return page.sections.find((candidate) => candidate.title === title);
}

function readFence(page: Page, node: Code, schema: 'match' | 'fix', problems: PageProblem[]): Mapping | undefined {
  const read = readYaml(node.value, schema);
  const at = placeOf(node);
  for (const problem of read.problems) problems.push({ path: page.path, at: { line: at.line + 1 + problem.at.line, character: problem.at.character }, message: problem.message });
  return read.problems.length === 0 ? (read.value as Mapping) : undefined;
}

function fenceLanguages(page: Page, node: Code): readonly string[] {
  const words = readFenceMeta(node.meta).words;
  return words.length > 0 ? words : strings(page.data['languages']);
}

function readMatchers(page: Page, problems: PageProblem[]): Matcher[] {
  return yamlFences(section(page, 'Match')).flatMap((node): Matcher[] => {
    const data = readFence(page, node, 'match', problems);
    if (!data) return [];
    const languages = fenceLanguages(page, node);
    const words = strings(data['words']).map((word) => word.toLowerCase());
    if (typeof data['detector'] === 'string') return [{ kind: 'detector', languages, words, detector: data['detector'], options: mapping(data['options']) }];
    if (data['document'] !== undefined) return [documentMatcher(languages, words, mapping(data['document']))];
    return [
      {
        kind: 'pattern',
        languages,
        rule: mapping(data['rule']),
        constraints: mapping(data['constraints']) as Record<string, Mapping>,
        utils: mapping(data['utils']) as Record<string, Mapping>,
        transform: mapping(data['transform']),
        where: readWhere(mapping(data['where'])),
        ...optional('report', data['report'] as string | undefined),
      },
    ];
  });
}

function documentMatcher(languages: readonly string[], words: readonly string[], data: Mapping): DocumentMatcher {
  return {
    kind: 'document',
    languages,
    words,
    path: String(data['path']),
    when: mapping(data['when']) as DocumentMatcher['when'],
    where: mapping(data['where']) as DocumentMatcher['where'],
    ...optional('missing', data['missing'] as string | undefined),
    ...optional('report', data['report'] as string | undefined),
    ...optional('severity', data['severity'] as DocumentMatcher['severity']),
    ...optional('soften', data['soften'] as DocumentMatcher['soften'] | undefined),
  };
}

/** `file: { not: [test], not-linted-by: [ruff] }` speaks of the file; every other key is a metavariable. */
function readWhere(data: Mapping): Where {
  const { file, ...variables } = data;
  return {
    variables: variables as Readonly<Record<string, Condition>>,
    notIn: strings(mapping(file)['not']) as readonly PathClass[],
    notLintedBy: strings(mapping(file)['not-linted-by']) as readonly LinterName[],
  };
}

function readFixes(page: Page, problems: PageProblem[]): Fix[] {
  return yamlFences(section(page, 'Fix')).flatMap((node): Fix[] => {
    const data = readFence(page, node, 'fix', problems);
    if (!data) return [];
    const title = String(data['title']);
    const replace = data['replace'];
    return [
      {
        languages: fenceLanguages(page, node),
        title,
        safe: data['safe'] === true,
        ...optional('target', data['target'] as string | undefined),
        ...optional('from', data['from'] as string | undefined),
        choices: typeof replace === 'string' ? [{ title, replace }] : ((data['choices'] as Fix['choices'] | undefined) ?? []),
        ...optional('insert', data['insert'] as Fix['insert']),
        byDetector: data['detector'] === true,
      },
    ];
  });
}

function quotaProblems(page: Page, rule: Rule): PageProblem[] {
  if (isEngineRule(page)) return [];
  const problems: PageProblem[] = [];
  const count = (verdict: Example['verdict'], language?: string) => rule.examples.filter((example) => example.verdict === verdict && (language === undefined || example.files.some((file) => file.language === language))).length;
  for (const verdict of ['bad', 'good'] as const) {
    if (count(verdict) < QUOTA.first) problems.push({ path: page.path, at: page.titleAt, message: `there are ${count(verdict)} ${verdict === 'bad' ? 'Bad' : 'Good'} examples; write at least ${QUOTA.first}.` });
    for (const language of rule.languages) {
      if (rule.languages.length > 1 && count(verdict, language) < QUOTA.further) problems.push({ path: page.path, at: page.titleAt, message: `${language} has no ${verdict === 'bad' ? 'Bad' : 'Good'} example; write one.` });
    }
  }
  for (const example of rule.examples) {
    if (example.verdict === 'bad' && example.files.every((file) => file.lines.length === 0)) problems.push({ path: page.path, at: example.files[0]?.at ?? page.titleAt, message: 'this Bad example names no line; add the lines to report, such as {3}.' });
  }
  return problems;
}

/** What the reader shows: the page without the fences that only the engine needs. */
function readerMarkdown(page: Page): string {
  const parts = [`# ${page.title}`, sourceOf(page.source, page.introduction)];
  for (const part of page.sections) {
    if (part.title === 'Match' || part.title === 'Fix') continue;
    const nodes = part.nodes.filter((node) => !(isCode(node) && readFenceMeta(node.meta).asset !== undefined));
    parts.push(`## ${part.title}`, nodes.map((node) => sourceOf(page.source, [node])).join('\n\n'));
  }
  return parts.join('\n\n');
}

function mapping(value: unknown): Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Mapping) : {};
}
