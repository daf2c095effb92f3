import { describe, expect, test } from 'vitest';
import { pipelineHover } from '../../src/carbon/pipeline/hover.js';
import { runsSentence } from '../../src/carbon/pipeline/repository.js';
import type { Engine } from '../../src/workspace/engine.js';
import type { OpenDocument } from '../../src/workspace/open-document.js';
import { neighbourhoodOf, testEngine } from '../support/engine.js';

/** The workflows of a repository, by the names of their files; their jobs are given without steps. */
type Workflows = Readonly<Record<string, string>>;

const folder = '.github/workflows/';

/** What some work says about the first workflow, once all that lies around it is known. */
async function about<Result>(workflows: Workflows, work: (document: OpenDocument, engine: Engine) => Promise<Result>): Promise<Result> {
  const engine = await testEngine();
  const files = Object.entries(workflows).map(([name, text]) => ({ path: folder + name, text, language: 'yaml', lines: [], at: { line: 0, character: 0 } }));
  const neighbourhood = await neighbourhoodOf({ verdict: 'good', files }, engine);
  const [first] = files;
  const document = first && (await engine.open({ path: first.path, text: first.text, neighbourhood }));
  if (!document) throw new Error('no workflow');
  try {
    return await work(document, engine);
  } finally {
    document.dispose();
    neighbourhood.dispose();
  }
}

/** The hover at `on:` of the first workflow. */
function hover(workflows: Workflows) {
  return about(workflows, async (document) => {
    const found = await document.knowing(() => pipelineHover(document, document.surroundings));
    return found && { underlined: document.text.slice(found.span.start, found.span.end), ...found };
  });
}

/** The first sentence of the hover. */
async function sentence(on: string, jobs: string): Promise<string | undefined> {
  return (await hover({ 'ci.yml': `on: ${on}\njobs:\n${jobs}` }))?.markdown.split('\n')[0];
}

const job = (name: string, rest = '') => `  ${name}:\n    runs-on: ubuntu-24.04\n${rest === '' ? '' : `    ${rest}\n`}`;
const matrix = (text: string) => job('test', `strategy: { matrix: ${text} }`);

describe('jobs one push to a pull request starts', () => {
  test('each event counts, and jobs of both are there twice', async () => {
    expect(await sentence('[push, pull_request]', job('a') + job('b'))).toBe('A push to a pull request starts 2 jobs here, all of them twice: 4 in all.');
    expect(await sentence('[push, pull_request]', job('a'))).toBe('A push to a pull request starts 1 job here twice: 2 in all.');
    expect(await sentence('pull_request', job('a') + job('b'))).toBe('A push to a pull request starts 2 jobs here.');
    expect(await sentence('[push, pull_request]', job('a') + job('b', "if: github.event_name == 'push'"))).toBe('A push to a pull request starts 2 jobs here, 1 of them twice: 3 in all.');
    expect(await sentence('[schedule, workflow_dispatch]', job('a'))).toBe('A push to a pull request starts no job here.');
  });

  test.each([
    ['{ push: { branches: [main, "release/**", "v*", "1.x"] } }', 'no job'],
    ['{ push: { tags: ["v*"] } }', 'no job'],
    ['{ push: { branches-ignore: [gh-pages] } }', '1 job'],
    ['{ push: { branches: ["feature/**"] } }', 'up to 1 job'],
    ['{ push: { branches: ["**"] } }', '1 job'],
    ['{ push: { paths: ["src/**"] } }', 'up to 1 job'],
    ['{ pull_request: { types: [opened, labeled] } }', 'no job'],
    ['{ pull_request: { types: [opened, synchronize] } }', '1 job'],
    ['{ pull_request: { branches: [main] } }', '1 job'],
    ['{ pull_request: { branches: ["release/**"] } }', 'up to 1 job'],
    ['{ pull_request_target: }', '1 job'],
  ])('filters: %s', async (on, expected) => {
    expect(await sentence(on, job('a'))).toBe(`A push to a pull request starts ${expected} here.`);
  });

  test.each([
    ["github.event_name == 'push'", 'no job'],
    ["${{ github.event_name != 'push' && always() }}", '1 job'],
    ["github.ref == 'refs/heads/main' || startsWith(github.ref, 'refs/tags/v')", 'no job'],
    ["!(github.ref_name == 'main')", '1 job'],
    ["github.repository == 'tulip/bikes'", '1 job'],
    ["github.repository_owner != 'tulip'", 'no job'],
    ["github.event.pull_request.head.repo.full_name == github.repository", '1 job'],
    ["github.event.pull_request.head.repo.fork", 'no job'],
    ["github.event.pull_request.draft == false", '1 job'],
    ["contains(github.event.pull_request.labels.*.name, 'full || build')", 'no job'],
    ["github.actor != 'dependabot[bot]'", '1 job'],
    ["needs.plan.outputs.changed == 'true'", 'up to 1 job'],
    ["vars.ON && github.event_name == 'push'", 'no job'],
    ["${{ vars.ON }} || ${{ true }}", 'up to 1 job'],
  ])('conditions: %s', async (condition, expected) => {
    expect(await sentence('pull_request', job('a', `if: ${JSON.stringify(condition)}`))).toBe(`A push to a pull request starts ${expected} here.`);
  });

  test('a job is skipped with the job it needs, unless it runs in any case', async () => {
    const jobs = job('a', "if: github.event_name == 'push'") + job('b', 'needs: [a]') + job('c', 'needs: b') + '  d:\n    needs: a\n    if: ${{ !cancelled() }}\n';
    expect(await sentence('pull_request', jobs)).toBe('A push to a pull request starts 1 job here.');
    expect(await sentence('pull_request', job('a', 'needs: b') + job('b', 'needs: a'))).toBe('A push to a pull request starts 2 jobs here.');
  });
});

describe('matrices', () => {
  test.each([
    ['a product', '{ os: [a, b, c], node: [1, 2] }', '6 jobs'],
    // The example of the GitHub documentation, Running variations of jobs.
    ['include joins what it fits, or is one more', '{ fruit: [apple, pear], animal: [cat, dog], include: [{ color: green }, { color: pink, animal: cat }, { fruit: apple, shape: circle }, { fruit: banana }, { fruit: banana, animal: cat }] }', '6 jobs'],
    ['include alone', '{ include: [{ a: 1 }, { a: 2 }, { b: 1 }] }', '3 jobs'],
    ['exclude may name a part', '{ os: [a, b, c], node: [1, 2], exclude: [{ os: a }, { os: b, node: 1 }] }', '3 jobs'],
    ['names in any case', '{ OS: [a, b], node: [1, 2], exclude: [{ os: a }] }', '2 jobs'],
    ['values that are mappings', '{ suite: [{ name: a }, { name: b }], node: [1, 2] }', '4 jobs'],
    ['an expression for all', '"${{ fromJSON(needs.plan.outputs.matrix) }}"', 'at least 1 job'],
    ['an expression for one axis', '{ os: [a, b, c], node: "${{ fromJSON(vars.NODES) }}" }', 'at least 3 jobs'],
    ['an expression for what is left out', '{ os: [a, b, c], node: [1, 2], exclude: "${{ fromJSON(vars.NOT) }}" }', '1 to 6 jobs'],
    ['an expression as one value', '{ os: [a, "${{ vars.RUNNER }}"], node: [1, 2] }', '4 jobs'],
    ['more than GitHub accepts', `{ ${['a', 'b', 'c', 'd', 'e'].map((axis) => `${axis}: [1, 2, 3, 4, 5, 6, 7, 8, 9]`).join()} }`, 'at least 1 job'],
  ])('%s', async (_, text, expected) => {
    expect(await sentence('pull_request', matrix(text))).toBe(`A push to a pull request starts ${expected} here.`);
  });
});

describe('the whole repository', () => {
  const lint = 'on: [push, pull_request]\njobs:\n  lint: { runs-on: ubuntu-24.04 }\n';
  const ci = `on:\n  push: { branches: [main] }\n  pull_request:\njobs:\n${matrix('{ os: [a, b, c] }')}  call:\n    uses: ./.github/workflows/called.yml\n    strategy: { matrix: { region: [north, south] } }\n`;
  const called = 'on: workflow_call\njobs:\n  a: { runs-on: ubuntu-24.04 }\n  b: { runs-on: ubuntu-24.04 }\n';

  test('adds up all workflows, with those that jobs call', async () => {
    const found = await hover({ 'ci.yml': ci, 'called.yml': called, 'lint.yml': lint, 'release.yml': 'on: { push: { tags: ["v*"] } }\njobs: { a: { runs-on: b } }', 'README.md': 'on: push' });
    expect(found?.underlined).toBe('on');
    expect(found?.markdown).toMatch(/^A push to a pull request starts 7 jobs here\.\n\nA push to a pull request starts 8 jobs in this repository, 1 of them twice: 9 in all\.\n/);
    expect(found?.markdown).toContain('| test | 3 os | 3 | 3 |\n| call | 2 region | 4 | 4 |');
  });

  test('says nothing of other workflows where there are none, and at least one job of what is not here', async () => {
    expect((await hover({ 'ci.yml': 'on: pull_request\njobs:\n  call: { uses: tulip/shared/.github/workflows/test.yml@v1 }\n' }))?.markdown).toMatch(/^A push to a pull request starts at least 1 job here\.\n\nCounted/);
    const round = 'on: [workflow_call, pull_request]\njobs:\n  again: { uses: ./.github/workflows/ci.yml }\n';
    expect((await hover({ 'ci.yml': round }))?.markdown).toMatch(/^A push to a pull request starts at least 1 job here\./);
  });

  test('is silent about other files, and where triggers cannot be read', async () => {
    expect(await hover({ 'notes/ci.yml': lint })).toBeUndefined();
    expect(await hover({ 'ci.yml': 'on: *nothing\njobs: { a: {} }' })).toBeUndefined();
    expect(await hover({ 'ci.yml': 'name: half\non:\njobs:' })).toBeUndefined();
  });
});

test('findings say how many jobs a push starts, here and in the repository', async () => {
  const wide = `on: [push, pull_request]\njobs:\n${matrix('{ os: [ubuntu-latest, macos-latest, windows-latest], node: [20, 22, 24] }')}`;
  const findings = await about({ 'ci.yml': wide, 'lint.yml': 'on: pull_request\njobs: { lint: { runs-on: ubuntu-24.04 } }\n' }, (document, engine) => engine.checkAround(document));
  const details = (id: string) => findings.find(({ rule }) => rule === id)?.details;
  const both = 'A push to a pull request starts 9 jobs here, all of them twice: 18 in all.\n\nA push to a pull request starts 10 jobs in this repository, 9 of them twice: 19 in all.';
  expect(details('green/workflow-runs-twice')).toBe(both);
  expect(details('green/large-matrix')).toBe(`\`test\`: 3 os × 3 node: 9 jobs.\n\n${both}`);
});

test('uncertain numbers are said with their bounds', () => {
  expect(runsSentence({ jobs: { low: 14 }, twice: { low: 2, high: 12 }, all: { low: 16 } }, 'here')).toBe('A push to a pull request starts at least 14 jobs here, 2 to 12 of them twice: at least 16 in all.');
  expect(runsSentence({ jobs: { low: 0 }, twice: { low: 0, high: 0 }, all: { low: 0 } }, 'here')).toBe('A push to a pull request starts an unknown number of jobs here.');
});
