import { isScalar, parseDocument, visit } from 'yaml';
import { dockerfileTree } from '../syntax/dockerfile.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import { normalKey } from './keys.js';
import type { Mention } from './mentions.js';
import { unlessTooDeep } from './nesting.js';

/** `docker:` keys of the images a Dockerfile starts from; its own stages, `scratch` and names made of variables are none. */
export function baseImages(text: string): Mention[] {
  const tree = dockerfileTree(text);
  const stages = new Set(['scratch']);
  const mentions: Mention[] = [];
  for (const instruction of tree.children(0)) {
    const [keyword = -1, ...rest] = tree.children(instruction);
    if (keyword < 0 || tree.text(keyword).toUpperCase() !== 'FROM') continue;
    const [image, as, stage] = rest.filter((part) => tree.kindName(part) === 'argument');
    if (image !== undefined) mentions.push(...imageMention(tree, image, stages));
    if (as !== undefined && stage !== undefined && tree.text(as).toUpperCase() === 'AS') stages.add(tree.text(stage).toLowerCase());
  }
  return mentions;
}

function imageMention(tree: FlatTree, image: number, stages: ReadonlySet<string>): Mention[] {
  // A colon before the last slash belongs to the port of a registry.
  const name = tree.text(image).replace(/@.*$/s, '').replace(/:[^/]*$/, '');
  if (name === '' || name.includes('$') || stages.has(name.toLowerCase())) return [];
  const { start } = tree.span(image);
  return [{ key: normalKey(`docker:${name}`), span: { start, end: start + name.length } }];
}

const ACTION = /^[\w.-]+\/[\w.-]+/;

/** `gha:` keys of the actions and shared workflows a workflow uses; local paths and images are none. */
export function usedActions(text: string): Mention[] {
  const mentions: Mention[] = [];
  const document = unlessTooDeep(() => parseDocument(text, { logLevel: 'silent' }));
  if (!document) return mentions;
  visit(document, {
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || key.value !== 'uses' || !isScalar(value) || typeof value.value !== 'string' || !value.range) return;
      const quote = value.type === 'QUOTE_DOUBLE' || value.type === 'QUOTE_SINGLE' ? 1 : 0;
      const name = ACTION.exec(value.value)?.[0];
      if (name === undefined || name.startsWith('./') || name.startsWith('../')) return;
      const start = value.range[0] + quote;
      mentions.push({ key: normalKey(`gha:${name}`), span: { start, end: start + name.length } });
    },
  });
  return mentions;
}

/** Strings (kept), then comments and here-documents (blanked); an unfinished one runs to its natural end. */
const HCL_NOISE = /"(?:\\.|[^"\\\n])*"?|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|<<[-~]?([A-Za-z_]\w*)[\s\S]*?(?:\n[ \t]*\1[ \t]*(?=\r?\n|$)|$)/g;
const BLOCK = /^[ \t]*(?:resource|data|ephemeral|provider)[ \t]+"([\w-]+)"/dgm;
/** An entry of `required_providers`, the only map whose values begin with an address as their source. */
const REQUIRED_PROVIDER = /=\s*\{\s*(?:version\s*=\s*"[^"\n]*"\s*(?:,\s*)?)?source\s*=\s*"(?:[\w.-]+\/)+([\w-]+)"/dg;

/** `tf:` keys of the providers, resource types and data sources of a Terraform file. */
export function terraformTypes(text: string): Mention[] {
  const code = text.replace(HCL_NOISE, (noise) => (noise.startsWith('"') ? noise : noise.replace(/[^\r\n]/g, ' ')));
  return [...code.matchAll(BLOCK), ...code.matchAll(REQUIRED_PROVIDER)].flatMap((match) => {
    const [start, end] = match.indices?.[1] ?? [0, 0];
    return match[1] === undefined ? [] : [{ key: `tf:${match[1]}`, span: { start, end } }];
  });
}
