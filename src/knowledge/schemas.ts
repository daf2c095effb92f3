import { LINTERS } from './model.js';

/**
 * JSON schemas of the front matter of every kind of page. `npm run validators` compiles them ahead of time, so that no
 * host has to evaluate code; the descriptions are what a writer is told to write.
 */
const talkReference = { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*(#[a-z0-9_-]+)?$', description: 'a talk id, or talk#anchor' } as const;
const words = { type: 'array', items: { type: 'string', minLength: 1 } } as const;
const pageId = { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', description: 'lower-case words joined by hyphens' } as const;
const detectionKeys = {
  type: 'array',
  items: { type: 'string', pattern: '^(npm|pypi|py|cargo|go|nuget|maven|docker|gha|tf|file):.+$', description: 'a detection key such as "npm:moment" or "py:pandas"' },
} as const;
const oneKey = { type: 'object', additionalProperties: false, minProperties: 1 } as const;
const documentConditions = {
  scalar: { type: ['string', 'number', 'boolean'] },
  scalars: { anyOf: [{ $ref: '#/$defs/scalar' }, { type: 'array', minItems: 1, items: { $ref: '#/$defs/scalar' } }] },
  conditions: { type: 'object', additionalProperties: { $ref: '#/$defs/condition' } },
  condition: {
    anyOf: [
      { $ref: '#/$defs/scalars' },
      { ...oneKey, properties: { regex: { type: 'string' } } },
      { ...oneKey, properties: { not: { $ref: '#/$defs/condition' } } },
      { ...oneKey, properties: { any: { type: 'array', minItems: 1, items: { $ref: '#/$defs/condition' } } } },
      { ...oneKey, properties: { contains: { $ref: '#/$defs/scalars' } } },
      { ...oneKey, properties: { above: { type: 'number' }, below: { type: 'number' } } },
      { ...oneKey, properties: { where: { $ref: '#/$defs/conditions' } } },
    ],
  },
} as const;

const patternConditions = {
  type: 'object',
  properties: {
    file: {
      type: 'object',
      additionalProperties: false,
      properties: {
        not: { description: 'Kinds of files in which the rule keeps silent: test, example, generated.' },
        'not-linted-by': { type: 'array', minItems: 1, items: { enum: LINTERS }, description: 'Linters that report the same by default: where one of them is set up in the folder of the file or above, the rule keeps silent.' },
      },
    },
  },
} as const;

export const SCHEMAS = {
  talk: {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'title', 'speakers', 'summary'],
    properties: { id: pageId, title: { type: 'string', minLength: 1 }, speakers: { ...words, minItems: 1 }, summary: { type: 'string', maxLength: 140, minLength: 1 } },
  },
  blip: {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'title', 'quadrant', 'ring', 'basis', 'talk', 'aliases', 'detect', 'related', 'rules'],
    properties: {
      id: pageId,
      title: { type: 'string', minLength: 1 },
      quadrant: { enum: ['techniques', 'tools', 'platforms', 'languages-and-frameworks'] },
      ring: { enum: ['adopt', 'trial', 'assess', 'hold'] },
      basis: { enum: ['explicit', 'inferred'] },
      moved: { enum: ['new', 'in', 'out'] },
      talk: talkReference,
      aliases: words,
      words: { ...words, description: 'What the blip is called in prose and comments, where nothing else is called so; lower case stands for any case.' },
      detect: { type: 'object', additionalProperties: false, required: ['strong', 'weak'], properties: { strong: detectionKeys, weak: detectionKeys } },
      related: words,
      rules: words,
      notes: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['date', 'text', 'source'],
          properties: { date: { type: 'string', pattern: '^\\d{4}(-\\d{2}){0,2}$', description: 'a date such as "2026-11"' }, text: { type: 'string' }, source: { type: 'string' } },
        },
      },
    },
    // A ring at either end needs a talk that says so.
    if: { properties: { ring: { enum: ['adopt', 'hold'] } } },
    then: { properties: { basis: { const: 'explicit' } } },
  },
  tip: {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'talk', 'on'],
    properties: { id: pageId, talk: talkReference, blip: pageId, on: { ...detectionKeys, minItems: 1 } },
  },
  rule: {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'talk', 'severity', 'default'],
    anyOf: [{ required: ['languages'] }, { required: ['files'] }],
    properties: {
      id: { type: 'string', pattern: '^[a-z0-9-]+/[a-z0-9-]+$', description: 'two parts, group/slug' },
      talk: talkReference,
      languages: { ...words, minItems: 1, description: 'In which files the rule may speak.' },
      files: { ...words, minItems: 1, description: 'Globs of the files in which the rule may speak.' },
      severity: { enum: ['error', 'warning', 'info', 'hint'], description: 'Error only when it is wrong, warning when the saving or the risk is proven, else info or hint.' },
      default: { enum: ['on', 'off'], description: 'Whether the rule runs unless the configuration says otherwise.' },
      catalogue: { type: 'string', description: 'Its number in a catalogue of your own.' },
      evidence: {
        type: 'object',
        description: 'Why to believe it; a rule that is on by default needs it.',
        additionalProperties: false,
        required: ['kind', 'effect', 'source'],
        properties: {
          kind: { enum: ['measured', 'data', 'paper', 'vendor', 'spec', 'convention'], description: 'What the evidence is.' },
          effect: { type: 'string', minLength: 1, description: 'What the rule saves or prevents, with a number where there is one.' },
          source: { type: 'string', minLength: 1, description: 'Where a reader can check it.' },
        },
      },
    },
    if: { properties: { default: { const: 'on' } } },
    then: { required: ['evidence'] },
  },
  language: {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'title', 'editorIds', 'extensions', 'comments'],
    properties: {
      id: pageId,
      title: { type: 'string' },
      grammar: { type: 'string' },
      editorIds: words,
      extensions: words,
      filenames: words,
      comments: {
        type: 'object',
        additionalProperties: false,
        properties: { line: words, block: { type: 'array', items: { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 2 } } },
      },
      deepest: { type: 'integer', minimum: 1, description: 'how many levels of indentation the grammar can hold' },
      expando: { type: 'string', minLength: 1, maxLength: 1 },
      kinds: { type: 'object', additionalProperties: words },
      words: { type: 'object', additionalProperties: words },
      limits: { type: 'object', additionalProperties: { type: 'integer', minimum: 1 } },
      effects: {
        type: 'array',
        items: { type: 'object', additionalProperties: false, required: ['effect', 'names'], properties: { effect: { type: 'string' }, names: words, properties: words } },
      },
    },
  },
  match: {
    $defs: documentConditions,
    type: 'object',
    oneOf: [
      {
        additionalProperties: false,
        required: ['rule'],
        properties: { rule: { type: 'object' }, constraints: { type: 'object' }, utils: { type: 'object' }, transform: { type: 'object' }, where: patternConditions, report: { type: 'string' } },
      },
      {
        additionalProperties: false,
        required: ['document'],
        properties: {
          words,
          document: {
            type: 'object',
            additionalProperties: false,
            required: ['path'],
            properties: {
              path: { type: 'string' },
              when: { $ref: '#/$defs/conditions' },
              where: { $ref: '#/$defs/conditions' },
              missing: { type: 'string' },
              report: { type: 'string' },
              severity: { enum: ['error', 'warning', 'info', 'hint'] },
              soften: {
                type: 'object',
                additionalProperties: false,
                required: ['path', 'values', 'to'],
                properties: { path: { type: 'string' }, values: words, to: { enum: ['error', 'warning', 'info', 'hint'] } },
              },
            },
          },
        },
      },
      { additionalProperties: false, required: ['detector'], properties: { words, detector: { type: 'string' }, options: { type: 'object' } } },
    ],
  },
  fix: {
    type: 'object',
    additionalProperties: false,
    required: ['title', 'safe'],
    properties: {
      title: { type: 'string', minLength: 1 },
      safe: { type: 'boolean' },
      target: { type: 'string' },
      from: { type: 'string' },
      replace: { type: 'string' },
      choices: { type: 'array', minItems: 1, items: { type: 'object', additionalProperties: false, required: ['title', 'replace'], properties: { title: { type: 'string' }, replace: { type: 'string' } } } },
      insert: { type: 'object', additionalProperties: false, required: ['key', 'value'], properties: { key: { type: 'string' }, value: {}, before: { type: 'string' } } },
      detector: { const: true },
    },
    oneOf: [{ required: ['replace'] }, { required: ['choices'] }, { required: ['insert'] }, { required: ['detector'] }],
  },
  config: {
    type: 'object',
    description: 'What a project decided; the editor and the command line both read it.',
    additionalProperties: false,
    properties: {
      rules: {
        type: 'object',
        additionalProperties: { enum: ['off', 'hint', 'info', 'warning', 'error'], description: 'How severe the findings of this rule are; `off` silences it.' },
        description: 'Severity by rule id, such as `polars/row-loop: off`. CUPID remarks are rules too: `cupid/P1: off`.',
      },
      talks: { ...words, description: 'Only the rules of these talks run. Without this key, those of all talks do.' },
      paths: {
        type: 'object',
        additionalProperties: false,
        description: 'Globs that say which files are tests, examples or generated; some rules keep silent there, and generated files are not checked at all. A list takes the place of the usual one.',
        properties: {
          test: { ...words, description: 'Globs of test files, relative to the folder of the project.' },
          example: { ...words, description: 'Globs of examples and fixtures, relative to the folder of the project.' },
          generated: { ...words, description: 'Globs of files that a program writes, relative to the folder of the project. They are not checked.' },
        },
      },
      ignores: {
        type: 'array',
        description: 'Findings that are not reported, each with the reason why it is fine.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['rule', 'reason'],
          properties: {
            rule: { type: 'string', minLength: 1, description: 'The id of the rule to ignore.' },
            path: { type: 'string', minLength: 1, description: 'Where to ignore it: a glob relative to the folder of the project. Everywhere without it.' },
            reason: { type: 'string', minLength: 3, description: 'Why this is fine here, for whoever reads it next.' },
          },
        },
      },
      packs: { ...words, description: 'Folders with more `rules/`, `talks/`, `radar/` and `tips/`, relative to the folder of the project. What lies in `.talklint` itself is read without being named.' },
    },
  },
} as const;

export type SchemaName = keyof typeof SCHEMAS;
