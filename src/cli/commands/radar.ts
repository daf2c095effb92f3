import { RINGS } from '../../knowledge/model.js';
import type { BlipSummary } from '../../protocol/model.js';
import { NO_USAGES, radarOverview } from '../../radar/overview.js';
import { buildSearchIndex, Search, type SearchIndex } from '../../radar/search.js';
import { actionOf, FORMATS, oneOf, readArguments, wholeNumber } from '../arguments.js';
import { radarExport } from '../radar-export.js';
import { radarUsage } from '../radar-usage.js';
import { loadEngine, problemLine, readDistFile, UsageError, type CommandContext } from '../context.js';

const DEFAULT_LIMIT = 10;
const MOST_RESULTS = 9999;

const ACTIONS = { list, search, usage: radarUsage, export: radarExport } as const;

/** `talklint radar list|search <words…>|usage [paths…]|export --as format`. */
export async function radar(args: readonly string[], context: CommandContext): Promise<number> {
  const [action, ...rest] = args;
  return ACTIONS[actionOf('radar', action, Object.keys(ACTIONS) as (keyof typeof ACTIONS)[])](rest, context);
}

async function list(args: readonly string[], context: CommandContext): Promise<number> {
  const { values } = readArguments(args, { format: { type: 'string', default: 'text' } });
  const format = oneOf('--format', values.format, FORMATS);
  const { engine, problems } = await loadEngine(context);
  const { blips } = radarOverview(engine.knowledge, NO_USAGES);
  const rows = blips.map(({ id, title, quadrant, ring, basis, talk }) => ({ id, title, quadrant, ring, basis, talk }));
  context.out(format === 'json' ? `${JSON.stringify({ blips: rows }, null, 2)}\n` : listText(blips));
  for (const problem of problems) context.error(problemLine(problem));
  return problems.length > 0 ? 2 : 0;
}

function listText(blips: readonly BlipSummary[]): string {
  const width = Math.max(0, ...blips.map((blip) => blip.title.length));
  const rings = RINGS.map((ring) => ({ ring, blips: blips.filter((blip) => blip.ring === ring) })).filter((group) => group.blips.length > 0);
  return rings.map((group) => `${group.ring}\n${group.blips.map((blip) => `  ${blip.title.padEnd(width)}  ${blip.talk}\n`).join('')}`).join('\n');
}

async function search(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, { format: { type: 'string', default: 'text' }, limit: { type: 'string', default: String(DEFAULT_LIMIT) } });
  const format = oneOf('--format', values.format, FORMATS);
  const limit = wholeNumber('--limit', values.limit, MOST_RESULTS);
  const query = positionals.join(' ').trim();
  if (query === '') throw new UsageError('say what to search for, such as `talklint radar search pandas`.');
  const { engine, extended, problems } = await loadEngine(context);
  const index = extended ? buildSearchIndex(engine.knowledge) : (JSON.parse(await readDistFile('search.json')) as SearchIndex);
  const results = new Search(index).search(query, limit);
  if (format === 'json') context.out(`${JSON.stringify({ results: results.map(({ title, kind, id, score }) => ({ title, kind, id, score })) }, null, 2)}\n`);
  else if (results.length === 0) context.out(`Nothing is said about "${query}"; try other words, or \`talklint radar list\`.\n`);
  else context.out(results.map(({ kind, id, title, summary }) => `${kind.padEnd(4)}  ${title}  (${id})\n      ${summary}\n`).join(''));
  for (const problem of problems) context.error(problemLine(problem));
  return problems.length > 0 ? 2 : 0;
}
