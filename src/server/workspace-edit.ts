import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextEdit } from '../document/edit.js';
import type { OpenText } from './open-text.js';

/** Edits of a text as the protocol wants them; with `confirm`, editors that can show them before they are made. */
export function workspaceEdit(text: OpenText, edits: readonly TextEdit[], confirm: string | undefined): WorkspaceEdit {
  const byDocument = new Map<string, TextDocumentEdit>();
  for (const edit of edits) {
    const place = text.placeOf(edit);
    if (!place) continue;
    const change = byDocument.get(place.uri) ?? { textDocument: { uri: place.uri, version: place.version }, edits: [] };
    change.edits.push({ range: place.range, newText: edit.text, ...(confirm === undefined ? {} : { annotationId: 'talklint' }) });
    byDocument.set(place.uri, change);
  }
  return { documentChanges: [...byDocument.values()], ...(confirm === undefined ? {} : { changeAnnotations: { talklint: { label: confirm, needsConfirmation: true } } }) };
}
