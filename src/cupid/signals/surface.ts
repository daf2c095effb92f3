import { evidenceAt, note, type SignalRule } from '../signal.js';

/** The share of a large surface that nobody uses before it is worth a word. */
const MOSTLY = 0.5;

/** C4: a file offers much that nobody takes. Said once, at the first of it. */
export const surfaceSignal: SignalRule = {
  letter: 'C',
  id: 'C4',
  acrossFiles: true,
  aboutFile: true,
  title: 'Composable: offers much that nobody uses',
  grade: 'C',
  nextStep: 'Make private what nobody uses, or split the file by who uses it.',
  find(owner, file) {
    const surface = file.elsewhere.surface;
    if (!surface || surface.unused.length < surface.exports * MOSTLY || owner.name !== surface.unused[0]) return undefined;
    const unused = new Set(surface.unused);
    const places = file.functions.filter((other) => other.kind === 'function' && unused.has(other.name));
    return note(`${surface.exports} public functions in this file, ${surface.unused.length} used by no other`, places.map((other) => evidenceAt(file, other.nameNode, `used by no other file: ${other.name}`)));
  },
};
