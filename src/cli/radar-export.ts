import { nodeClock, nodeWriter } from '../platform/node.js';
import type { RadarItem } from '../radar/formats/radar-file.js';
import { itemOfBlip, RADAR_FORMATS, writeRadar, type RadarFormat } from '../radar/formats/write.js';
import { oneOf, readArguments } from './arguments.js';
import { loadEngine, problemLine, UsageError, type CommandContext, type LoadedEngine } from './context.js';
import { absolutePath } from './files.js';
import { instead } from './nearest.js';
import { count } from './report.js';

const OPTIONS = { as: { type: 'string' }, from: { type: 'string' }, out: { type: 'string' } } as const;

/** `talklint radar export --as format [--from file] [--out path]`: the radar, or one of the folder's own, in a format of others. */
export async function radarExport(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  if (positionals.length > 0) throw new UsageError(`"${positionals[0] ?? ''}" has no place here; name the radar with --from and the file to write with --out.`);
  if (values.as === undefined) throw new UsageError(`say in which format, such as \`talklint radar export --as byor-csv\`; there are ${RADAR_FORMATS.join(', ')}.`);
  const format = oneOf('--as', values.as, RADAR_FORMATS);
  if (format === 'aoe' && values.out === undefined) throw new UsageError('this format is a folder of pages; name it with --out.');
  const loaded = await loadEngine(context);
  const items = itemsOf(loaded, format, values.from);
  const written = writeRadar(items, format, nodeClock.today());
  if (values.out === undefined) context.out('text' in written ? written.text : '');
  else await writeOut(written, values.out, context, items.length);
  for (const problem of loaded.problems) context.error(problemLine(problem));
  await loaded.engine.dispose();
  return loaded.problems.length > 0 ? 2 : 0;
}

function itemsOf({ engine, radars }: LoadedEngine, format: RadarFormat, from: string | undefined): readonly RadarItem[] {
  const own = radars.map(({ source }) => source);
  if (from !== undefined) {
    const radar = radars.find(({ source }) => source === from.replace(/^\.\//, '').replace(/^\.talklint\//, '').replace(/\/$/, ''));
    if (!radar) throw new UsageError(`there is no radar "${from}" in .talklint${instead(from, own, own.length > 0 ? `there are ${own.join(', ')}` : 'there is none yet')}`);
    return radar.items;
  }
  const pages = engine.knowledge.blips.filter(({ radar }) => radar === undefined).map((blip) => itemOfBlip(blip, format));
  const titles = new Set(pages.map(({ title }) => title.toLowerCase()));
  // What a folder says itself of a technology counts there.
  const others = new Map(radars.flatMap(({ items }) => items).map((item) => [item.title.toLowerCase(), item] as const));
  return [...pages.map((page) => others.get(page.title.toLowerCase()) ?? page), ...[...others].filter(([title]) => !titles.has(title)).map(([, item]) => item)];
}

async function writeOut(written: ReturnType<typeof writeRadar>, out: string, context: CommandContext, blips: number): Promise<void> {
  const files = 'text' in written ? [{ path: out, text: written.text }] : written.pages.map(({ path, text }) => ({ path: `${out.replace(/\/$/, '')}/${path}`, text }));
  // Never over a file that is there: its writer may have meant it.
  for (const { path, text } of files) await nodeWriter.create(absolutePath(path, context), text);
  context.out(`${count(blips, 'blip', 'blips')} written to ${out}.\n`);
}
