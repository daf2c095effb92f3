import { commands, window, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { COMMANDS } from '../protocol/requests.js';
import { addInputPort } from './commands/add-input-port.js';
import { addOutputPort } from './commands/add-output-port.js';
import { checkReadiness } from './commands/check-readiness.js';
import { ignore } from './commands/ignore.js';
import { moveRegion } from './commands/move-region.js';
import { newDataProduct } from './commands/new-data-product.js';
import { newRule } from './commands/new-rule.js';
import { openCanvas } from './commands/open-canvas.js';
import { openPage } from './commands/open-page.js';
import { openPlace } from './commands/open-place.js';
import { openTalk } from './commands/open-talk.js';
import { reusePort } from './commands/reuse-port.js';
import { reviewDomainWords } from './commands/review-domain-words.js';
import { saveRadarPng } from './commands/save-radar-png.js';
import { saveRadarSvg } from './commands/save-radar-svg.js';
import { searchRadar } from './commands/search-radar.js';
import { searchTalks } from './commands/search-talks.js';
import { showCarbon } from './commands/show-carbon.js';
import { showLineage } from './commands/show-lineage.js';
import { showProfile } from './commands/show-profile.js';
import { showRadar } from './commands/show-radar.js';
import { followCaret } from './caret.js';
import { inBackground, reportFailure } from './errors.js';
import type { Host } from './host.js';
import { ADD_INPUT_PORT, ADD_OUTPUT_PORT, CHECK_READINESS, DRAWING_PANEL, LINEAGE_PANEL, NEW_DATA_PRODUCT, NEW_RULE, OPEN_CANVAS, OPEN_PLACE, OPEN_TALK, RADAR_VIEW, READER_BACK, READER_FORWARD, READER_PANEL, RESTART_SERVER, REUSE_PORT, REVIEW_DOMAIN_WORDS, SAVE_RADAR_PNG, SAVE_RADAR_SVG, SEARCH_RADAR, SEARCH_TALKS, SHOW_CARBON, SHOW_LOG, SHOW_RADAR } from './ids.js';
import { Server, type Connect } from './server.js';
import { showStatus } from './status.js';
import { Drawing } from './views/drawing.js';
import { LineagePanel } from './views/lineage.js';
import { ProductTreeView } from './views/products.js';
import { RadarView } from './views/radar.js';
import { Reader } from './views/reader.js';
import { followYamlSupport } from './yaml-support.js';

/** Sets up everything that does not need the server; it starts with the first text it serves or the first question. */
export function activate(context: ExtensionContext, connect: Connect): void {
  const log = window.createOutputChannel('Talklint', { log: true });
  const server = new Server(context, log, connect);
  const reader = new Reader(context.extensionUri, server, log);
  const radar = new RadarView(context.extensionUri, server, log, reader);
  const drawing = new Drawing(context.extensionUri, server, log);
  const lineage = new LineagePanel(context.extensionUri, server, log);
  const products = new ProductTreeView(server, log);
  const host: Host = { log, memory: context.workspaceState, server, radar, reader, drawing, lineage };
  context.subscriptions.push(
    log,
    server,
    reader,
    radar,
    drawing,
    lineage,
    products,
    server.startWhenNeeded(),
    showStatus(server, log),
    followYamlSupport(server),
    followCaret(server, log),
    window.registerWebviewViewProvider(RADAR_VIEW, radar),
    window.registerWebviewPanelSerializer(READER_PANEL, reader),
    window.registerWebviewPanelSerializer(DRAWING_PANEL, drawing),
    window.registerWebviewPanelSerializer(LINEAGE_PANEL, lineage),
    // Packs of the workspace are read only once it is trusted.
    workspace.onDidGrantWorkspaceTrust(() => {
      inBackground(log, 'Talklint could not restart', () => server.restart());
    }),
    ...registerCommands(host),
  );
}

function registerCommands(host: Host): Disposable[] {
  const table: Readonly<Record<string, (host: Host, ...args: unknown[]) => Promise<void>>> = {
    [COMMANDS.openPage]: openPage,
    [COMMANDS.showProfile]: showProfile,
    [COMMANDS.ignore]: ignore,
    [COMMANDS.moveRegion]: moveRegion,
    [COMMANDS.showLineage]: showLineage,
    [OPEN_PLACE]: openPlace,
    [REUSE_PORT]: reusePort,
    [SHOW_CARBON]: showCarbon,
    [CHECK_READINESS]: checkReadiness,
    [NEW_DATA_PRODUCT]: newDataProduct,
    [ADD_OUTPUT_PORT]: addOutputPort,
    [ADD_INPUT_PORT]: addInputPort,
    [OPEN_CANVAS]: openCanvas,
    [NEW_RULE]: newRule,
    [REVIEW_DOMAIN_WORDS]: reviewDomainWords,
    [SEARCH_RADAR]: searchRadar,
    [SHOW_RADAR]: showRadar,
    [SAVE_RADAR_SVG]: saveRadarSvg,
    [SAVE_RADAR_PNG]: saveRadarPng,
    [SEARCH_TALKS]: searchTalks,
    [OPEN_TALK]: openTalk,
    [READER_BACK]: ({ reader }) => reader.go(-1),
    [READER_FORWARD]: ({ reader }) => reader.go(1),
    [RESTART_SERVER]: ({ server }) => server.restart(),
    [SHOW_LOG]: ({ log }) => Promise.resolve(log.show()),
  };
  return Object.entries(table).map(([id, run]) =>
    commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        await run(host, ...args);
      } catch (error) {
        reportFailure(host.log, 'Talklint could not do that', error);
      }
    }),
  );
}
