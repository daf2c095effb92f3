import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { planProduct } from '../../src/mesh/scaffold/plan.js';
import { loadContent } from '../support/engine.js';
import { answersOf, hostInMemory } from '../support/scaffold.js';

const PYTHON = process.env['PYTHON'] ?? 'python3';
const BASE = 'products/d/n-x-y';
const ANSWERS = {
  domain: 'd',
  name: 'n "x" \\ y',
  purpose: 'p',
  owner: 'o',
  transformation: 'polars',
  outputPorts: [{ name: 'odd names', columns: 'odd.csv' }, 'plain'],
};
/** Names a program, a CSV file or a shell could trip over. */
const COLUMNS = '"station id","e-mail","a ""b""","x, y","{name}","ä\\u0041","\'quoted\'","数据"\n';

async function planned() {
  const { mesh } = (await loadContent()).knowledge;
  return planProduct(answersOf(ANSWERS), hostInMemory(mesh, new Map([['odd.csv', COLUMNS]])));
}

test('the generated transformation does what its generated test wants', async (context) => {
  if (spawnSync(PYTHON, ['-c', 'import polars']).status !== 0) {
    context.skip(`${PYTHON} has no Polars, so the generated transformation was not run; name another by PYTHON.`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'talklint-transformation-'));
  try {
    for (const { path, text } of (await planned()).files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    for (const name of ['test_odd_names', 'test_plain']) {
      const call = `runpy.run_path("tests/${name}.py")["test_columns_of_the_contract"]()`;
      const program = `import runpy; ${call}; print("fine")`;
      const options = { cwd: join(folder, BASE), encoding: 'utf8' } as const;
      const { stdout, stderr } = spawnSync(PYTHON, ['-c', program], options);
      expect([stdout.trim(), stderr]).toEqual(['fine', '']);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
