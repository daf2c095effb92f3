import { version } from '../../../package.json';
import { findProduct, planInputPort, planOutputPort } from '../../mesh/scaffold/add-port.js';
import { readOutputPort } from '../../mesh/scaffold/answers.js';
import { finishChanges } from '../../platform/node-changes.js';
import { nodeClock, nodeFiles } from '../../platform/node.js';
import { scaffoldHost } from '../../workspace/scaffold-files.js';
import { actionOf, readArguments } from '../arguments.js';
import { loadKnowledge, printable, UsageError, type CommandContext } from '../context.js';
import { carryOut, isDryRun, PLAN_OPTIONS } from '../plan-output.js';

/** `talklint product add output-port|input-port`: one more port in the descriptor of a product. */
export async function productAdd(args: readonly string[], context: CommandContext): Promise<number> {
  const [what, ...rest] = args;
  const kind = actionOf('product add', what, ['output-port', 'input-port']);
  const { values, positionals } = readArguments(rest, {
    name: { type: 'string' },
    kind: { type: 'string' },
    columns: { type: 'string' },
    from: { type: 'string' },
    ...PLAN_OPTIONS,
  });
  const [wanted, stray] = positionals;
  if (wanted === undefined || stray !== undefined) {
    const ways = 'by its name, folder or descriptor';
    throw new UsageError(`name one data product ${ways}: talklint product add ${kind} <product> ….`);
  }
  const folder = context.workingFolder.replaceAll('\\', '/');
  if (!isDryRun(values)) await finishChanges(folder);
  const { mesh: templates } = await loadKnowledge();
  const host = await scaffoldHost({ folder, files: nodeFiles, clock: nodeClock, templates, version });
  const product = findProduct(wanted.replaceAll('\\', '/'), host.descriptors);
  if (kind === 'input-port') {
    const { from, name } = values;
    if (from === undefined) throw new UsageError('say what it reads: --from <product>/<port>@<version>.');
    return carryOut(planInputPort(product, { from, name }, host), values, context);
  }
  const { name, kind: type, columns } = values;
  const read = readOutputPort({ name, kind: type, columns });
  if ('mistakes' in read) throw new UsageError(printable(read.mistakes.join(' ')));
  return carryOut(await planOutputPort(product, read.port, host), values, context);
}
