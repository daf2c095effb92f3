import { env, window } from 'vscode';
import { isObject } from '../../protocol/shape.js';
import type { Host } from '../host.js';

/** `talklint.reusePort`: puts the input port that reads an output port on the clipboard, from the list of data products. */
export async function reusePort(_: Host, value: unknown): Promise<void> {
  const reuse = isObject(value) ? value['reuse'] : undefined;
  if (typeof reuse !== 'string') {
    void window.showInformationMessage('Choose an output port in the list of data products; one without a contract cannot be read.');
    return;
  }
  await env.clipboard.writeText(reuse);
  void window.showInformationMessage('The input port is on the clipboard: paste it below inputPorts of your product.');
}
