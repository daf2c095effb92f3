import { carbon } from './commands/carbon.js';
import { check } from './commands/check.js';
import { explain } from './commands/explain.js';
import { product } from './commands/product.js';
import { profile } from './commands/profile.js';
import { radar } from './commands/radar.js';
import { rules } from './commands/rules.js';
import { printable, UsageError, type CommandContext } from './context.js';
import { HELP } from './help.js';
import { instead } from './nearest.js';
import type { WorkerData } from './run.js';
import { serveChecks } from './worker.js';
import { handedOver } from '../platform/node-workers.js';
import { version } from '../../package.json';

type Command = (args: readonly string[], context: CommandContext) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = { carbon, check, explain, product, profile, radar, rules };

async function run(args: readonly string[], context: CommandContext): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-v') {
    context.out(`${version}\n`);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    context.out(HELP);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(`there is no command "${name}"${instead(name, Object.keys(COMMANDS), 'see `talklint --help`')}`);
  if (rest.includes('--help') || rest.includes('-h')) {
    context.out(HELP);
    return 0;
  }
  return command(rest, context);
}

/** Colours by the conventions of force-color.org and no-color.org; unasked only on a terminal. */
function wantsColours({ FORCE_COLOR, NO_COLOR, TERM }: NodeJS.ProcessEnv): boolean {
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return process.stdout.isTTY && TERM !== 'dumb';
}

async function main(): Promise<void> {
  const context: CommandContext = {
    workingFolder: process.cwd(),
    colours: wantsColours(process.env),
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(`talklint: ${text}\n`),
    aside: (text) => void process.stderr.write(text),
  };
  // A reader that stops listening, such as `head`, is no mistake.
  process.stdout.on('error', (cause: NodeJS.ErrnoException) => process.exit(cause.code === 'EPIPE' ? 0 : 2));
  try {
    process.exitCode = await run(process.argv.slice(2), context);
  } catch (cause) {
    context.error(printable(cause instanceof Error ? cause.message : String(cause)));
    if (!(cause instanceof UsageError) && process.env['TALKLINT_DEBUG'] !== undefined) console.error(cause);
    process.exitCode = 2;
  }
}

const work = handedOver() as WorkerData | undefined;
void (work ? serveChecks(work) : main());
