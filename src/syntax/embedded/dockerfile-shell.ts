import type { TextEdit } from '../../document/edit.js';
import type { Span } from '../../document/position.js';
import type { FlatTree } from '../flat-tree.js';
import { editedLine } from './edited-line.js';
import { EmbeddedTextBuilder, type EmbeddedText } from './offset-map.js';

const POSIX_SHELL = /^(?:\S*\/)?(?:env\s+)?(?:ba|da|a|z|k)?sh(?:\s|$)/;
const WINDOWS_IMAGE = /windows|nanoserver|servercore/i;
/** The directive that makes the backtick continue lines, as Windows users write it; it must stand above all instructions. */
const OTHER_ESCAPE = /^(?:[ \t]*#[^\r\n]*\r?\n)*?[ \t]*#[ \t]*escape[ \t]*=[ \t]*`/i;
const CONTINUATION = /\\[ \t]*$/;

/** The shell code in the `RUN` instructions of a Dockerfile, for stages that run a POSIX shell. */
export function shellInDockerfile(text: string, tree: FlatTree): EmbeddedText[] {
  if (OTHER_ESCAPE.test(text)) return [];
  const found: EmbeddedText[] = [];
  const stages = new StageShells();
  for (const instruction of tree.children(0)) {
    if (tree.kindName(instruction) !== 'instruction') continue;
    const words = wordsOf(tree, instruction);
    const keyword = tree.text(tree.childByField(instruction, 'keyword')).toUpperCase();
    if (keyword === 'FROM') stages.begin(words.map((word) => tree.text(word)), platformOf(tree, instruction));
    if (keyword === 'SHELL') stages.setShell(firstOfExecForm(tree, words));
    // An ONBUILD instruction carries another one.
    const command = keyword === 'ONBUILD' && tree.text(words[0] ?? 0).toUpperCase() === 'RUN' ? words.slice(1).filter((word) => !tree.text(word).startsWith('--')) : keyword === 'RUN' ? words : [];
    const shell = stages.isPosix ? shellOf(text, tree, instruction, command) : undefined;
    if (shell) found.push(shell);
  }
  return found;
}

/** Which shell runs in a stage: a stage built on an earlier one keeps its shell. */
class StageShells {
  readonly #posixByName = new Map<string, boolean>();
  #name: string | undefined;
  isPosix = true;

  begin(words: readonly string[], platform: string): void {
    const [image = ''] = words;
    this.#name = words[1]?.toUpperCase() === 'AS' ? words[2]?.toLowerCase() : undefined;
    this.isPosix = this.#posixByName.get(image.toLowerCase()) ?? !(WINDOWS_IMAGE.test(image) || WINDOWS_IMAGE.test(platform));
    this.#remember();
  }

  setShell(program: string | undefined): void {
    this.isPosix = program !== undefined && POSIX_SHELL.test(program);
    this.#remember();
  }

  #remember(): void {
    if (this.#name !== undefined) this.#posixByName.set(this.#name, this.isPosix);
  }
}

function wordsOf(tree: FlatTree, instruction: number): number[] {
  return [...tree.children(instruction)].filter((child) => tree.kindName(child) === 'argument');
}

function platformOf(tree: FlatTree, instruction: number): string {
  const flag = [...tree.children(instruction)].find((child) => tree.kindName(child) === 'flag' && tree.text(child).startsWith('--platform='));
  return flag === undefined ? '' : tree.text(flag);
}

function firstOfExecForm(tree: FlatTree, words: readonly number[]): string | undefined {
  return /^\[\s*"([^"]+)"/.exec(words.map((word) => tree.text(word)).join(' '))?.[1];
}

function shellOf(text: string, tree: FlatTree, instruction: number, command: readonly number[]): EmbeddedText | undefined {
  const [first] = command;
  if (first === undefined) return undefined;
  const body = [...tree.children(instruction)].find((child) => tree.kindName(child) === 'heredoc');
  if (body !== undefined && command.length === 1 && tree.text(first).startsWith('<<')) return scriptOf(text, tree.span(body), tree.text(first));
  const span = { start: tree.start[first] ?? 0, end: tree.end[instruction] ?? 0 };
  if (isExecForm(text.slice(span.start, span.end))) return undefined;
  const builder = new EmbeddedTextBuilder(text);
  copyContinuedLines(builder, text, { start: span.start, end: body === undefined ? span.end : (tree.start[body] ?? span.end) });
  if (body !== undefined) builder.copy(tree.start[body] ?? span.end, span.end);
  return builder.build('bash', isWritableShell);
}

/** The list of words a program is started with, without a shell. What is not such a list, such as `[ -f x ]`, is shell. */
function isExecForm(command: string): boolean {
  if (!command.startsWith('[')) return false;
  try {
    return Array.isArray(JSON.parse(command.replace(/\\[ \t]*\r?\n/g, '')));
  } catch {
    return false;
  }
}

/** A heredoc that is the whole command: a script, read by the shell or by the program its first line names. */
function scriptOf(text: string, body: Span, mark: string): EmbeddedText | undefined {
  const builder = new EmbeddedTextBuilder(text);
  const dropsTabs = mark.startsWith('<<-');
  for (const line of linesOf(text, withoutLastLine(text, body))) {
    const tabs = dropsTabs ? (/^\t*/.exec(text.slice(line.start, line.end))?.[0].length ?? 0) : 0;
    builder.copy(line.start + tabs, line.end);
  }
  const interpreter = /^#!\s*(.*)/.exec(builder.text)?.[1];
  if (builder.text.trim() === '' || (interpreter !== undefined && !POSIX_SHELL.test(interpreter))) return undefined;
  return builder.build('bash', isWritableScript);
}

function withoutLastLine(text: string, span: Span): Span {
  let end = span.end;
  while (end > span.start && !/[\r\n]/.test(text[end - 1] ?? '')) end--;
  return { start: span.start, end };
}

/** The lines of a span, each with its line break. */
function* linesOf(text: string, span: Span): Generator<Span> {
  let start = span.start;
  while (start < span.end) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 || feed >= span.end ? span.end : feed + 1;
    yield { start, end };
    start = end;
  }
}

/**
 * Docker drops comment lines and empty lines between the lines of a command, and allows blanks after the backslash that
 * continues a line; the shell does neither, so these are masked by blanks.
 */
function copyContinuedLines(builder: EmbeddedTextBuilder, text: string, span: Span): void {
  let isFirst = true;
  for (const line of linesOf(text, span)) {
    const content = text.slice(line.start, line.end).replace(/\r?\n$/, '');
    const contentEnd = line.start + content.length;
    const blanks = /\\([ \t]+)$/.exec(content)?.[1]?.length ?? 0;
    if (!isFirst && /^\s*(#|$)/.test(content)) builder.mask(line.start, line.end, ' ');
    else if (blanks > 0) builder.copy(line.start, contentEnd - blanks - 1).mask(contentEnd - blanks - 1, contentEnd, ' ', '', '\\').copy(contentEnd, line.end);
    else builder.copy(line.start, line.end);
    isFirst = false;
  }
}

/** Within one line, without turning it into a comment, a continuation, another form of RUN or a heredoc. */
function isWritableShell(edit: TextEdit, before: string): boolean {
  const line = editedLine(edit, before);
  // What Docker takes for a heredoc depends on blanks and quotes around its mark.
  if (!line || before.includes('<<') || /[\\#<]/.test(edit.text) || /[\\#<]/.test(before.slice(edit.start, edit.end))) return false;
  const { after } = line;
  // At the beginning of a line an insertion could land in a comment that Docker drops.
  if (edit.start === edit.end && edit.start === line.start && edit.start > 0) return false;
  if (after.trim() === '' || /^\s*#/.test(after) || CONTINUATION.test(after) !== CONTINUATION.test(line.before) || after.trimEnd() !== after) return false;
  return line.start > 0 || /^[^\s[<-]/.test(after);
}

/** Within one line; a line of a heredoc could become its end or a first line that names another program. */
function isWritableScript(edit: TextEdit, before: string): boolean {
  const line = editedLine(edit, before);
  return line !== undefined && line.before.trim() !== '' && line.after.trim().includes(' ') && !/^\t|^#!/.test(line.after);
}
