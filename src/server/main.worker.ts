import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { ask, clientFiles, fromBase64 } from './client-files.js';
import { READ_FILE } from '../protocol/requests.js';
import { serve } from './serve.js';

const started = performance.now();
const worker = globalThis as unknown as DedicatedWorkerGlobalScope;

serve(createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker)), {
  clock: {
    now: () => performance.now() - started,
    today: () => {
      const now = new Date();
      return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
    },
  },
  files: clientFiles,
  assets: (connection, { assetsUri = '' }) => ({ load: async (name) => fromBase64(await ask(connection, READ_FILE, { uri: `${assetsUri}/${name}` })) }),
  pathOf: (uri) => uri,
  uriOf: (path) => path,
});
