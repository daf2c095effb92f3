import { extensions, type Disposable } from 'vscode';
import { YAML_SUPPORT } from '../protocol/requests.js';
import type { Server } from './server.js';

/** Red Hat's YAML: it checks, completes and explains YAML files by the schemas that manifests name. */
const YAML_EXTENSION = 'redhat.vscode-yaml';

/**
 * Whether our configuration is checked by that extension as well. One that is installed and not switched off counts, for it
 * wakes up with the first YAML file.
 */
export function hasYamlSupport(): boolean {
  return extensions.getExtension(YAML_EXTENSION) !== undefined;
}

/** Tells the server whenever that changes. */
export function followYamlSupport(server: Server): Disposable {
  let before = hasYamlSupport();
  return extensions.onDidChange(() => {
    const schemas = hasYamlSupport();
    if (schemas === before) return;
    before = schemas;
    void server.notify(YAML_SUPPORT, { schemas });
  });
}
