import { isObject, readRange } from '../../protocol/shape.js';
import type { Host } from '../host.js';
import { openUsage } from '../open-usage.js';

/** `talklint.openPlace`: shows a line of a descriptor, from the list of data products. */
export async function openPlace(_: Host, value: unknown): Promise<void> {
  const range = isObject(value) ? readRange(value['range']) : undefined;
  if (!isObject(value) || !range || typeof value['uri'] !== 'string') return;
  await openUsage({ uri: value['uri'], range, label: '' });
}
