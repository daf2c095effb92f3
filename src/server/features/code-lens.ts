import { CodeLensRefreshRequest, type CodeLens, type Command } from 'vscode-languageserver';
import { PROPERTY_NAMES, worstFirst } from '../../cupid/profile.js';
import { Slugger } from '../../knowledge/slug.js';
import type { ProfileArguments } from '../../protocol/arguments.js';
import { COMMANDS } from '../../protocol/requests.js';
import { answer } from '../answer.js';
import type { OpenText } from '../open-text.js';
import { remarksOf, type Remark } from '../remarks.js';
import type { Session } from '../session.js';
import { carbonLenses } from './carbon.js';
import { portLenses } from './lineage.js';
import { pageLenses } from './page-diagnostics.js';

/** CUPID remarks above functions that have one, whose click lists the places behind it, what cloud resources emit, and who reads the ports of data products. */
export function registerCodeLens(session: Session): void {
  const { connection, client, texts } = session;
  connection.onCodeLens(({ textDocument: { uri } }, token) =>
    answer(session, token, [], async (): Promise<CodeLens[]> => {
      const [text, settings] = await Promise.all([texts.get(uri), session.settingsOf(uri)]);
      if (!settings.enable) return [];
      if (!text) return pageLenses(session, uri);
      const remarks = settings.lens === 'lens' ? (await remarksOf(session, text, settings)).now(token).flatMap((remark) => lensAt(text, uri, remark)) : [];
      return [...remarks, ...(settings.carbon === 'lens' ? await carbonLenses(text, uri) : []), ...(await portLenses(text, uri))];
    }),
  );
  const refresh = () => {
    if (client.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
  };
  session.onReload(refresh);
  session.collected.onDidChange(refresh);
}

function lensAt(text: OpenText, uri: string, remark: Remark): CodeLens[] {
  const range = text.rangeIn(uri, remark.profile.nameSpan);
  return range ? [{ range, command: remarkCommand(text, uri, remark) }] : [];
}

/** What a click on a remark does: it lists the places behind it. */
export function remarkCommand(text: OpenText, uri: string, { title, profile }: Remark): Command {
  const signals = worstFirst(profile);
  const evidence = signals.flatMap((signal) =>
    signal.evidence.flatMap(({ span, label }) => {
      const place = text.placeOf(span);
      return place ? [{ label, range: place.range, uri: place.uri }] : [];
    }),
  );
  const details: ProfileArguments = { title: `${profile.name}: ${title}`, uri, evidence, reference: `talk/cdk-cupid#${new Slugger().slug(PROPERTY_NAMES[signals[0]?.letter ?? 'P'])}` };
  return { title, command: COMMANDS.showProfile, arguments: [details] };
}
