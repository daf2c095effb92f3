import type { TextDocument, Uri } from 'vscode';
import { vsdiag, type Middleware } from 'vscode-languageclient';
import { isServed } from './documents.js';

const NOTHING_TO_REPORT: vsdiag.DocumentDiagnosticReport = { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] };

/** Keeps texts nobody edits away from the server; a selector can name schemes to serve but none to leave out. */
export function servedOnly(): Middleware {
  return {
    didOpen: async (document, next) => {
      if (isServed(document)) await next(document);
    },
    didChange: async (event, next) => {
      if (isServed(event.document)) await next(event);
    },
    willSave: async (event, next) => {
      if (isServed(event.document)) await next(event);
    },
    didSave: async (document, next) => {
      if (isServed(document)) await next(document);
    },
    didClose: async (document, next) => {
      if (isServed(document)) await next(document);
    },
    provideDiagnostics: (document, previousResultId, token, next) =>
      isText(document) && !isServed(document) ? NOTHING_TO_REPORT : next(document, previousResultId, token),
    provideCompletionItem: (document, position, context, token, next) => (isServed(document) ? next(document, position, context, token) : undefined),
    provideHover: (document, position, token, next) => (isServed(document) ? next(document, position, token) : undefined),
    provideCodeActions: (document, range, context, token, next) => (isServed(document) ? next(document, range, context, token) : undefined),
    provideInlayHints: (document, range, token, next) => (isServed(document) ? next(document, range, token) : undefined),
    provideCodeLenses: (document, token, next) => (isServed(document) ? next(document, token) : undefined),
  };
}

function isText(document: TextDocument | Uri): document is TextDocument {
  return 'languageId' in document;
}
