import { DocumentDiagnosticReportKind, type Diagnostic } from 'vscode-languageserver';
import { NEVER_CANCELLED, type CancellationToken } from '../../document/ports.js';
import type { Finding } from '../../lint/finding.js';
import { answer } from '../answer.js';
import { pageLink } from '../links.js';
import type { OpenText } from '../open-text.js';
import { PROTOCOL_SEVERITY } from '../protocol-severity.js';
import type { Session } from '../session.js';
import { configDiagnostics } from './config-diagnostics.js';
import { isToldByYaml } from './descriptor-help.js';
import { glossaryDiagnostics } from './glossary-diagnostics.js';
import { ownRadarDiagnostics } from './own-radar-diagnostics.js';
import { pageDiagnostics } from './page-diagnostics.js';

/** How long the user must pause before diagnostics are sent to a client that does not ask for them, in milliseconds. */
const PAUSE = 200;

/** Findings as diagnostics: pulled by editors that can, sent to the others after a pause in typing. */
export function registerDiagnostics(session: Session): void {
  const { connection, client, texts } = session;
  connection.languages.diagnostics.on((params, token) =>
    answer(session, token, { kind: DocumentDiagnosticReportKind.Full, items: [] }, async () => ({
      kind: DocumentDiagnosticReportKind.Full,
      items: await diagnosticsOf(session, params.textDocument.uri, token),
    })),
  );
  if (client.pullsDiagnostics) {
    const refresh = () => {
      if (client.refreshesDiagnostics) void connection.languages.diagnostics.refresh();
    };
    session.onReload(refresh);
    session.collected.onDidChange(refresh);
    return;
  }
  const push = new DiagnosticPush(session);
  texts.onDidChange((uris) => {
    for (const uri of uris) push.schedule(uri);
  });
  texts.onDidClose((uri) => {
    push.clear(uri);
  });
  texts.onDidSettle(({ uri }) => {
    push.schedule(uri);
  });
  const pushAll = () => {
    for (const uri of texts.uris) push.schedule(uri);
  };
  session.onReload(pushAll);
  session.collected.onDidChange(pushAll);
}

class DiagnosticPush {
  readonly #session: Session;
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(session: Session) {
    this.#session = session;
  }

  schedule(uri: string): void {
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.set(uri, setTimeout(() => void this.#send(uri), PAUSE));
  }

  clear(uri: string): void {
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.delete(uri);
    void this.#session.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  async #send(uri: string): Promise<void> {
    this.#waiting.delete(uri);
    const diagnostics = await answer(this.#session, { ...NEVER_CANCELLED, onCancellationRequested: () => ({ dispose: () => {} }) }, [] as Diagnostic[], () => diagnosticsOf(this.#session, uri, NEVER_CANCELLED));
    await this.#session.connection.sendDiagnostics({ uri, diagnostics });
  }
}

async function diagnosticsOf(session: Session, uri: string, token: CancellationToken): Promise<Diagnostic[]> {
  const [text, settings] = await Promise.all([session.texts.get(uri), session.settingsOf(uri)]);
  if (!settings.enable) return [];
  const own = [...(await configDiagnostics(session, uri, settings)), ...(await pageDiagnostics(session, uri, settings)), ...(await glossaryDiagnostics(session, uri, settings)), ...(await ownRadarDiagnostics(session, uri, settings))];
  const found = ((await text?.findings(settings, token)) ?? []).flatMap((finding) => {
    const diagnostic = text && !isToldByYaml(session, uri, finding) && diagnosticOf(session, text, uri, finding);
    return diagnostic ? [diagnostic] : [];
  });
  return [...own, ...found];
}

/** A finding as a diagnostic of one document, or undefined when it stands in another cell. */
export function diagnosticOf(session: Session, text: OpenText, uri: string, finding: Finding): Diagnostic | undefined {
  const range = text.rangeIn(uri, finding.span);
  if (!range) return undefined;
  return {
    range,
    severity: PROTOCOL_SEVERITY[finding.severity],
    source: 'Talklint',
    code: finding.rule,
    ...(session.client.knowsCommands ? { codeDescription: { href: pageLink(`rule/${finding.rule}`) } } : {}),
    message: finding.message,
  };
}
