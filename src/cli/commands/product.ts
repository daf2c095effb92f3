import { actionOf, oneOf, readArguments, REPORT_FORMATS } from '../arguments.js';
import type { CommandContext } from '../context.js';
import { ALL_RULES } from '../rule-choice.js';
import { runCheck } from './check.js';
import { productAdd } from './product-add.js';
import { productNew } from './product-new.js';

const DESCRIPTOR = /\.od[pc]s\.ya?ml$/;

/** `talklint product new|add|check`. */
export async function product(args: readonly string[], context: CommandContext): Promise<number> {
  const [action, ...rest] = args;
  switch (actionOf('product', action, ['new', 'add', 'check'])) {
    case 'new':
      return productNew(rest, context);
    case 'add':
      return productAdd(rest, context);
    case 'check':
      return check(rest, context);
  }
}

async function check(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, { format: { type: 'string', default: 'text' } });
  return runCheck(
    {
      paths: positionals,
      format: oneOf('--format', values.format, REPORT_FORMATS),
      failOn: 'warning',
      useIgnores: true,
      fix: false,
      baseline: undefined,
      jobs: undefined,
      standardInputAs: undefined,
      choice: { ...ALL_RULES, groups: ['mesh'] },
      accepts: (path) => DESCRIPTOR.test(path),
    },
    context,
  );
}
