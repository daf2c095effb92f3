import type { SequenceFact } from './sequences.js';

/** What a table-like value is; `unknown` values have no fact at all. */
export interface FrameFact {
  /** `pandas`, `polars`, `numpy`, `dask`, … */
  readonly library: string;
  /** `frame`, `series`, `lazy`, `groupby`, `array`, … */
  readonly kind: string;
  /** The part of a train/test split the value is, where it is the direct output of one. */
  readonly split?: 'train' | 'test';
}

/** What syntax cannot show, for the nodes of one tree. Everything answers undefined when it does not know. */
export interface Facts {
  /** What the expression evaluates to. */
  frame(node: number): FrameFact | undefined;
  /**
   * The fully qualified name the expression refers to, whatever the import spelling: `requests.get`,
   * `aws-cdk-lib.aws_s3.CfnBucket`. Submodule slashes and dashes of npm paths become dots and underscores after the package.
   */
  qualifiedName(node: number): string | undefined;
  /**
   * The dotted name of something every program has without an import, such as `Date.now` or `process.env`; undefined when
   * the file declares that name itself or the language has no such names we follow.
   */
  globalName(node: number): string | undefined;
  /** The list or array the expression is; undefined for strings, sets, mappings and whatever is not certain. */
  sequence(node: number): SequenceFact | undefined;
  /** Whether the list named at `node` is declared outside a region of the text and keeps its items while the region runs. */
  isConstantIn(node: number, region: number): boolean;
  /** Names of the modules and packages the file imports. */
  readonly imports: ReadonlySet<string>;
}
