import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newRulePage } from '../knowledge/rule-template.js';

/** What `npm run new <kind> <id>` writes: a page that says what is still to be filled in by failing its checks. */
const TEMPLATES: Readonly<Record<string, { readonly path: (id: string) => string; readonly text: (id: string) => string }>> = {
  rule: { path: (id) => `content/rules/${id}.md`, text: newRulePage },
  tip: { path: (id) => `content/tips/${id}.md`, text: (id) => `---\nid: ${id}\ntalk: polars\non: ["py:${id}"]\n---\n# ${id}\n\nAt most three short sentences: what the talk says, and what to do with it here.\n` },
  talk: {
    path: (id) => `content/talks/${id}.md`,
    text: (id) => `---\nid: ${id}\ntitle: "${id}"\nspeakers: [Name]\nsummary: One sentence.\n---\n# ${id}\n\nWhat the talk is about.\n\n## What to do on Monday\n\n1. One concrete step.\n\n## Corrections and caveats\n\nNone known.\n`,
  },
  blip: {
    path: (id) => `content/radar/${id}.md`,
    text: (id) => `---\nid: ${id}\ntitle: ${id}\nquadrant: tools\nring: assess\nbasis: inferred\ntalk: polars\naliases: []\ndetect:\n  strong: []\n  weak: []\nrelated: []\nrules: []\n---\n# ${id}\n\nWhat it is, what the talk says about it, and what to do with that.\n`,
  },
};

async function main([kind = '', id = '']: readonly string[]): Promise<void> {
  const template = Object.hasOwn(TEMPLATES, kind) ? TEMPLATES[kind] : undefined;
  const shape = kind === 'rule' ? /^[a-z0-9-]+\/[a-z0-9-]+$/ : /^[a-z0-9-]+$/;
  if (!template || !shape.test(id)) {
    console.error(`Name a kind (${Object.keys(TEMPLATES).join(', ')}) and an id in lower case, such as: npm run new rule polars/row-loop`);
    process.exitCode = 2;
    return;
  }
  const path = template.path(id);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, template.text(id), { flag: 'wx' });
  console.log(`Wrote ${path}. Fill it in, then run: npm run test:unit`);
}

await main(process.argv.slice(2));
