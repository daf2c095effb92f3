import { throwIfCancelled } from '../../document/ports.js';
import type { DataTable } from '../../knowledge/model.js';
import type { Detection, Detector } from '../detector.js';
import { documentTrees } from '../document-matcher/trees.js';
import { isForDevelopers, runsOf, runsService, type Run } from './dockerfile-stages.js';
import { fatBaseOf } from './fat-base-image.js';
import { commandsIn, programName, type ShellCommand } from './shell-commands.js';

/** What a package and what it depends on take once installed, and what those take that it only recommends (megabytes). */
interface Footprint {
  readonly package: string;
  readonly alone: number;
  readonly recommended: number;
}

const SAYS_NO = /--no-install-recommends|Install-Recommends/i;
const TAKES_AWAY = /\b(?:apt-get|apt)\s+(?:-\S+\s+)*(?:purge|remove|autoremove)\b/;

/** `apt-get install` of packages known to recommend many megabytes more, in an image that starts something. One detection for each `RUN`. */
export const recommendedPackages: Detector = function* (context, token) {
  const { document } = context;
  const [root] = documentTrees(document);
  // The full images have most of these packages already.
  if (!document.tree || !root || SAYS_NO.test(document.text) || isForDevelopers(document) || !runsService(root) || fatBaseOf(root)) return;
  for (const run of runsOf(document).shipped) {
    throwIfCancelled(token);
    const detection = TAKES_AWAY.test(run.shell.text) ? undefined : judge(run, context.table('debian-recommends'));
    if (detection) yield detection;
  }
};

function judge(run: Run, table: DataTable): Detection | undefined {
  for (const command of commandsIn(run.tree)) {
    const verb = /^(?:apt|apt-get)$/.test(programName(command.words)) ? command.words.find(({ text }) => text === 'install') : undefined;
    const heaviest = verb && !command.isConditional ? heaviestOf(command, table) : undefined;
    if (!verb || !heaviest) continue;
    const at = run.tree.end[verb.node] ?? 0;
    const edit = run.shell.editHost({ start: at, end: at, text: ' --no-install-recommends' });
    return {
      span: run.shell.toHost({ start: run.tree.start[command.node] ?? 0, end: at }),
      variables: { PACKAGE: heaviest.package, MEGABYTES: String(heaviest.recommended) },
      details: `On Debian 12, \`${heaviest.package}\` with what it depends on is ${heaviest.alone} MB, and ${heaviest.alone + heaviest.recommended} MB with what those recommend.`,
      fixes: edit ? [{ title: 'Install no recommended packages', safe: false, edits: [edit] }] : [],
    };
  }
  return undefined;
}

/** Packages share what they recommend, so the sizes of several do not add up. */
function heaviestOf({ words }: ShellCommand, table: DataTable): Footprint | undefined {
  const known = words.flatMap(({ text }) => footprintOf(text.replace(/[=/].*$/, ''), table) ?? []);
  return known.sort((a, b) => b.recommended - a.recommended)[0];
}

function footprintOf(name: string, { rows }: DataTable): Footprint | undefined {
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
  if (typeof row !== 'object' || row === null || !('alone' in row) || !('recommended' in row)) return undefined;
  return typeof row.alone === 'number' && typeof row.recommended === 'number' ? { package: name, alone: row.alone, recommended: row.recommended } : undefined;
}
