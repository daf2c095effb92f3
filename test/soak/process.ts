import { Workload } from './workload.js';

/** One process of the soak: arguments are seed, files and edits; the result goes to the output as JSON. */
async function main([seed = 1, files = 0, edits = 0]: readonly number[]): Promise<void> {
  const workload = await Workload.create(seed);
  process.stdout.write(`${JSON.stringify(await workload.run(files, edits))}\n`);
}

void main(process.argv.slice(2).map(Number));
