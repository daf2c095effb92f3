import type { Position } from '../document/position.js';

export const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const RINGS = ['adopt', 'trial', 'assess', 'hold'] as const;
export type Ring = (typeof RINGS)[number];

export const QUADRANTS = ['techniques', 'tools', 'platforms', 'languages-and-frameworks'] as const;
export type Quadrant = (typeof QUADRANTS)[number];

/** Into the radar, a ring inwards, a ring outwards. */
export type Movement = 'new' | 'in' | 'out';

/** A talk, or one section of it: `polars` or `polars#foundations`. */
export interface TalkReference {
  readonly talk: string;
  readonly anchor?: string;
}

/** A second-level or deeper heading of a talk; `anchor` is its slug, unique within the talk. */
export interface TalkSection {
  readonly anchor: string;
  readonly title: string;
  readonly depth: number;
  /** The section's own text as plain words, for search. */
  readonly words: string;
}

export interface Talk {
  readonly id: string;
  readonly title: string;
  readonly speakers: readonly string[];
  readonly summary: string;
  readonly sections: readonly TalkSection[];
  /** The page without its front matter, as Markdown. */
  readonly markdown: string;
}

export const EVIDENCE_KINDS = ['measured', 'data', 'paper', 'vendor', 'spec', 'convention'] as const;
export interface Evidence {
  readonly kind: (typeof EVIDENCE_KINDS)[number];
  readonly effect: string;
  readonly source: string;
}

/** A rule object of the ast-grep rule language, as written; `lint/rule-language` gives it meaning. */
export interface RuleObject {
  readonly [key: string]: unknown;
}

/** Facts a metavariable must have; see `lint/conditions.ts` for what each means. Unknown facts fail every condition. */
export interface Condition {
  readonly library?: string | readonly string[];
  readonly kind?: string | readonly string[];
  readonly split?: 'train' | 'test';
  /** The fully qualified name the node refers to, for example `requests.*`; `*` at the end matches any rest. */
  readonly imported?: string | readonly string[];
  /** A data table in which the fully qualified name must have an entry; `as` names a variable for the entry's value. */
  readonly lookup?: string;
  readonly as?: string;
  /** The dotted name of something every program has without an import, for example `Date.now`. Beside `imported`, one of both is enough. */
  readonly global?: string | readonly string[];
  /** `unbounded` asks for a list or array whose length its input decides; `not-short` only refuses one known to have few items. */
  readonly sequence?: 'unbounded' | 'not-short';
  /** A variable bound to a loop or callback: the list keeps its items while that runs. */
  readonly constantIn?: string;
}

export const PATH_CLASSES = ['test', 'example', 'generated'] as const;
export type PathClass = (typeof PATH_CLASSES)[number];

/** Linters a project may have set up for itself; how each is recognised: `lint/configured-linters.ts`. */
export const LINTERS = ['ruff', 'flake8', 'pylint', 'eslint', 'typescript-eslint', 'biome', 'oxlint', 'clippy', 'golangci-lint', 'revive', 'checkstyle', 'pmd', 'error-prone', 'roslyn-analyzers'] as const;
export type LinterName = (typeof LINTERS)[number];

export interface Where {
  readonly variables: Readonly<Record<string, Condition>>;
  /** Path classes in which the matcher keeps silent. */
  readonly notIn: readonly PathClass[];
  /** Linters that say the same by default: where one is set up, the matcher keeps silent. */
  readonly notLintedBy: readonly LinterName[];
}

export interface PatternMatcher {
  readonly kind: 'pattern';
  readonly languages: readonly string[];
  readonly rule: RuleObject;
  readonly constraints: Readonly<Record<string, RuleObject>>;
  readonly utils: Readonly<Record<string, RuleObject>>;
  readonly transform: Readonly<Record<string, unknown>>;
  readonly where: Where;
  /** The metavariable to underline instead of the whole match. */
  readonly report?: string;
}

export type DocumentScalar = string | number | boolean;

/** What the values a path leads to must be; what cannot be told fails, and so does its opposite. */
export type DocumentCondition =
  | 'exists'
  | 'missing'
  | DocumentScalar
  | readonly DocumentScalar[]
  | { readonly regex: string }
  | { readonly not: DocumentCondition }
  | { readonly any: readonly DocumentCondition[] }
  /** A list with one of the items, a mapping with one of the keys, or one of the values itself. */
  | { readonly contains: DocumentScalar | readonly DocumentScalar[] }
  | { readonly above?: number; readonly below?: number }
  /** One value for which all of these hold. */
  | { readonly where: DocumentConditions };

/** Conditions by dotted path from the place they speak of. */
export interface DocumentConditions {
  readonly [path: string]: DocumentCondition;
}

/** `path` names places in a document tree: `*` stands for any key or item, `**` for any number of them. */
export interface DocumentMatcher {
  readonly kind: 'document';
  readonly languages: readonly string[];
  /** In lower case; only texts that hold one of them, in any case, are looked at. Empty: all. */
  readonly words: readonly string[];
  readonly path: string;
  /** Asked of the document as a whole. */
  readonly when: DocumentConditions;
  /** Asked of each place. */
  readonly where: DocumentConditions;
  /** A key each place must lack. */
  readonly missing?: string;
  /** A path from the place to the key to underline instead; where it leads nowhere, nothing is reported. */
  readonly report?: string;
  /** For what this matcher finds, where it weighs more or less than the rule's other matches. */
  readonly severity?: Severity;
  /** Values at a document path that lower every finding to `to`, such as a status of draft. */
  readonly soften?: { readonly path: string; readonly values: readonly string[]; readonly to: Severity };
}

export interface DetectorMatcher {
  readonly kind: 'detector';
  readonly languages: readonly string[];
  /** In lower case; only texts that hold one of them, in any case, are looked at. Empty: all. */
  readonly words: readonly string[];
  readonly detector: string;
  readonly options: Readonly<Record<string, unknown>>;
}

export type Matcher = PatternMatcher | DocumentMatcher | DetectorMatcher;

export interface Insertion {
  readonly key: string;
  /** A text, number or boolean, or lists and mappings of them. */
  readonly value: unknown;
  /** The key to stand above, where the mapping has it. */
  readonly before?: string;
}

export interface FixChoice {
  readonly title: string;
  /** What the target becomes; `$NAME` and `$$$NAME` stand for what the match bound. */
  readonly replace: string;
}

export interface Fix {
  readonly languages: readonly string[];
  readonly title: string;
  /** A safe fix keeps behaviour and joins "fix all"; others are suggestions. */
  readonly safe: boolean;
  /** The metavariable to replace; the whole match without it. */
  readonly target?: string;
  /** The one text, of those a document matcher reports, that the choices replace. */
  readonly from?: string;
  readonly choices: readonly FixChoice[];
  /** What to add where a document matcher found a key missing. */
  readonly insert?: Insertion;
  /** True when the detector itself proposes the edits. */
  readonly byDetector: boolean;
}

export interface ExampleFile {
  /** Given for fences with `file=`; else the test picks a name for the language. */
  readonly path?: string;
  readonly language: string;
  readonly text: string;
  /** Lines that must be reported, counted from 1 within the fence. */
  readonly lines: readonly number[];
  /** Where the fence stands in the page. */
  readonly at: Position;
  /** A file under `test/assets/` that holds the content instead of the text. */
  readonly asset?: string;
}

export interface Example {
  readonly verdict: 'bad' | 'good';
  readonly files: readonly ExampleFile[];
  /** What the first fix must make of the first file with a finding. */
  readonly fixed?: string;
}

export interface Rule {
  /** `group/slug`. */
  readonly id: string;
  readonly group: string;
  /** Absent for findings of the engine itself. */
  readonly talk?: TalkReference;
  readonly languages: readonly string[];
  readonly files: readonly string[];
  readonly severity: Severity;
  readonly on: boolean;
  readonly catalogue?: string;
  readonly evidence?: Evidence;
  /** The heading; `{NAME}` stands for the text of a metavariable. */
  readonly title: string;
  /** The first paragraph, as Markdown. */
  readonly summary: string;
  /** The page without front matter and matcher fences, as Markdown for the reader. */
  readonly markdown: string;
  readonly matchers: readonly Matcher[];
  readonly fixes: readonly Fix[];
  readonly examples: readonly Example[];
}

export interface EditorialNote {
  readonly date: string;
  readonly text: string;
  readonly source: string;
}

export interface Blip {
  readonly id: string;
  readonly title: string;
  readonly quadrant: Quadrant;
  readonly ring: Ring;
  readonly basis: 'explicit' | 'inferred';
  /** Since the edition of the radar before this one; absent where it stayed, or where there was none. */
  readonly moved?: Movement;
  /** For a blip of a radar of the workspace, whose file stands in `radar`, that file. */
  readonly talk: TalkReference;
  /** The file of the workspace it was read from, relative to `.talklint`; absent for pages. */
  readonly radar?: string;
  readonly aliases: readonly string[];
  /** What it is called in prose and comments, where nothing else is called so; one all in lower case stands for any case. */
  readonly words?: readonly string[];
  readonly detect: { readonly strong: readonly string[]; readonly weak: readonly string[] };
  readonly related: readonly string[];
  readonly rules: readonly string[];
  readonly notes: readonly EditorialNote[];
  readonly markdown: string;
}

export interface Tip {
  readonly id: string;
  readonly talk: TalkReference;
  readonly blip?: string;
  /** Detection keys such as `npm:moment` or `py:pandas`. */
  readonly on: readonly string[];
  readonly title: string;
  readonly markdown: string;
}

/** One effect an API has, for the CUPID signals, by dotted names: `a.*` matches any rest, `*.b` a method whatever it is called on, `b()` a call without arguments, `new X` a construction without any. */
export interface EffectEntry {
  readonly effect: string;
  /** Had by calling; the environment by naming alone. */
  readonly names: readonly string[];
  /** Had by naming alone. */
  readonly properties?: readonly string[];
}

export interface Language {
  readonly id: string;
  readonly title: string;
  /** The grammar's file name in `dist/`; absent when another parser fills the tree. */
  readonly grammar?: string;
  /** Names as editors know the language. */
  readonly editorIds: readonly string[];
  readonly extensions: readonly string[];
  readonly filenames: readonly string[];
  readonly comments: { readonly line: readonly string[]; readonly block: readonly (readonly [string, string])[] };
  /** The character that replaces `$` in patterns, where the language gives `$` no or another meaning. */
  readonly expando: string;
  /** Node kinds by role (`function`, `class`, `catch`, …) for the CUPID walker. */
  readonly kinds: Readonly<Record<string, readonly string[]>>;
  readonly effects: readonly EffectEntry[];
  /** Figures for the CUPID signals: `names`, how many different names 97 of 100 functions stay below. */
  readonly limits: Readonly<Record<string, number>>;
  /** Words of the language for the CUPID signals, by heading: `traits`, `boolean`, `primitive`, `mutates`, `builtins`. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** How many levels of indentation the grammar can hold; undefined where there is no such limit. */
  readonly deepest?: number;
  /** A sample that must parse without an error. */
  readonly sample: string;
}

/** A table of figures or names with its source, from `content/data/<id>.json`. */
export interface DataTable {
  readonly id: string;
  readonly source: string;
  readonly date: string;
  readonly rows: Readonly<Record<string, unknown>>;
}

/** A mistake in a page; `at` counts from 0. */
export interface PageProblem {
  readonly path: string;
  readonly at: Position;
  readonly message: string;
}

/** Everything one or more packs know, ready to be sent as JSON. */
export interface Knowledge {
  readonly talks: readonly Talk[];
  readonly rules: readonly Rule[];
  readonly blips: readonly Blip[];
  readonly tips: readonly Tip[];
  readonly languages: readonly Language[];
  readonly data: readonly DataTable[];
  /** Templates and tables of the data-mesh room, by file name. */
  readonly mesh: Readonly<Record<string, string>>;
}
