import { cloudResources } from '../../../src/carbon/resources/read.js';
import type { CloudResource } from '../../../src/carbon/resources/resource.js';
import { nodeClock, nodeFiles } from '../../../src/platform/node.js';
import { Neighbourhood } from '../../../src/workspace/neighbourhood.js';
import { folderWith } from '../../support/cli.js';
import { testEngine } from '../../support/engine.js';
import { tables } from './tables.js';

/** The resources of the first of these files, which lie together in a folder. */
export async function resourcesOf(files: Readonly<Record<string, string>>): Promise<CloudResource[]> {
  const engine = await testEngine();
  const [path = ''] = Object.keys(files);
  const neighbourhood = new Neighbourhood(await folderWith(files), { files: nodeFiles, clock: nodeClock, open: (input) => engine.open(input), classesOf: (path) => engine.classesOf(path) });
  const document = await engine.open({ path, text: files[path] ?? '', neighbourhood });
  if (!document) throw new Error(`no language claims ${path}`);
  try {
    const { regions } = await tables();
    return await document.knowing(() => cloudResources(document, document.surroundings, regions));
  } finally {
    document.dispose();
    neighbourhood.dispose();
  }
}

/** `2 × m5.large in us-east-1` for each resource, `?` for what is not known. */
export async function summary(files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const storage = ({ storage }: CloudResource) => (storage ? ` + ${storage.gigabytes} GB ${storage.medium}` : '');
  return Object.fromEntries((await resourcesOf(files)).map((resource) => [resource.name, `${resource.count} × ${resource.machine?.type ?? '?'}${storage(resource)} in ${resource.region?.name ?? '?'}`]));
}
