/** The answers of which the files of a data product are made, as an answers file and the dialogue in the editor say. */

export const PRODUCT_TYPES = ['source-aligned', 'aggregate', 'consumer-aligned'] as const;
export const PORT_KINDS = ['table', 'file', 'topic', 'api'] as const;
export const CLASSIFICATIONS = ['public', 'internal', 'confidential', 'restricted'] as const;
export const SERVICE_LEVELS = ['hourly', 'daily', 'weekly'] as const;
export const TEAM_TYPES = ['stream-aligned', 'platform', 'enabling', 'complicated-subsystem'] as const;
export const TRANSFORMATIONS = ['polars', 'sql', 'none'] as const;
export const CI_SYSTEMS = ['github', 'gitlab', 'none'] as const;

/** Where a data product lives unless an answer says otherwise, relative to the workspace folder. */
export const PRODUCTS_FOLDER = 'products';

/** Data from outside the workspace, with the id of the contract it comes under. */
export interface ExternalSource {
  readonly external: string;
  readonly contract: string;
  readonly version?: string;
}

export interface OutputPortAnswer {
  readonly name: string;
  readonly kind?: (typeof PORT_KINDS)[number];
  /** `none`, a file that ends in `.csv` or `.sql`, or the name of an input port whose columns are copied. */
  readonly columns?: string;
}

/** Answers of `Talklint: New Data Product…`, the same shape as an answers file of `talklint product new`. */
export interface ProductAnswers {
  readonly folder?: string;
  readonly domain: string;
  readonly name: string;
  readonly purpose: string;
  readonly type?: (typeof PRODUCT_TYPES)[number];
  /** `product/port@version` of the workspace, or a source from outside. */
  readonly inputPorts?: readonly (string | ExternalSource)[];
  readonly outputPorts: readonly OutputPortAnswer[];
  readonly classification?: (typeof CLASSIFICATIONS)[number];
  readonly personalData?: boolean;
  readonly serviceLevel?: (typeof SERVICE_LEVELS)[number];
  readonly team: { readonly name?: string; readonly owner: string; readonly type?: (typeof TEAM_TYPES)[number] };
  readonly transformation?: (typeof TRANSFORMATIONS)[number];
  /** Whose pipeline checks the product when a change touches it. */
  readonly ci?: (typeof CI_SYSTEMS)[number];
  /** Who reviews changes, as CODEOWNERS names them; without, nothing is written there. */
  readonly codeOwner?: string;
  /** Whether a `catalog-info.yaml` is wanted. */
  readonly backstage?: boolean;
  /** Whether a static `openlineage.json` is wanted. */
  readonly openLineage?: boolean;
}

/** Answers that are one line of text each, which can be judged while they are typed. */
export interface AnswerTexts {
  readonly folder: string;
  readonly domain: string;
  readonly name: string;
  readonly purpose: string;
  readonly outputPort: string;
  readonly owner: string;
}
