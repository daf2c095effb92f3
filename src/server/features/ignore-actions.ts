import { CodeActionKind, type CodeAction, type Range } from 'vscode-languageserver';
import { LineIndex } from '../../document/position.js';
import type { TextEdit } from '../../document/edit.js';
import type { CancellationToken } from '../../document/ports.js';
import type { Finding } from '../../lint/finding.js';
import { ignoreFileEdit, ignoreLineEdit } from '../../lint/suppression-edit.js';
import { REASON, REASON_QUOTED, type IgnoreArguments, type TemplateEdit } from '../../protocol/arguments.js';
import { COMMANDS } from '../../protocol/requests.js';
import { ACCEPTED_PATH, acceptEdit, fingerprintOf, type Accepted } from '../../workspace/accepted.js';
import { CONFIG_PATH } from '../../workspace/config.js';
import { ignoreInConfig } from '../../workspace/config-edit.js';
import { readTextFile } from '../../workspace/text.js';
import type { OpenText } from '../open-text.js';
import { remarksOf } from '../remarks.js';
import type { Session } from '../session.js';
import { diagnosticOf } from './diagnostics.js';

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Ways to ignore a finding: here, in the file, in the folder. Each asks for a reason, so each needs our own command. */
export async function ignoreActions(session: Session, text: OpenText, uri: string, finding: Finding): Promise<CodeAction[]> {
  // Saying that an ignore is not needed is no reason to ignore that.
  if (!session.client.knowsCommands || finding.rule.startsWith('talklint/')) return [];
  const { document } = text;
  const inLine = commentEdit(text, ignoreLineEdit(document, finding.rule, finding.span.start));
  const inFile = commentEdit(text, ignoreFileEdit(document, finding.rule));
  const inFolder = await configEdit(session, text, finding.rule);
  const diagnostic = diagnosticOf(session, text, uri, finding);
  const forbidden = document.language.comments.line.length > 0 ? [] : document.language.comments.block.map(([, close]) => close);
  const action = (title: string, edit: TemplateEdit | undefined): CodeAction[] => (edit ? [{ ...ignoreAction(title, finding.rule, edit, forbidden), ...(diagnostic ? { diagnostics: [diagnostic] } : {}) }] : []);
  return [...action(`Ignore ${finding.rule} in this line…`, inLine), ...action(`Ignore ${finding.rule} in this file…`, inFile), ...action(`Ignore ${finding.rule} in this folder…`, inFolder)];
}

/** On the name of a function with a lens: ways to accept its signals. */
export async function ignoreSignalActions(session: Session, text: OpenText, uri: string, range: Range, token: CancellationToken): Promise<CodeAction[]> {
  if (!session.client.knowsCommands) return [];
  const offset = text.offsetAt(uri, range.start);
  const remarks = (await remarksOf(session, text, await session.settingsOf(uri))).now(token).filter(({ profile: { nameSpan } }) => nameSpan.start <= offset && offset <= nameSpan.end);
  const acceptedText = remarks.length > 0 ? await acceptedTextOf(session, text) : undefined;
  return remarks.flatMap(({ profile }) =>
    profile.signals.flatMap((signal) => {
      const rule = `cupid/${signal.id}`;
      const title = `Accept “${signal.message}” in ${profile.name}`;
      const inLine = commentEdit(text, ignoreLineEdit(text.document, rule, profile.nameSpan.start));
      const inFolder = acceptedText && acceptedEdit(acceptedText, { signal: rule, file: text.document.path, function: profile.name, evidence: fingerprintOf(signal) });
      return [...(inLine ? [ignoreAction(`${title}…`, rule, inLine, [])] : []), ...(inFolder ? [ignoreAction(`${title}, until it changes…`, rule, inFolder, [])] : [])];
    }),
  );
}

interface FolderText {
  readonly uri: string;
  /** Undefined where there is no such file. */
  readonly text: string | undefined;
}

async function acceptedTextOf(session: Session, { folder }: OpenText): Promise<FolderText | undefined> {
  if (folder.uri === undefined || folder.path === undefined) return undefined;
  const uri = `${folder.uri}/${ACCEPTED_PATH}`;
  const open = session.texts.plain(uri)?.getText();
  if (open !== undefined) return { uri, text: open };
  const path = `${folder.path}/${ACCEPTED_PATH}`;
  try {
    if (!(await session.files.stat(path))) return { uri, text: undefined };
    const file = await readTextFile(path, session.files);
    return 'text' in file ? { uri, text: file.text } : undefined;
  } catch {
    return undefined;
  }
}

function acceptedEdit({ uri, text }: FolderText, entry: Omit<Accepted, 'reason'>): TemplateEdit | undefined {
  const edit = acceptEdit(text, entry, REASON_QUOTED);
  return edit && { uri, range: text === undefined ? START : new LineIndex(text).rangeOf(edit), template: edit.text };
}

function ignoreAction(title: string, rule: string, edit: TemplateEdit, forbidden: readonly string[]): CodeAction {
  const details: IgnoreArguments = { title: `Ignore ${rule}`, placeholder: 'Why is this fine here? For example: 20 rows, once a day', edits: [edit], forbidden };
  return { title, kind: CodeActionKind.QuickFix, command: { title, command: COMMANDS.ignore, arguments: [details] } };
}

function commentEdit(text: OpenText, edit: TextEdit | undefined): TemplateEdit | undefined {
  const place = edit && text.placeOf(edit);
  return edit && place && { uri: place.uri, range: place.range, template: edit.text.replace('${reason}', REASON) };
}

async function configEdit(session: Session, { folder }: OpenText, rule: string): Promise<TemplateEdit | undefined> {
  if (folder.uri === undefined || folder.path === undefined) return undefined;
  const uri = `${folder.uri}/${CONFIG_PATH}`;
  // What the editor shows is newer than what was read when the folder was opened.
  const existing = session.texts.plain(uri)?.getText() ?? folder.configText;
  if (existing === undefined && (await session.files.stat(`${folder.path}/${CONFIG_PATH}`).catch(() => undefined))) return undefined;
  const edit = ignoreInConfig(existing ?? '', rule, REASON_QUOTED);
  if (!edit) return undefined;
  return { uri, range: existing === undefined ? START : new LineIndex(existing).rangeOf(edit), template: edit.text };
}
