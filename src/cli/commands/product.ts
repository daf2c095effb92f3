import { isCanvas } from '../../mesh/canvas/boxes.js';
import { actionOf, oneOf, readArguments, REPORT_FORMATS } from '../arguments.js';
import type { CommandContext } from '../context.js';
import { ALL_RULES } from '../rule-choice.js';
import { runCheck } from './check.js';
import { productAdd } from './product-add.js';
import { productCanvas } from './product-canvas.js';
import { productLineage } from './product-lineage.js';
import { productNew } from './product-new.js';
import { productReadiness } from './product-readiness.js';

const DESCRIPTOR = /\.od[pc]s\.ya?ml$/;

const ACTIONS = { new: productNew, add: productAdd, check, lineage: productLineage, canvas: productCanvas, readiness: productReadiness } as const;

/** `talklint product new|add|check|lineage|canvas|readiness`. */
export async function product(args: readonly string[], context: CommandContext): Promise<number> {
  const [action, ...rest] = args;
  return ACTIONS[actionOf('product', action, Object.keys(ACTIONS) as (keyof typeof ACTIONS)[])](rest, context);
}

async function check(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, { format: { type: 'string', default: 'text' }, since: { type: 'string' } });
  return runCheck(
    {
      paths: positionals,
      format: oneOf('--format', values.format, REPORT_FORMATS),
      failOn: 'warning',
      useIgnores: true,
      fix: false,
      baseline: undefined,
      since: values.since,
      jobs: undefined,
      standardInputAs: undefined,
      choice: { ...ALL_RULES, groups: ['mesh'] },
      accepts: (path) => DESCRIPTOR.test(path) || isCanvas(path),
    },
    context,
  );
}
