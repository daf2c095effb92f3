import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { loadPack } from '../../src/knowledge/pack.js';
import { nodeFiles } from '../../src/platform/node.js';

/** Reads the pages of `content/` once for all test files; each would spend seconds on it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'talklint-content-'));
  const file = join(folder, 'content.json');
  const store = async () => writeFile(file, JSON.stringify(await loadPack(join(project.config.root, 'content').replaceAll('\\', '/'), nodeFiles)));
  await store();
  project.provide('content', file);
  project.onTestsRerun(store);
  return () => rm(folder, { recursive: true, force: true });
}
