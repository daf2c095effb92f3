import type { LogOutputChannel, Memento } from 'vscode';
import type { Server } from './server.js';
import type { Drawing } from './views/drawing.js';
import type { LineagePanel } from './views/lineage.js';
import type { RadarView } from './views/radar.js';
import type { Reader } from './views/reader.js';

/** What commands work with. */
export interface Host {
  readonly log: LogOutputChannel;
  /** What is kept for this workspace. */
  readonly memory: Memento;
  readonly server: Server;
  readonly radar: RadarView;
  readonly reader: Reader;
  readonly drawing: Drawing;
  readonly lineage: LineagePanel;
}
