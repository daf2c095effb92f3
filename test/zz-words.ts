import { WorkspaceIndex } from '/tmp/wt/cupid-glossary/src/cupid/workspace-index.js';
import { textWordsOf, hasTextWords } from '/tmp/wt/cupid-glossary/src/cupid/text-words.js';
import { testEngine } from '/tmp/wt/cupid-glossary/test/support/engine.js';
import { listFiles } from '/tmp/wt/cupid-glossary/src/workspace/enumerate.js';
import { readTextFile } from '/tmp/wt/cupid-glossary/src/workspace/text.js';
import { whyForeign } from '/tmp/wt/cupid-glossary/src/workspace/foreign-text.js';
import { nodeFiles } from '/tmp/wt/cupid-glossary/src/platform/node.js';
import { NEVER_CANCELLED } from '/tmp/wt/cupid-glossary/src/document/ports.js';
const engine = await testEngine();
for (const name of process.argv.slice(2)) {
  const root = `/tmp/corpora/${name}`;
  const index = new WorkspaceIndex();
  const texts = [];
  const t = Date.now();
  const { files } = await listFiles(root, nodeFiles, (p) => engine.profiles(p) || hasTextWords(p.slice(root.length + 1)), NEVER_CANCELLED);
  for (const path of files) {
    const file = await readTextFile(path, nodeFiles);
    const rel = path.slice(root.length + 1);
    if (!('text' in file) || whyForeign(rel, file.text)) continue;
    if (!engine.profiles(path)) { texts.push(textWordsOf(rel, file.text)); continue; }
    const d = await engine.open({ path: rel, text: file.text });
    const s = d && engine.summarise(d); if (s) index.set(s); d?.dispose();
  }
  const t2 = Date.now();
  const ranked = index.domainWords.ranked(engine.tradeWords, texts, 30);
  console.log(`\n## ${name} (${index.size} files, ${t2 - t} ms, rank ${Date.now() - t2} ms)\n` + ranked.map((w) => w.word).join(' '));
  if (process.env.V) for (const w of ranked.slice(0,12)) console.log('  ', w.word, w.score.toFixed(1), w.sources.join('; '));
}
