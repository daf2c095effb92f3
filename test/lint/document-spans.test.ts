import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { checkWith } from '../support/rule.js';

type Value = number | boolean | string | readonly Value[] | { readonly [key: string]: Value };

const key = fc.stringMatching(/^[a-z]{2,5}$/).map((word) => `k${word}`);
const { value } = fc.letrec<{ value: Value; scalar: Value; list: Value; mapping: Value }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, tie('scalar'), tie('list'), tie('mapping')),
  scalar: fc.oneof(fc.integer({ min: -999, max: 999 }), fc.boolean(), fc.stringMatching(/^[a-z "'\\é🙂#-]{1,8}$/u).map((text) => `s${text}`)),
  list: fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
  mapping: fc.dictionary(key, tie('value'), { minKeys: 1, maxKeys: 3 }),
}));
const documents = fc.dictionary(key, value, { minKeys: 1, maxKeys: 3 });

interface Leaf {
  readonly path: readonly string[];
  readonly value: number | boolean | string;
}

function leaves(node: Value, path: readonly string[] = []): Leaf[] {
  if (typeof node !== 'object') return [{ path, value: node }];
  return Object.entries(node).flatMap(([name, inner]) => leaves(inner as Value, [...path, name]));
}

function hcl(node: Value): string {
  if (Array.isArray(node)) return `[${node.map(hcl).join(', ')}]`;
  return typeof node === 'object' ? `{\n${Object.entries(node).map(([name, inner]) => `${name} = ${hcl(inner as Value)}\n`).join('')}}` : JSON.stringify(node);
}

const WRITERS: Readonly<Record<string, (document: Readonly<Record<string, Value>>) => string>> = {
  yaml: (document) => stringify(document),
  'yaml in braces': (document) => stringify(document, { collectionStyle: 'flow' }),
  json: (document) => JSON.stringify(document, null, '\t'),
  'json on one line': (document) => JSON.stringify(document),
  hcl: (document) => Object.entries(document).map(([name, inner]) => `${name} = ${hcl(inner)}\n`).join(''),
};

const COMMENTS: Readonly<Record<string, string>> = { yaml: '# 🙂\r\n', json: '// 🙂\r\n', hcl: '# 🙂\r\n' };

describe('every value is found at its path, at the place where it stands', () => {
  test.each(Object.keys(WRITERS))('%s', async (name) => {
    const language = name.split(' ')[0] ?? name;
    await fc.assert(
      fc.asyncProperty(documents, fc.nat(), fc.boolean(), async (document, choice, isShifted) => {
        const all = leaves(document);
        const leaf = all[choice % all.length];
        const text = (isShifted ? COMMENTS[language] : '') + (WRITERS[name]?.(document) ?? '');
        if (!leaf) return;
        const match = `document: { path: ${leaf.path.join('.')}, where: { "": ${JSON.stringify(leaf.value)} } }`;
        const { findings } = await checkWith(language, text, match);
        expect(findings.length, text).toBe(1);
        const [finding] = findings;
        const underlined = text.slice(finding?.span.start, finding?.span.end);
        const last = leaf.path.at(-1) ?? '';
        // An item of a list has no key: it is underlined itself.
        if (last.startsWith('k')) expect(underlined.replaceAll('"', ''), text).toBe(last);
        expect(text.slice(finding?.match.start, finding?.match.end), text).toContain(String(leaf.value).slice(0, 1));
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});
