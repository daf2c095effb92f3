import { CodeActionKind, type CodeAction, type Range } from 'vscode-languageserver';
import type { Span } from '../../document/position.js';
import type { FunctionProfile } from '../../cupid/profile.js';
import type { CancellationToken } from '../../document/ports.js';
import type { OpenText } from '../open-text.js';
import type { Session } from '../session.js';
import { workspaceEdit } from '../workspace-edit.js';

const KINDS = { rewrite: CodeActionKind.RefactorRewrite, extract: CodeActionKind.RefactorExtract } as const;

type NextStepAction = CodeAction & { readonly kind: string };

/** On the name of a function and on every line a signal rests on: its next steps that can be made as a change. Throws CancelledError. */
export function nextStepActions(session: Session, text: OpenText, uri: string, { start }: Range, token: CancellationToken): NextStepAction[] {
  const { folder, document } = text;
  const offset = text.offsetAt(uri, start);
  const here = folder.engine.profile(document, folder.config, token).filter((profile) => isAt(text, profile, offset));
  return here.flatMap((profile) =>
    folder.engine
      .nextSteps(document, profile)
      // Half of a step, where a notebook's cells divide it, would break the code.
      .filter(({ edits }) => edits.every((edit) => text.placeOf(edit) !== undefined))
      .map(({ title, kind, edits, caution }) => ({ title, kind: KINDS[kind], edit: workspaceEdit(text, edits, session.client.confirmsEdits ? caution : undefined) })),
  );
}

function isAt({ document: { lines } }: OpenText, { nameSpan, signals }: FunctionProfile, offset: number): boolean {
  const { line } = lines.positionAt(offset);
  const isOnLine = ({ span }: { readonly span: Span }) => lines.positionAt(span.start).line === line;
  return (nameSpan.start <= offset && offset <= nameSpan.end) || signals.some(({ evidence }) => evidence.some(isOnLine));
}
