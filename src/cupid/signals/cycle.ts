import { evidenceAt, note, type SignalRule } from '../signal.js';
import type { FileModel } from '../walk.js';
import type { FunctionModel } from '../functions.js';

/** C5: the file imports itself in a circle, or leans on more files than nearly all others. Said where what is imported is used first. */
export const cycleSignal: SignalRule = {
  letter: 'C',
  id: 'C5',
  acrossFiles: true,
  aboutFile: true,
  title: 'Composable: tied to many files, or to itself in a circle',
  grade: 'C',
  nextStep: 'Move what both need to a file of its own.',
  find(owner, file) {
    const ties = file.elsewhere.ties;
    if (!ties || (ties.cycle.length === 0 && ties.fanOut === undefined) || firstUser(file, ties.names) !== owner) return undefined;
    const used = ties.names.find((name) => owner.mentions.has(name)) ?? '';
    if (ties.cycle.length > 0) return note(`this file imports itself through ${ties.cycle.map((path) => `\`${lastName(path)}\``).join(' → ')}`, [evidenceAt(file, owner.nameNode, `uses ${used} of ${ties.cycle[0] ?? ''}`)]);
    return note(`this file leans on ${ties.fanOut ?? 0} others, more than 99 of 100 here`, [evidenceAt(file, owner.nameNode, owner.name)]);
  },
};

function firstUser(file: FileModel, names: readonly string[]): FunctionModel | undefined {
  return file.functions.find(({ mentions }) => names.some((name) => mentions.has(name)));
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
