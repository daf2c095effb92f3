import { afterEach, expect, test } from 'vitest';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver/node';
import { applyEdits } from '../../src/document/edit.js';
import { LineIndex } from '../../src/document/position.js';
import { LanguageClient, type ClientOptions } from '../support/language-client.js';

const CLOCK = 'import time\n\n\ndef is_open(shop):\n    opens = shop.opens\n    return opens < time.time()\n';
const DEEP = 'def report(rides, sink):\n    if rides:\n        for ride in rides:\n            if ride.late:\n                if ride.paid and ride.night or ride.long:\n                    if ride.open:\n                        if ride.far:\n                            sink.add(ride)\n                elif ride.open:\n                    sink.hold(ride)\n';

let client: LanguageClient;

async function open(text: string, options?: ClientOptions): Promise<string> {
  client = await LanguageClient.start(options);
  return client.open('a.py', text, 'python');
}

afterEach(async () => {
  await client.dispose();
});

const caret = (line: number, character: number) => ({ start: { line, character }, end: { line, character } });
const steps = (actions: readonly CodeAction[]) => actions.filter(({ kind }) => kind?.startsWith('refactor'));

function after(text: string, action: CodeAction | undefined): string {
  const lines = new LineIndex(text);
  const [change] = (action?.edit?.documentChanges ?? []) as TextDocumentEdit[];
  return applyEdits(text, (change?.edits ?? []).map((edit) => ({ start: lines.offsetAt(edit.range.start), end: lines.offsetAt(edit.range.end), text: 'newText' in edit ? edit.newText : '' })));
}

test('a next step is offered on the name and on the line it rests on, and nowhere else', async () => {
  const uri = await open(CLOCK);
  const [step, ...others] = steps(await client.actions(uri, caret(3, 6)));
  expect(others).toEqual([]);
  expect(step).toMatchObject({ title: 'Add the parameter `now`, by default time.time()', kind: 'refactor.rewrite' });
  expect(after(CLOCK, step)).toBe('import time\n\n\ndef is_open(shop, now=None):\n    if now is None:\n        now = time.time()\n    opens = shop.opens\n    return opens < now\n');
  expect(steps(await client.actions(uri, caret(5, 20)))).toEqual([step]);
  expect(steps(await client.actions(uri, caret(4, 6)))).toEqual([]);
});

test('editors get only the kinds they ask for', async () => {
  const uri = await open(DEEP);
  expect(steps(await client.actions(uri, caret(0, 6), ['quickfix']))).toEqual([]);
  expect((await client.actions(uri, caret(0, 6), ['refactor'])).map(({ title }) => title)).toContain('Leave early with a guard clause');
});

test('nothing is offered where remarks are switched off, or the remark was ignored', async () => {
  const uri = await open(CLOCK.replace('def is_open', '# talklint-ignore cupid/P1 -- opening hours need it\ndef is_open'));
  expect(steps(await client.actions(uri, caret(4, 6)))).toEqual([]);
  await client.change(uri, 2, CLOCK);
  expect(steps(await client.actions(uri, caret(3, 6)))).toHaveLength(1);
  client.settings = { cupid: { show: 'off' } };
  await client.notify('workspace/didChangeConfiguration', { settings: null });
  expect(steps(await client.actions(uri, caret(3, 6)))).toEqual([]);
});

test('a step that asks for a look at other callers is shown before it is made, where the editor can', async () => {
  const uri = await open(CLOCK);
  const [step] = steps(await client.actions(uri, caret(3, 6)));
  expect(Object.values(step?.edit?.changeAnnotations ?? {})).toEqual([{ label: expect.stringContaining('Look at its other callers.'), needsConfirmation: true }]);
});

test('the hover compares the figure with the code that was measured', async () => {
  const uri = await open(DEEP);
  const hover = await client.hover(uri, 0, 6);
  expect(hover).toMatch(/A higher cognitive complexity than 9\d of 100 Python functions we measured \*\([\d,]+ functions of .*flask.*\d{4}-\d\d-\d\d\)\*/);
});
