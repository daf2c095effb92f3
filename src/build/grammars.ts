import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** A WebAssembly file as its package ships it. */
export interface PinnedFile {
  /** Below `node_modules/`. */
  readonly source: string;
  /** SHA-256 of its bytes in hexadecimal. */
  readonly sha256: string;
}

/** Every WebAssembly file of the product by its name in `dist/`; what is shipped is exactly what was tested. */
export const GRAMMAR_SOURCES: Readonly<Record<string, PinnedFile>> = {
  'web-tree-sitter.wasm': { source: 'web-tree-sitter/web-tree-sitter.wasm', sha256: 'beca80e44cccbf2299ed4d1e3fa6462a9a6fe818aeebf847547a392227ce4acc' },
  'tree-sitter-python.wasm': { source: 'tree-sitter-python/tree-sitter-python.wasm', sha256: '16108b50df4ee9a30168794252ab55e7c93bfc5765d7fa0aa3e335752c515f47' },
  'tree-sitter-typescript.wasm': { source: 'tree-sitter-typescript/tree-sitter-typescript.wasm', sha256: '778025db5a8be0e70f8ccc3671e486dfeddd048c25d9e8a70c26de2e1bf6f97d' },
  'tree-sitter-tsx.wasm': { source: 'tree-sitter-typescript/tree-sitter-tsx.wasm', sha256: '79e5da75ea62855a0cd67177685f0164eac87d5f630b3cbe1e0a099751ad30f8' },
  'tree-sitter-javascript.wasm': { source: 'tree-sitter-javascript/tree-sitter-javascript.wasm', sha256: '5fb488d0cabb4775a594bab85682de5ad6ce83c0d6ac997a9f82dd084d571240' },
  'tree-sitter-java.wasm': { source: 'tree-sitter-java/tree-sitter-java.wasm', sha256: '4fdeac4ca6ca089f06c6f7e562abcac1733cd465728cc7031ebb73c2019122c4' },
  'tree-sitter-go.wasm': { source: 'tree-sitter-go/tree-sitter-go.wasm', sha256: '9504573f352b20be7f2f1911754d710622aedc15afff16d5ed8fb5645681aee7' },
  'tree-sitter-rust.wasm': { source: 'tree-sitter-rust/tree-sitter-rust.wasm', sha256: 'f65f354215611fd94ad34134b3427eb3d58cbb745df7b6509ba722184db73d57' },
  'tree-sitter-c_sharp.wasm': { source: 'tree-sitter-c-sharp/tree-sitter-c_sharp.wasm', sha256: '6f69e1cae44e1c32c1eccc170dc5a9778fb94ff716f71113fe1f8c4299aa2f40' },
  'tree-sitter-php.wasm': { source: 'tree-sitter-php/tree-sitter-php.wasm', sha256: 'd4df6a6ff08c87c3ec4f9cbb785fe09998a0cb570e03f57d7b19b3acfb146aa7' },
  'tree-sitter-terraform.wasm': { source: '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm', sha256: '0d9ef3ae926acc0411bfecba9b34df4ea659061917b96455570a45a70824e890' },
  'tree-sitter-yaml.wasm': { source: '@tree-sitter-grammars/tree-sitter-yaml/tree-sitter-yaml.wasm', sha256: 'e752dc21c3591df9b45692fe417d101f45d1828c28c44d79005f4066dc7e4e91' },
  'tree-sitter-json.wasm': { source: 'tree-sitter-json/tree-sitter-json.wasm', sha256: 'd2119fb98d5912719b13f9458574f8608d2d29dfbe45f6be1f860ea1fe2a2405' },
  'tree-sitter-html.wasm': { source: 'tree-sitter-html/tree-sitter-html.wasm', sha256: 'c48fcd82c7ea8bf943180088ba7f28c48b2bb5287874179168bf9d31e394cf85' },
  'tree-sitter-css.wasm': { source: 'tree-sitter-css/tree-sitter-css.wasm', sha256: '8a23977fe271357cce6f254ef88c9bebf3854602d8046605aef6a45c02135c59' },
  'tree-sitter-bash.wasm': { source: 'tree-sitter-bash/tree-sitter-bash.wasm', sha256: '8292919c88a0f7d3fb31d0cd0253ca5a9531bc1ede82b0537f2c63dd8abe6a7a' },
};

/** The bytes of a pinned file from a `node_modules` folder. Rejects with one sentence when the file is absent or is another one. */
export async function readPinned(nodeModules: string, { source, sha256 }: PinnedFile): Promise<Uint8Array> {
  const bytes = await readFile(`${nodeModules}/${source}`).catch((cause: unknown) => {
    throw new Error(`node_modules/${source} is missing; run npm ci.`, { cause });
  });
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) {
    throw new Error(`node_modules/${source} has the checksum ${found} instead of ${sha256}; run npm ci to get the pinned file back, or, after choosing another version, run npm run soak and enter its checksum in src/build/grammars.ts.`);
  }
  return bytes;
}
