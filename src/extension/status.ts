import { Disposable, LanguageStatusSeverity, languages, window, type LanguageStatusItem, type LogOutputChannel } from 'vscode';
import { SELECTOR } from './documents.js';
import { SHOW_LOG } from './ids.js';
import type { Server, ServerState } from './server.js';
import { onSettingsChanged, settingsFor } from './settings.js';

const STARTING = 'Talklint is starting';
const WAITING = 'Talklint starts with the first file it knows';
const SWITCHED_OFF = 'Talklint is switched off here';
const FAILED = 'Talklint does not run';
const LIMITED = 'Talklint runs with less than it could';

/** Shows in the language status menu what the server says of itself, and logs its problems once each time it says so. */
export function showStatus(server: Server, log: LogOutputChannel): Disposable {
  const item = languages.createLanguageStatusItem('talklint.status', [...SELECTOR]);
  item.name = 'Talklint';
  item.command = { command: SHOW_LOG, title: 'Open Log' };
  const draw = () => {
    drawState(item, server.state);
  };
  draw();
  return Disposable.from(
    item,
    server.onState((state) => {
      logState(log, state);
      draw();
    }),
    onSettingsChanged(draw),
    window.onDidChangeActiveTextEditor(draw),
  );
}

function drawState(item: LanguageStatusItem, state: ServerState): void {
  const document = window.activeTextEditor?.document;
  item.busy = state.kind === 'starting';
  item.severity = LanguageStatusSeverity.Information;
  item.detail = '';
  if (!settingsFor(document).enable) {
    item.text = SWITCHED_OFF;
  } else if (state.kind === 'running') {
    const { rules, problems } = state.status;
    item.text = `Talklint: ${count(rules, 'rule')}`;
    item.detail = problems.length === 0 ? '' : `${count(problems.length, 'problem')}: ${problems[0] ?? ''}`;
    if (state.status.state === 'limited') item.severity = LanguageStatusSeverity.Warning;
    if (state.status.state === 'failed') item.severity = LanguageStatusSeverity.Error;
    if (state.status.state !== 'ready') item.text = state.status.state === 'limited' ? LIMITED : FAILED;
  } else if (state.kind === 'failed') {
    item.text = FAILED;
    item.detail = state.message;
    item.severity = LanguageStatusSeverity.Error;
  } else {
    item.text = state.kind === 'starting' ? STARTING : WAITING;
  }
  item.accessibilityInformation = { label: item.detail ? `${item.text}. ${item.detail}` : item.text };
}

function logState(log: LogOutputChannel, state: ServerState): void {
  if (state.kind === 'failed') log.error(state.message);
  if (state.kind !== 'running') return;
  log.info(`${count(state.status.rules, 'rule')} ready`);
  for (const problem of state.status.problems) log.warn(problem);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
