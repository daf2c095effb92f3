import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, type TextEdit } from '../../../src/document/edit.js';
import { embeddable, embeddedTexts, type EmbeddedText } from '../../../src/syntax/embedded/embedded.js';
import { errorsIn, parserOf } from '../../support/parse.js';

const ALL = new Set(['bash', 'sql', 'html']);

interface Host {
  readonly language: string;
  readonly path: string;
  readonly text: string;
}

async function textsIn({ language, path, text }: Host): Promise<EmbeddedText[]> {
  const parse = await parserOf(language);
  return embeddedTexts({ language, path, text, tree: parse(text) }, ALL);
}

async function sourcesIn(host: Host): Promise<string[]> {
  return (await textsIn(host)).map(({ text }) => text);
}

const dockerfile = (...lines: readonly string[]): Host => ({ language: 'dockerfile', path: 'Dockerfile', text: lines.join('\n') });
const workflow = (text: string): Host => ({ language: 'yaml', path: '.github/workflows/ci.yml', text });
const gitlab = (text: string): Host => ({ language: 'yaml', path: '.gitlab-ci.yml', text });
const steps = (...lines: readonly string[]) => workflow(['jobs:', '  build:', '    runs-on: ubuntu-latest', '    steps:', ...lines.map((line) => `      ${line}`), ''].join('\n'));

describe('shell in RUN', () => {
  test('lines that Docker drops are blanks, so that the shell sees one command', async () => {
    expect(await sourcesIn(dockerfile('FROM node', 'RUN npm ci \\  ', '  # why', '', '  && rm -r x'))).toEqual(['npm ci   \\\n           && rm -r x']);
  });

  test('flags are not part of the command', async () => {
    expect(await sourcesIn(dockerfile('FROM node', 'RUN --mount=type=cache,target=/root/.npm \\', '    --network=none npm ci'))).toEqual(['npm ci']);
  });

  test('the body of a heredoc is the script', async () => {
    expect(await sourcesIn(dockerfile('FROM node', 'RUN <<-"EOF"', '\tset -e', '\tnpm ci', '\tEOF', 'RUN <<EOF', '#!/usr/bin/env bash', 'ls', 'EOF'))).toEqual(['set -e\nnpm ci\n', '#!/usr/bin/env bash\nls\n']);
  });

  test('a heredoc for a program belongs to its command', async () => {
    expect(await sourcesIn(dockerfile('FROM node', 'RUN python3 <<PY && npm ci', 'print(1)', 'PY'))).toEqual(['python3 <<PY && npm ci\nprint(1)\nPY']);
  });

  test('exec form is not shell, a test in brackets is', async () => {
    expect(await sourcesIn(dockerfile('FROM node', 'RUN ["npm", \\', ' "ci"]', 'RUN [ -f x ] && npm ci', 'ONBUILD RUN npm ci', 'COPY . .'))).toEqual(['[ -f x ] && npm ci', 'npm ci']);
  });

  test.each([
    ['another shell', ['FROM node', 'SHELL ["pwsh", "-Command"]', 'RUN a']],
    ['a stage built on a stage with another shell', ['FROM node AS Base', 'SHELL ["pwsh"]', 'FROM base', 'RUN a']],
    ['a Windows base', ['FROM mcr.microsoft.com/windows/nanoserver:ltsc2022', 'RUN dir']],
    ['a Windows platform', ['FROM --platform=windows/amd64 golang', 'RUN dir']],
    ['the escape of Windows', ['# escape=`', 'FROM node', 'RUN dir `', ' x']],
    ['a heredoc for another program', ['FROM node', 'RUN <<EOF', '#!/usr/bin/env python3', 'print(1)', 'EOF']],
  ])('silent: %s', async (_, lines) => {
    expect(await sourcesIn(dockerfile(...lines))).toEqual([]);
  });

  test('a shell set back and the next stage speak again', async () => {
    expect(await sourcesIn(dockerfile('FROM node', 'SHELL ["pwsh"]', 'RUN a', 'SHELL ["/bin/bash", "-eo", "pipefail", "-c"]', 'RUN b', 'FROM node', 'RUN c'))).toEqual(['b', 'c']);
  });
});

describe('shell in YAML', () => {
  test('block scalars of every kind', async () => {
    const host = steps('- run: |', '    cat <<EOF', '      x', '    EOF', '', '    ls', '', '- run: >-', '    npm ci', '    --offline', '', '    ls', '- run: |2+', '      a', '    b', '', '- run: | # why', '    c');
    expect(await sourcesIn(host)).toEqual(['cat <<EOF\n  x\nEOF\n\nls\n', 'npm ci --offline\nls', '  a\nb\n\n', 'c\n']);
  });

  test('scalars in a line, and over several', async () => {
    const host = steps('- run: npm ci', '- { run: "echo \\"a\\" \'b\'", shell: sh }', "- run: 'echo ''a'''", '- run: npm ci', '    --offline', '- run: "npm ci', '    --offline"');
    expect(await sourcesIn(host)).toEqual(['npm ci', 'echo "a" \'b\'', "echo 'a'", 'npm ci --offline', 'npm ci --offline']);
  });

  test('expressions are words of the same length', async () => {
    expect(await sourcesIn(steps('- run: echo "${{ github.sha }}" ${{x}}y'))).toEqual(['echo "xxxxxxxxxxxxxxxxx" xxxxxxy']);
  });

  test('the shell is found by step, job, workflow and runner, in this order', async () => {
    const text = `
defaults: { run: { shell: pwsh } }
jobs:
  inherited: { runs-on: ubuntu-latest, steps: [{ run: silent }, { run: step, shell: "bash -l {0}" }] }
  job: { runs-on: windows-latest, defaults: { run: { shell: bash } }, steps: [{ run: job }, { run: silent, shell: python }] }
`;
    expect(await sourcesIn(workflow(text))).toEqual(['step', 'job']);
    const runners = ['windows-2022', '[self-hosted, windows]', '${{ inputs.runner }}', '${{ matrix.os }}', 'macos-latest', '[self-hosted, linux]'];
    const jobs = runners.map((runner, index) => `  j${index}:\n    runs-on: ${runner}\n    strategy: { matrix: { os: [ubuntu-latest, windows-latest] } }\n    steps: [{ run: j${index} }]`);
    expect(await sourcesIn(workflow(`jobs:\n${jobs.join('\n')}\n  m:\n    runs-on: \${{ matrix.os }}\n    strategy: { matrix: { os: [ubuntu-24.04] } }\n    steps: [{ run: m }]`))).toEqual(['j4', 'j5', 'm']);
  });

  test('composite actions name their shell', async () => {
    const text = 'runs:\n  using: composite\n  steps:\n    - { run: a, shell: bash }\n    - { run: b, shell: pwsh }\n    - { run: c }\n';
    expect(await sourcesIn({ language: 'yaml', path: 'tools/action.yml', text })).toEqual(['a']);
    expect(await sourcesIn({ language: 'yaml', path: 'tools/action.yml', text: text.replace('composite', 'docker') })).toEqual([]);
  });

  test('scripts of GitLab, with anchors and lists in lists', async () => {
    const text = '.setup: &setup\n  - a\nbefore_script: *setup\ntest:\n  script:\n    - b\n    - [c, d]\n    - |\n      e\n    - !reference [.x, script]\n  after_script: f\nwin:\n  tags: [saas-windows-medium-amd64]\n  script: g\n';
    expect(await sourcesIn(gitlab(text))).toEqual(['a', 'b', 'c', 'd', 'e\n', 'f']);
  });

  test('other YAML embeds nothing', async () => {
    expect(embeddable('yaml', 'k8s/deployment.yaml')).toEqual([]);
    expect(embeddable('yaml', '.github/workflows/ci.yml')).toEqual(['bash']);
    expect(await sourcesIn({ ...steps('- run: npm ci'), path: 'ci.yml' })).toEqual([]);
  });
});

describe('SQL in strings', () => {
  test.each<[string, string, string, string[]]>([
    ['python', 'a.py', 'a = f"SELECT {cols} FROM t_{x!r} WHERE a = \'{{\'\\n"\nb = ("SELECT * "\n  "FROM t")\nc = rb"SELECT a FROM b WHERE c = \'\\d\'"', ["SELECT {xxxx} FROM t_{xxx} WHERE a = '{'\n", 'SELECT * FROM t', "SELECT a FROM b WHERE c = '\\d'"]],
    ['typescript', 'a.ts', "db.query('SELECT * FROM ' + table + \" WHERE id = 1\"); sql`select * from t where id = ${id}`;", ['SELECT * FROM {xxxxxx} WHERE id = 1', 'select * from t where id = {xxx}']],
    ['tsx', 'a.tsx', "const q = 'SELECT \\'a\\' FROM t';", ["SELECT 'a' FROM t"]],
    ['javascript', 'a.js', 'const q = `SELECT *\nFROM t`;', ['SELECT *\nFROM t']],
    ['java', 'A.java', 'class A { String a = "SELECT * " + "FROM " + T; String b = """\n  SELECT *\n  FROM "t"\n  """; }', ['SELECT * FROM {xx}', '\n  SELECT *\n  FROM "t"\n  ']],
    ['go', 'a.go', 'package a\nvar a = fmt.Sprintf("SELECT * FROM %s\\n", t)\nvar b = `\nselect *\nfrom t`\n', ['SELECT * FROM %s\n', '\nselect *\nfrom t']],
    ['csharp', 'A.cs', 'class A { string a = @"SELECT ""x"" FROM t"; string b = $"SELECT * FROM {t:0} WHERE x = \'{{\'"; string c = """SELECT * FROM "t" """; }', ['SELECT "x" FROM t', "SELECT * FROM {xxx} WHERE x = '{'", 'SELECT * FROM "t" ']],
    ['php', 'a.php', "<?php $a = 'SELECT * FROM ' . $t . \" WHERE {$c->d} = 1\"; $b = <<<SQL\n  select *\n  from $t\n  SQL; $c = <<<'N'\nselect * from t\nN;", ['SELECT * FROM {xxx} WHERE {xxxxx} = 1', '  select *\n  from {}', 'select * from t']],
    ['rust', 'a.rs', 'fn a() { let a = "SELECT * \\\n  FROM t"; query!(r#"SELECT "a" FROM t"#); }', ['SELECT *   FROM t', 'SELECT "a" FROM t']],
  ])('%s', async (language, path, text, expected) => {
    expect(await sourcesIn({ language, path, text })).toEqual(expected);
  });
});

describe('JSX as HTML', () => {
  const tsx = (text: string): Host => ({ language: 'tsx', path: 'a.tsx', text });

  test('what HTML cannot know is masked, each element in code is a text of its own', async () => {
    const [outer, inner] = await textsIn(tsx('const x = <p className="a" {...rest} onClick={() => a > b}>\n  {/* c */} text {ok && <Media.Video autoPlay src={url} />}\n</p>;'));
    expect(outer?.text).toBe('<p className="a" ????????? onClick="???????????">\n            text                                           \n</p>');
    expect(inner?.text).toBe('<Media-Video autoPlay src="???" />');
    const parseHtml = await parserOf('html');
    expect([outer, inner].flatMap((embedded) => errorsIn(parseHtml(embedded?.text ?? '')))).toEqual([]);
  });

  test('attributes are there, absent or plain text as their code says', async () => {
    expect(await sourcesIn(tsx('<video autoPlay={true} loop={false} muted={undefined} preload={"none"} poster={`x.png`} width={w} />'))).toEqual(['<video autoPlay                                       preload= "none"  poster= "x.png"  width="?" />']);
  });

  test('fragments, comments and type arguments are blanks', async () => {
    expect(await sourcesIn(tsx('<><A<string> /* why */ b /></>'))).toEqual(['  <A                   b />   ']);
  });

  test('templates tagged html, in TypeScript too', async () => {
    const text = 'const a = html`<p class=${c} ${d}>\\u0041${html`<i></i>`}</p>`; const b = css`p {}`; const c = <b>x;';
    expect(await sourcesIn({ language: 'typescript', path: 'a.ts', text })).toEqual(['<p class=???? ????>A????????????????</p>', '<i></i>']);
  });

  test('every text has the length of its element', async () => {
    const host = tsx('const a = <A b={<c/>} d:e="f" {...g}>{h}<i.j>k</i.j></A>;');
    for (const embedded of await textsIn(host)) {
      const { start, end } = embedded.toHost({ start: 0, end: embedded.text.length });
      expect(end - start).toBe(embedded.text.length);
    }
  });
});

const HOSTS: readonly Host[] = [
  dockerfile('FROM node', 'RUN --mount=type=cache,target=/x npm ci \\ ', '# c', '  && ls "a" \\', '', '  -l', 'RUN <<-EOF', '\tnpm ci --x', '\tls -l a', '\tEOF', 'RUN cat <<A', 'b', 'A'),
  steps('- run: |', '    npm ci --offline', '', '      echo "${{ a }}" x', '', '- run: >', '    npm ci', '    --offline', '      more', '', '    echo é🙂', '- run: npm ci', '    --offline', '- run: "echo \\"a\\" b"', "- run: 'echo ''a'' b'", '- run: |+', '    a b', ''),
  { ...steps('- run: |', '    npm ci', '    echo x', '- run: >-', '    npm', '    ci'), text: steps('- run: |', '    npm ci', '    echo x', '- run: >-', '    npm', '    ci').text.replaceAll('\n', '\r\n') },
  gitlab('test:\n  script:\n    - echo a\n    - [b c, "d e"]\n    - |-\n      f g\n'),
  { language: 'python', path: 'a.py', text: 'a = f"SELECT {b} FROM c WHERE d = \'{{\' AND é = \'🙂\'\\n"\nb = "SELECT e " \'FROM f WHERE g = 1\'\nc = """\nSELECT h, i\nFROM j"""\n' },
  { language: 'typescript', path: 'a.ts', text: "q('SELECT a, b FROM ' + c + ' WHERE d = 1'); q(`SELECT e, f\nFROM ${g} WHERE h = '$' AND i = 2`);" },
  { language: 'csharp', path: 'A.cs', text: 'class A { string a = @"SELECT ""x"" FROM t WHERE u = 1"; string b = $"SELECT a, b FROM {t} WHERE x = 2"; }' },
  { language: 'php', path: 'a.php', text: "<?php $a = 'SELECT b, c FROM ' . $t . \" WHERE {$c->d} = 1\"; $b = <<<SQL\n  select e, f\n  from $t\n  SQL;" },
  { language: 'go', path: 'a.go', text: 'package a\nvar a = "SELECT b, c FROM d\\n" + e\nvar b = `\nselect f, g\nfrom h`\n' },
  { language: 'java', path: 'A.java', text: 'class A { String a = "SELECT b, c " + "FROM d"; String e = """\n  SELECT f, g\n  FROM "h"\n  """; }' },
  { language: 'rust', path: 'a.rs', text: 'fn a() { let a = "SELECT b, c \\\n  FROM d"; query!(r#"SELECT "e", f FROM g"#); }' },
  { language: 'tsx', path: 'a.tsx', text: 'const a = <p className="b c" {...d} title={e}>text é {f && <video src="g.mp4" autoPlay />} more</p>;' },
  { language: 'javascript', path: 'a.js', text: 'const a = html`<p class="b c" ${d}>text ${e} more\\n</p>`;' },
];

/** Whether an edit stays inside the texts and attribute values of an element, so that its tags remain what they are. */
function keepsTags(text: string, edit: TextEdit): boolean {
  const touched = text.slice(Math.max(0, edit.start - 1), edit.end + 1) + edit.text;
  return !/[<>"'=/?#:]/.test(touched) && !/<\/?\w*$/.test(text.slice(0, edit.start));
}

/** Units that stand in both texts at the same place are those that were taken over as they are. */
function isCopied(host: string, embedded: EmbeddedText, offset: number): boolean {
  const span = embedded.toHost({ start: offset, end: offset + 1 });
  return span.end - span.start === 1 && host[span.start] === embedded.text[offset];
}

describe('places in the host', () => {
  test.each(HOSTS.map((host, index) => [`${host.language} ${index}`, host] as const))('a span of what was taken over says the same in %s', async (_, host) => {
    const texts = await textsIn(host);
    expect(texts.length).toBeGreaterThan(0);
    for (const embedded of texts) {
      const { text } = embedded;
      const whole = embedded.toHost({ start: 0, end: text.length });
      fc.assert(
        fc.property(fc.nat(text.length), fc.nat(text.length), (a, b) => {
          const [start, end] = [Math.min(a, b), Math.max(a, b)];
          const span = embedded.toHost({ start, end });
          expect(span.start).toBeGreaterThanOrEqual(whole.start);
          expect(span.end).toBeLessThanOrEqual(whole.end);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          const plain = Array.from({ length: end - start }, (_, i) => start + i).every((i) => isCopied(host.text, embedded, i));
          if (plain && span.end - span.start === end - start) expect(host.text.slice(span.start, span.end)).toBe(text.slice(start, end));
        }),
      );
      expect(Array.from({ length: text.length }, (_, i) => i).some((i) => isCopied(host.text, embedded, i))).toBe(true);
    }
  });

  test.each(HOSTS.map((host, index) => [`${host.language} ${index}`, host] as const))('an edit that can be written makes the edited text in %s', async (_, host) => {
    const parse = await parserOf(host.language);
    const read = (text: string) => embeddedTexts({ ...host, text, tree: parse(text) }, ALL);
    let written = 0;
    for (const [index, embedded] of read(host.text).entries()) {
      const piece = fc.oneof(fc.constantFrom('', 'x', 'xy z', ' ', '"', "'", '`', '\\', '\n', '#', '{', '}', '$', '${{', '\t', 'é', '🙂', ': ', '- ', '<<A', '--x', '%s'));
      fc.assert(
        fc.property(fc.nat(embedded.text.length), fc.nat(4), piece, (start, length, text) => {
          const edit = { start, end: Math.min(start + length, embedded.text.length), text };
          const inHost = embedded.editHost(edit);
          if (!inHost) return;
          const wanted = applyEdits(embedded.text, [edit]);
          const after = read(applyEdits(host.text, [inHost]));
          if (embedded.language === 'html' && !keepsTags(embedded.text, edit)) return;
          // An edit may make a statement a sentence, which is no SQL any more.
          if (embedded.language === 'sql' && after.length < read(host.text).length) return;
          expect(after[index]?.text, JSON.stringify(edit)).toBe(wanted);
          written++;
        }),
        { numRuns: 200 },
      );
    }
    expect(written).toBeGreaterThan(10);
  });

  test('masked and escaped parts, and what cannot stand in the host, are not written', async () => {
    const [shell] = await textsIn(steps('- run: |', '    echo ${{ a }}', '    ls -l'));
    expect(shell?.editHost({ start: 5, end: 8, text: 'b' })).toBeUndefined();
    expect(shell?.editHost({ start: 0, end: 4, text: 'a\nb' })).toBeUndefined();
    expect(shell?.editHost({ start: 14, end: 16, text: 'dir' })).toMatchObject({ text: 'dir' });
    const [sql] = await textsIn({ language: 'python', path: 'a.py', text: 'a = "SELECT \\"b\\", c FROM d"' });
    expect(sql?.editHost({ start: 7, end: 8, text: 'x' })).toBeUndefined();
    expect(sql?.editHost({ start: 12, end: 13, text: '"e"' })).toBeUndefined();
    expect(sql?.editHost({ start: 12, end: 13, text: "'e'" })).toEqual({ start: 19, end: 20, text: "'e'" });
    expect(sql?.editHost({ start: 12, end: 999, text: '' })).toBeUndefined();
  });
});

describe('bad input', () => {
  test('broken and endless texts never throw', async () => {
    const nested = '['.repeat(20_000);
    const hosts: Host[] = [
      workflow('jobs: [\n  a: {'),
      workflow(`jobs: ${nested}`),
      gitlab('a: &a\n  script: *a\nb: {<<: *a}'),
      gitlab(`a:\n  script: ${'['.repeat(200)}x`),
      steps('- run: |', '  x', '\ty'),
      dockerfile('RUN', 'RUN \\', 'FROM', 'RUN <<EOF', 'x'),
      dockerfile('FROM a', 'RUN <<', 'RUN [', 'ONBUILD', 'SHELL', 'SHELL []'),
      { language: 'python', path: 'a.py', text: 'a = f"SELECT {b FROM c\nd = """SELECT e FROM f' },
      { language: 'javascript', path: 'a.js', text: `a = 'SELECT b FROM c' + ${'('.repeat(5000)}` },
      { language: 'javascript', path: 'a.js', text: `a = 'SELECT b FROM c'${" + 'd'".repeat(20_000)}` },
      { language: 'php', path: 'a.php', text: '<?php $a = "SELECT {$b FROM c; <<<SQL\nselect * from d' },
      { language: 'csharp', path: 'A.cs', text: 'class A { string a = @"SELECT b FROM c; $"""SELECT {' },
      { language: 'tsx', path: 'a.tsx', text: `const a = ${'<a>'.repeat(3000)}<b c={ {...` },
      { language: 'tsx', path: 'a.tsx', text: 'const a = <a b={`${`}c</a>; <\ud800>; <d e=' },
    ];
    for (const host of hosts) for (const embedded of await textsIn(host)) embedded.editHost({ start: 0, end: 1, text: 'x' });
  });

  test('random cuts and joins of good hosts never throw', async () => {
    for (const host of HOSTS) {
      const parse = await parserOf(host.language);
      fc.assert(
        fc.property(fc.nat(host.text.length), fc.nat(30), fc.nat(host.text.length), (at, length, from) => {
          const text = host.text.slice(0, at) + host.text.slice(from, from + length) + host.text.slice(Math.min(host.text.length, at + length));
          for (const embedded of embeddedTexts({ ...host, text, tree: parse(text) }, ALL)) {
            const span = embedded.toHost({ start: 0, end: embedded.text.length });
            expect(span.end).toBeLessThanOrEqual(text.length);
          }
        }),
        { numRuns: 150 },
      );
    }
  });
});
