import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import type { Files } from '../document/ports.js';
import { nodeClock, nodeFiles } from '../platform/node.js';
import { clientFiles } from './client-files.js';
import { serve } from './serve.js';

const ANOTHER_SCHEME = /^[a-z][a-z0-9+.-]+:\/\//i;

/** Ordinary files are read here; those of a virtual workspace through the editor. */
function routed(remote: Files): Files {
  const owner = (path: string) => (ANOTHER_SCHEME.test(path) ? remote : nodeFiles);
  return { read: (path) => owner(path).read(path), readStart: (path, length) => owner(path).readStart(path, length), list: (path) => owner(path).list(path), stat: (path) => owner(path).stat(path), realPath: (path) => owner(path).realPath(path) };
}

serve(createConnection(ProposedFeatures.all), {
  clock: nodeClock,
  files: (connection) => routed(clientFiles(connection)),
  assets: () => ({ load: (name) => readFile(join(__dirname, name)) }),
  pathOf: (uri) => (uri.startsWith('file:') ? URI.parse(uri).fsPath.replaceAll('\\', '/') : uri),
  uriOf: (path) => (ANOTHER_SCHEME.test(path) ? path : URI.file(path).toString()),
});
