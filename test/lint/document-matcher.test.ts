import { describe, expect, test } from 'vitest';
import { checkWith } from '../support/rule.js';

async function underlined(language: string, text: string, match: string): Promise<readonly string[]> {
  const outcome = await checkWith(language, text, match);
  expect(outcome.problems).toEqual([]);
  return outcome.underlined;
}

const JOBS = `on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@v4
      - run: npm test
  release:
    runs-on: \${{ matrix.os }}
    if: github.ref == 'refs/heads/main'
`;

describe('paths', () => {
  test.each([
    ['jobs.*', ['3: test', '9: release']],
    ['jobs.release.if', ['11: if']],
    ['**.runs-on', ['4: runs-on', '10: runs-on']],
    ['jobs.test.steps.*', ['7: uses: actions/checkout@v4', '8: run: npm test']],
    ['jobs.test.steps.1', ['8: run: npm test']],
    ['jobs.test.steps.-2.uses', ['7: uses']],
    ['jobs.absent.steps', []],
  ])('%s', async (path, expected) => {
    expect(await underlined('yaml', JOBS, `document: { path: "${path}" }`)).toEqual(expected);
  });

  test('a backslash takes a dot literally', async () => {
    expect(await underlined('yaml', 'labels:\n  app.kubernetes.io/name: trips\n', String.raw`document: { path: 'labels.app\.kubernetes\.io/name' }`)).toEqual(['2: app.kubernetes.io/name']);
  });

  test('a number is a key where there is a mapping', async () => {
    expect(await underlined('yaml', 'responses:\n  200: ok\n', 'document: { path: responses.200 }')).toEqual(['2: 200']);
  });
});

describe('conditions', () => {
  test.each([
    ['exists', '{ if: exists }', ['9: release']],
    ['missing', '{ if: missing }', ['3: test']],
    ['a value', '{ runs-on: ubuntu-latest }', ['3: test']],
    ['one of several values', '{ timeout-minutes: [5, 10] }', ['3: test']],
    ['regex', '{ runs-on: { regex: "^ubuntu-" } }', ['3: test']],
    ['not, of a template nobody can fill in here', '{ runs-on: { not: windows-latest } }', ['3: test']],
    ['not, of what is missing', '{ timeout-minutes: { not: 5 } }', ['9: release']],
    ['any, of a value or nothing', '{ timeout-minutes: { any: [missing, 5] }, if: { any: [missing, exists] } }', ['3: test', '9: release']],
    ['any, of neither', '{ timeout-minutes: { any: [6, { regex: x }] } }', []],
    ['above', '{ timeout-minutes: { above: 4 } }', ['3: test']],
    ['above and below', '{ timeout-minutes: { above: 5, below: 10 } }', []],
    ['contains, of keys', '{ "": { contains: [steps, services] } }', ['3: test']],
    ['where, of one item', '{ "steps.*": { where: { run: exists, uses: missing } } }', ['3: test']],
    ['where, of no item', '{ "steps.*": { where: { run: exists, uses: exists } } }', []],
    ['all together', '{ if: missing, runs-on: exists, steps: exists }', ['3: test']],
  ])('%s', async (_, where, expected) => {
    expect(await underlined('yaml', JOBS, `document: { path: jobs.*, where: ${where} }`)).toEqual(expected);
  });

  test.each(['on: pull_request\n', 'on: [push, pull_request]\n', 'on:\n  pull_request:\n  push:\n'])('contains takes %j alike', async (text) => {
    expect(await underlined('yaml', text, 'document: { path: "on", where: { "": { contains: pull_request } } }')).toEqual(['1: on']);
    expect(await underlined('yaml', text, 'document: { path: "on", where: { "": { contains: schedule } } }')).toEqual([]);
  });

  test('when: asks the document, report: names the key to underline', async () => {
    const matcher = 'document: { when: { kind: Pod }, path: spec.containers.*, where: { securityContext.privileged: true }, report: securityContext.privileged }';
    const pod = (kind: string) => `kind: ${kind}\nspec:\n  containers:\n    - name: a\n      securityContext:\n        privileged: true\n`;
    expect(await underlined('yaml', pod('Pod'), matcher)).toEqual(['6: privileged']);
    expect(await underlined('yaml', pod('Shop'), matcher)).toEqual([]);
    expect(await underlined('yaml', pod('Pod'), 'document: { path: spec, report: initContainers }')).toEqual([]);
  });

  test('each of several documents is judged for itself', async () => {
    expect(await underlined('yaml', 'kind: A\nx: 1\n---\nkind: B\nx: 1\n---\nkind: B\nx: [\n', 'document: { when: { kind: B }, path: x }')).toEqual(['5: x']);
  });

  test('soften lowers the severity where the document says so', async () => {
    const { findings } = await checkWith('yaml', 'status: draft\nports:\n  - name: a\n', 'document: { path: ports.*, missing: description, soften: { path: status, values: [draft], to: hint } }');
    expect(findings.map(({ severity }) => severity)).toEqual(['hint']);
  });

  test('a matcher may weigh what it finds', async () => {
    const { findings } = await checkWith('yaml', 'a: 1\n', 'document: { path: a, severity: error }');
    expect(findings.map(({ severity }) => severity)).toEqual(['error']);
  });

  test('the heading may name key and value', async () => {
    const { findings } = await checkWith('yaml', 'image: node\n', 'document: { path: image }');
    expect(findings.map(({ message }) => message)).toEqual(['Found image with node']);
  });

  test('a regular expression that cannot be read is the writer\'s problem, not the text\'s', async () => {
    const { findings, problems } = await checkWith('yaml', 'image: node\n', 'document: { path: image, where: { "": { regex: "(?=x)" } } }');
    expect(findings).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/^rule test\/rule: the regular expression "\(\?=x\)" is not valid/)]);
  });

  test('a condition that does not exist is refused with the page', async () => {
    await expect(checkWith('yaml', 'a: 1\n', 'document: { path: a, where: { b: { matches: x } } }')).rejects.toThrow(/matches/);
  });
});

describe('YAML', () => {
  test('merge keys bring keys along; own keys outrank them', async () => {
    const text = 'base: &base { privileged: true, image: a }\nservices:\n  web:\n    <<: *base\n    image: b\n  db:\n    <<: [*base]\n    privileged: false\n  cache:\n    <<: *elsewhere\n';
    expect(await underlined('yaml', text.replace('*elsewhere', '{}'), 'document: { path: services.*, where: { privileged: true } }')).toEqual(['3: web']);
    expect(await underlined('yaml', text.replace('*elsewhere', '{}'), 'document: { path: services.*, missing: image }')).toEqual(['9: cache']);
  });

  test('several merges in one mapping are read one after the other, and a key twice is no YAML', async () => {
    const text = 'one: &one { image: a }\ntwo: &two { privileged: true }\nweb:\n  <<: *one\n  <<: *two\n';
    expect(await underlined('yaml', text, 'document: { path: web, where: { privileged: true, image: a } }')).toEqual(['3: web']);
    expect(await underlined('yaml', 'web: { image: a, image: b }\n', 'document: { path: web, where: { image: exists } }')).toEqual([]);
  });

  test('what a merge key brings may be unknown', async () => {
    expect(await underlined('yaml', 'a: !include x.yaml\nservices:\n  cache:\n    <<: !include y.yaml\n', 'document: { path: services.*, missing: image }')).toEqual([]);
  });

  test('aliases lead to what they stand for, also through themselves', async () => {
    expect(await underlined('yaml', 'a: &a\n  image: x\nb: *a\nc: &c\n  self: *c\n', 'document: { path: "**", where: { image: x } }')).toEqual(['1: a']);
    expect(await underlined('yaml', 'a: &a { image: x }\nb: *a\n', 'document: { path: b, where: { image: x } }')).toEqual(['2: b']);
  });

  test('a billion laughs are read in no time', async () => {
    const levels = Array.from({ length: 30 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array.from({ length: 9 }, () => `*l${i}`).join(', ')}]`);
    const text = `l0: &l0 { lol: 1 }\n${levels.join('\n')}\n`;
    expect(await underlined('yaml', text, 'document: { path: "**.lol" }')).toEqual(['1: lol']);
    expect(await underlined('yaml', text, 'document: { path: "l30.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.*.lol" }')).toEqual(['1: lol']);
  });

  test('a template that does not parse, or parses by chance, is no document', async () => {
    expect(await underlined('yaml', 'a:\n{{- if .Values.x }}\n  b: 1\n{{- end }}\n', 'document: { path: a, missing: c }')).toEqual([]);
    expect(await underlined('yaml', 'a: {{ .Values.x }}\n', 'document: { path: a, missing: c }')).toEqual([]);
  });

  test('functions of CloudFormation may give anything', async () => {
    const text = 'Rule:\n  CidrIp: !Ref Cidr\nOther:\n  CidrIp: { "Fn::Sub": "${Cidr}" }\nThird:\n  Nothing: 1\n';
    expect(await underlined('yaml', text, 'document: { path: "*", where: { CidrIp: { not: 10.0.0.0/8 } } }')).toEqual(['5: Third']);
    expect(await underlined('yaml', text, 'document: { path: "*", missing: CidrIp }')).toEqual(['5: Third']);
  });

  test.each([
    ['brackets', '['.repeat(100_000)],
    ['braces', `a: ${'{b: '.repeat(50_000)}`],
    ['list items', `${'- '.repeat(100_000)}a: 1`],
    ['closed brackets', `a: ${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['lone surrogates', 'a: "\ud800"\nb: \udc00\n'],
  ])('%s without end bring nothing down', async (_, text) => {
    const { problems } = await checkWith('yaml', text, 'document: { path: "**" }');
    expect(problems).toEqual([]);
  });
});

describe('JSON', () => {
  test('is read with comments, emoji and escapes', async () => {
    const text = '{\n  // why\n  "é🙂": { "a\\"b": [1, { "c": null }] } /* end */\n}\n';
    expect(await underlined('json', text, 'document: { path: "é🙂.*.1.c" }')).toEqual(['3: "c"']);
    expect(await underlined('json', text, 'document: { path: "é🙂.*", where: { "": { contains: 1 } } }')).toEqual(['3: "a\\"b"']);
  });

  test('beside a mistake nothing is called missing', async () => {
    expect(await underlined('json', '{ "a": { "b": 1, ??? "c": 2 }, "d": {} }', 'document: { path: "*", missing: e }')).toEqual(['1: "d"']);
  });

  test('deep nesting brings nothing down', async () => {
    const { problems } = await checkWith('json', '{"a":'.repeat(20_000), 'document: { path: "**" }');
    expect(problems).toEqual([]);
  });
});

const TERRAFORM = `resource "aws_security_group" "web" {
  name        = "web-\${var.stage}"
  description = "It says \\"web\\""
  revoke      = true
  ports       = [22, -1, var.port]
  tags = {
    owner    = "trips"
    "a b"    : 1
    (var.k)  = 2
  }
  ingress {
    from_port   = 22
    cidr_blocks = ["10.0.0.0/8"]
  }
  ingress {
    from_port   = 443
    cidr_blocks = concat(["0.0.0.0/0"], var.more)
  }
  dynamic "egress" {
    for_each = var.targets
    content {
      from_port = egress.value
    }
  }
}

locals {}
`;

describe('HCL', () => {
  test.each([
    ['resource.aws_security_group.web', '{ revoke: true }', ['1: "web"']],
    ['resource.*.*', '{ description: "It says \\"web\\"" }', ['1: "web"']],
    ['resource.*.*.ingress', '{ from_port: { below: 100 } }', ['11: ingress']],
    ['resource.*.*.ingress.cidr_blocks', '{ "": { contains: 10.0.0.0/8 } }', ['13: cidr_blocks']],
    ['resource.*.*.ports.1', '{ "": -1 }', ['5: -1']],
    ['resource.*.*.tags', '{ owner: trips, "a b": 1 }', ['6: tags']],
    ['resource.*.*', '{ egress: missing }', []],
    ['resource.*.*', '{ egress: exists }', []],
    ['resource.*.*', '{ name: { not: x } }', []],
    ['resource.*.*.tags', '{ other: missing }', []],
    ['resource.*.*.ports', '{ "": { not: { contains: 80 } } }', []],
    ['resource.*.*', '{ lifecycle: missing }', ['1: "web"']],
  ])('%s where %s', async (path, where, expected) => {
    expect(await underlined('hcl', TERRAFORM, `document: { path: "${path}", where: ${where} }`)).toEqual(expected);
  });

  test('while a block is being typed nothing is called missing in it', async () => {
    expect(await underlined('hcl', 'resource "a" "b" {\n  name = "x"\n  ??? !!\n}\n', 'document: { path: resource.*.*, missing: tags }')).toEqual([]);
  });
});

const DOCKERFILE = `ARG VERSION=22
FROM --platform=linux/amd64 registry.example.com:5000/node:22-bookworm@sha256:abc AS base
ENV NODE_ENV=production PATH="/app/bin" NOTE="a b"
RUN npm ci && echo $HOME
FROM base
COPY --from=base --chown=1000 package.json src /app/
ENV OLD form of it
USER $USER
from node:\${VERSION}
`;

describe('Dockerfile', () => {
  test.each([
    ['stages.0.FROM', '{ name: "registry.example.com:5000/node", tag: 22-bookworm, digest: "sha256:abc", platform: linux/amd64, as: base }', ['2: FROM']],
    ['stages.*.FROM.tag', '{ "": { regex: bookworm } }', ['2: 22-bookworm']],
    ['stages.*', '{ FROM.tag: missing }', ['5: FROM base']],
    ['stages.1.base.ENV', '{ NODE_ENV: production, PATH: /app/bin, NOTE: a b }', ['3: ENV']],
    ['stages.*.RUN', '{ "": { regex: "npm ci" } }', ['4: RUN']],
    ['stages.*.COPY', '{ from: base, destination: /app/, sources: { contains: src } }', ['6: COPY']],
    ['stages.1.ENV', '{ OLD: form of it }', ['7: ENV']],
    ['stages.*.USER', '{ "": { not: root } }', []],
    ['stages.-1', '{ FROM.name: node, FROM.tag: { not: x } }', []],
    ['stages.-1.FROM', '{ name: node }', ['9: from']],
    ['', '{ ARG.VERSION: "22" }', ['1: ARG VERSION=22']],
  ])('%s where %s', async (path, where, expected) => {
    expect(await underlined('dockerfile', DOCKERFILE, `document: { path: "${path}", where: ${where} }`)).toEqual(expected);
  });
});

describe('inserting a missing key', () => {
  const fix = 'title: Add limits\nsafe: false\ninsert: { key: limits, value: { cpu: 1, names: [a, "b: c"] } }';
  const insert = async (language: string, text: string, path: string, more = '') => (await checkWith(language, text, `document: { path: "${path}", missing: limits }`, fix.replace(' } }', ` }${more} }`))).fixed;

  test.each([
    ['a: { b: 1 }\n', 'a: { b: 1, limits: { cpu: 1, names: [ a, "b: c" ] } }\n'],
    ['a: {}\n', 'a: { limits: { cpu: 1, names: [ a, "b: c" ] } }\n'],
    ['a: {\n  b: 1,\n}\n', 'a: {\n  b: 1,\n  limits: { cpu: 1, names: [ a, "b: c" ] },\n}\n'],
    ['a:\n  b: 1 # why\n\nz: 2\n', 'a:\n  b: 1 # why\n  limits:\n    cpu: 1\n    names:\n      - a\n      - "b: c"\n\nz: 2\n'],
    ['a:\r\n  b: 1', 'a:\r\n  b: 1\r\n  limits:\r\n    cpu: 1\r\n    names:\r\n      - a\r\n      - "b: c"'],
    ['a:\n    b:\n        c: 1\n', 'a:\n    b:\n        c: 1\n    limits:\n        cpu: 1\n        names:\n            - a\n            - "b: c"\n'],
    ['a:\n    <<: { b: 1 }\n', 'a:\n    <<: { b: 1 }\n    limits:\n      cpu: 1\n      names:\n        - a\n        - "b: c"\n'],
  ])('YAML %j', async (text, expected) => {
    expect(await insert('yaml', text, 'a')).toBe(expected);
  });

  test('YAML, above another key and its comment', async () => {
    const text = 'name: x\n\n# All of them.\njobs:\n  a: 1\n';
    const match = 'document: { path: "", missing: permissions }';
    expect((await checkWith('yaml', text, match, 'title: Add\nsafe: false\ninsert: { key: permissions, value: { contents: read }, before: jobs }')).fixed).toBe('name: x\n\npermissions:\n  contents: read\n\n# All of them.\njobs:\n  a: 1\n');
    expect((await checkWith('yaml', 'jobs:\n  a: 1\n', match, 'title: Add\nsafe: false\ninsert: { key: permissions, value: { contents: read }, before: jobs }')).fixed).toBe('permissions:\n  contents: read\njobs:\n  a: 1\n');
  });

  test.each([
    ['{ "a": { "b": 1 } }', '{ "a": { "b": 1, "limits": { "cpu": 1, "names": [ "a", "b: c" ] } } }'],
    ['{ "a": {} }', '{ "a": { "limits": { "cpu": 1, "names": [ "a", "b: c" ] } } }'],
    ['{ "a": {\n    "b": 1 // why\n  } }', '{ "a": {\n    "b": 1,\n    "limits": {\n      "cpu": 1,\n      "names": [\n        "a",\n        "b: c"\n      ]\n    } // why\n  } }'],
  ])('JSON %j', async (text, expected) => {
    expect(await insert('json', text, 'a')).toBe(expected);
  });

  test.each([
    ['a "x" {\n  b = 1 # why\n}\n', 'a "x" {\n  b = 1 # why\n  limits {\n    cpu = 1\n    names = ["a", "b: c"]\n  }\n}\n'],
    ['  a "x" {}\n', '  a "x" {\n    limits {\n      cpu = 1\n      names = ["a", "b: c"]\n    }\n  }\n'],
    ['a "x" { b = 1 }\n', 'a "x" { b = 1 }\n'],
  ])('HCL %j', async (text, expected) => {
    expect(await insert('hcl', text, 'a.x')).toBe(expected);
  });
});

test('replacing the value at the reported key', async () => {
  const fix = 'title: "Set $KEY"\nsafe: true\nreplace: "not-$VALUE"';
  const { findings, fixed } = await checkWith('yaml', 'a:\n  privileged: true # why\n', 'document: { path: a, where: { privileged: true }, report: privileged }', fix);
  expect(findings.map(({ fixes }) => fixes.map(({ title }) => title))).toEqual([['Set privileged']]);
  expect(fixed).toBe('a:\n  privileged: not-true # why\n');
  expect((await checkWith('dockerfile', 'FROM node:22\n', 'document: { path: stages.*.FROM.tag }', fix)).fixed).toBe('FROM node:not-22\n');
  expect((await checkWith('hcl', 'a = "x"\n', 'document: { path: a }', fix)).fixed).toBe('a = not-"x"\n');
});
