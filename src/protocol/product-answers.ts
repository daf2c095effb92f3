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

/** Whether CODEOWNERS takes a text for somebody: `@name`, `@organisation/team` or an address. */
export function isCodeOwner(text: string): boolean {
  return /^(@[\w.-]+(\/[\w.-]+)*|[^\s@#]+@[^\s@#]+)$/.test(text);
}

/** Answers that are one line of text each, which can be judged while they are typed. */
export interface AnswerTexts {
  readonly folder: string;
  readonly domain: string;
  readonly name: string;
  readonly purpose: string;
  readonly outputPort: string;
  readonly owner: string;
  readonly team: string;
  /** What a source from outside is called, and the id of its contract. */
  readonly source: string;
  readonly contract: string;
}

/** One answer to be judged, in the light of the others. */
export interface ProductCheck {
  readonly folderUri: string;
  readonly answers: Partial<AnswerTexts>;
  readonly field: keyof AnswerTexts;
  readonly taken?: readonly string[];
}

/** An output port of the workspace that another product may read. */
export interface PortChoice {
  /** As an answer names it: `domain/product/port@version`. */
  readonly reference: string;
  /** Relative to the workspace folder. */
  readonly descriptor: string;
  readonly domain: string;
  readonly product: string;
  readonly port: string;
  readonly version: string;
  readonly isDeprecated: boolean;
}

/** What the answers may refer to. */
export interface ProductChoices {
  readonly domains: readonly string[];
  readonly ports: readonly PortChoice[];
}

/** A port to be added to the descriptor of a product. */
export type NewPort =
  | ({ readonly direction: 'output' } & OutputPortAnswer)
  | { readonly direction: 'input'; readonly from: string; readonly name?: string };
