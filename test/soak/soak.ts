import { loadContent, testEngine } from '../support/engine.js';
import { seeded } from '../support/random.js';

const ROUNDS = Number(process.env['TALKLINT_SOAK_ROUNDS'] ?? 20_000);
const PIECES = ['\n', ' ', '(', ')', '{', '}', '"', "'", '🙂', 'é', 'x', '= 1', ':', ',', 'def f():\n    ', 'if (a) ', '# c\n', '// c\n', '- a: b\n', '\r\n', '', '\u0000', '\uFEFF'];
/** What the process may gain between the first tenth and the end, in bytes. */
const ALLOWED_GROWTH = 64 * 1024 * 1024;

/** Opens, edits, checks, profiles and closes texts of every language in one process, and watches its memory. */
async function main(): Promise<void> {
  const engine = await testEngine();
  const { languages } = (await loadContent()).knowledge;
  const random = seeded(11);
  let settled = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const language = languages[round % languages.length];
    if (!language) continue;
    let text = language.sample;
    const document = await engine.open({ path: `a${language.extensions[0] ?? ''}`, text, editorLanguage: language.editorIds[0] ?? language.id });
    if (!document) throw new Error(`no language page claims ${language.id}`);
    for (let edit = 0; edit < 5; edit++) {
      const start = Math.floor(random() * (text.length + 1));
      text = text.slice(0, start) + (PIECES[Math.floor(random() * PIECES.length)] ?? '') + text.slice(start + Math.floor(random() * 8));
      document.update(text);
      engine.check(document);
      engine.profile(document);
    }
    document.dispose();
    if (round === Math.floor(ROUNDS / 10)) settled = process.memoryUsage().rss;
  }
  const growth = process.memoryUsage().rss - settled;
  console.log(`${ROUNDS} texts of ${languages.length} languages with 5 edits each on Node ${process.version}; memory grew by ${(growth / 1024 / 1024).toFixed(1)} MB after settling`);
  if (growth > ALLOWED_GROWTH) throw new Error('memory grew too much: a tree is not freed.');
}

await main();
