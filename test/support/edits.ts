/** What editing leaves behind for a moment: half a bracket, half an emoji, half a construct of any language. */
const PIECES = [
  '\n', ' ', '\t', '\r\n', '\r', '(', ')', '{', '}', '[', ']', '<', '>', '"', "'", '`', ',', ':', ';', '@', '\\', '= 1', 'x', '$x', '',
  'é', '🙂', '\ud83d', '\ude42', '\u0000', '\uFEFF',
  'def f():\n    ', 'if (a) ', '- a: b\n', '# c\n', '// c\n', '/*', '*/', '<!-- ', '<<EOF\n', '<?php ', '?>',
];

/** The text with a few units at a random place replaced by a random piece. */
export function randomEdit(text: string, random: () => number): string {
  const start = Math.floor(random() * (text.length + 1));
  const end = Math.min(text.length, start + Math.floor(random() * 8));
  return text.slice(0, start) + (PIECES[Math.floor(random() * PIECES.length)] ?? '') + text.slice(end);
}
