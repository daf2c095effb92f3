import { Disposable, StatusBarAlignment, window, type LogOutputChannel, type StatusBarItem, type TextEditor } from 'vscode';
import { COMMANDS, REMARK_AT } from '../protocol/requests.js';
import { isServed } from './documents.js';
import type { Server } from './server.js';
import { onSettingsChanged, settingsFor } from './settings.js';

/** How long the caret must rest before the server is told, in milliseconds. */
const PAUSE = 200;
const MOST_LETTERS = 80;

/**
 * Tells a running server where the caret stands, so that no remark appears or goes above the function being written, and
 * shows the remark about that function in the status bar for those who want it there.
 */
export function followCaret(server: Server, log: LogOutputChannel): Disposable {
  const item = window.createStatusBarItem('talklint.remark', StatusBarAlignment.Right, 90);
  item.name = 'CUPID Remark';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      follow(server, item).catch((error: unknown) => {
        log.debug('the caret could not be followed', error);
      });
    }, PAUSE);
  };
  soon();
  return Disposable.from(item, window.onDidChangeTextEditorSelection(soon), window.onDidChangeActiveTextEditor(soon), onSettingsChanged(soon), server.onState(soon), new Disposable(() => clearTimeout(timer)));
}

async function follow(server: Server, item: StatusBarItem): Promise<void> {
  const editor = window.activeTextEditor;
  const place = editor && settingsFor(editor.document).lens;
  if (!editor || !place || place === 'off' || server.state.kind !== 'running' || !isServed(editor.document)) {
    item.hide();
    return;
  }
  const remark = await server.request(REMARK_AT, placeOf(editor));
  if (!remark || place !== 'statusBar') {
    item.hide();
    return;
  }
  item.text = `$(comment) ${remark.title.length > MOST_LETTERS ? `${remark.title.slice(0, MOST_LETTERS - 1)}…` : remark.title}`;
  item.tooltip = remark.title;
  item.command = { command: COMMANDS.showProfile, title: 'Show the Places', arguments: [remark] };
  item.show();
}

function placeOf({ document, selection: { active } }: TextEditor) {
  return { uri: document.uri.toString(), position: { line: active.line, character: active.character } };
}
