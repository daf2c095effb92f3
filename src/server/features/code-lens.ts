import { CodeLensRefreshRequest, type CodeLens } from 'vscode-languageserver';
import { lensOf, PROPERTY_NAMES, type FunctionProfile } from '../../cupid/profile.js';
import { Slugger } from '../../knowledge/slug.js';
import type { ProfileArguments } from '../../protocol/arguments.js';
import { COMMANDS } from '../../protocol/requests.js';
import { answer } from '../answer.js';
import type { OpenText } from '../open-text.js';
import type { Session } from '../session.js';
import { pageLenses } from './page-diagnostics.js';

/** CUPID remarks above functions that have one; a click lists the places behind it. */
export function registerCodeLens(session: Session): void {
  const { connection, client, texts } = session;
  connection.onCodeLens(({ textDocument: { uri } }, token) =>
    answer(session, token, [], async (): Promise<CodeLens[]> => {
      const [text, settings] = await Promise.all([texts.get(uri), session.settingsOf(uri)]);
      if (!settings.enable) return [];
      if (!text) return pageLenses(session, uri);
      if (settings.lens === 'off') return [];
      return text.folder.engine.profile(text.document, text.folder.config, token).flatMap((profile) => lensAt(text, uri, profile));
    }),
  );
  session.onReload(() => {
    if (client.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
  });
}

function lensAt(text: OpenText, uri: string, profile: FunctionProfile): CodeLens[] {
  const title = lensOf(profile);
  const range = text.rangeIn(uri, profile.nameSpan);
  if (title === undefined || !range) return [];
  const evidence = profile.signals.flatMap((signal) =>
    signal.evidence.flatMap(({ span, label }) => {
      const place = text.placeOf(span);
      return place ? [{ label, range: place.range, uri: place.uri }] : [];
    }),
  );
  const details: ProfileArguments = { title: `${profile.name}: ${title}`, uri, evidence, reference: `talk/cdk-cupid#${new Slugger().slug(PROPERTY_NAMES[profile.signals[0]?.letter ?? 'P'])}` };
  return [{ range, command: { title, command: COMMANDS.showProfile, arguments: [details] } }];
}
