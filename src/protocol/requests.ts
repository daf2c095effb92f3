import type { ProfileArguments } from './arguments.js';
import type { LineageFormat, LineagePage, LineageScope, ProductTree } from './lineage.js';
import type { BlipDetail, DomainWordReview, PagePlaces, PlannedFile, ProductCanvas, ProductPlan, ProtocolRange, RadarDrawing, RadarOverview, ReaderPage, RegionChoices, SearchResult, ServerStatus } from './model.js';
import type { NewPort, ProductAnswers, ProductCheck, ProductChoices } from './product-answers.js';

/** A request of ours on top of the language server protocol: `method` on the wire, types for both ends. */
export interface RequestOf<Params, Result> {
  readonly method: string;
  /** Never present at run time; carries the types. */
  readonly types?: (params: Params) => Result;
}

export interface NotificationOf<Params> {
  readonly method: string;
  readonly types?: (params: Params) => void;
}

function request<Params, Result>(method: string): RequestOf<Params, Result> {
  return { method: `talklint/${method}` };
}

function notification<Params>(method: string): NotificationOf<Params> {
  return { method: `talklint/${method}` };
}

export const SEARCH = request<{ readonly query: string; readonly limit: number }, readonly SearchResult[]>('search');
export const RADAR = request<Record<string, never>, RadarOverview>('radar');
export const DRAWING = request<Record<string, never>, RadarDrawing>('radar/drawing');
export const BLIP = request<{ readonly id: string }, BlipDetail | null>('blip');
/** `reference` is `talk/polars#foundations`, `rule/polars/row-loop`, `blip/polars`, `tip/<id>`, `carbon` for the infrastructure of the workspace, or `readiness` for its data products. */
export const PAGE = request<{ readonly reference: string }, ReaderPage | null>('page');
/** Where the rule or blip of a page shows in the workspace, in its open texts or `everywhere`; null for pages of another kind. */
export const PLACES = request<{ readonly reference: string; readonly everywhere: boolean }, PagePlaces | null>('page/places');
/** What is wrong with one answer; `taken` are the ports that have a name already, `error` is null when it will do. */
export const PRODUCT_CHECK = request<ProductCheck, { readonly error: string | null }>('product/check');
export const PRODUCT_PLAN = request<{ readonly folderUri: string; readonly answers: ProductAnswers }, ProductPlan>('product/plan');
/** Domains and ports of the workspace, looked up anew. */
export const PRODUCT_CHOICES = request<{ readonly folderUri: string }, ProductChoices>('product/choices');
/** One more port for the product whose descriptor this is; paths of the plan are relative to `folderUri`. */
export const PRODUCT_ADD = request<{ readonly folderUri: string; readonly uri: string; readonly port: NewPort }, ProductPlan>('product/add');
/** The products of a folder, each with the path its data ethics canvas has or would have. */
export const CANVASES = request<{ readonly folderUri: string }, readonly ProductCanvas[]>('product/canvases');
/** A canvas that does not exist yet, filled in as far as the descriptors of the product in `folder` tell. */
export const CANVAS_PLAN = request<{ readonly folderUri: string; readonly folder: string }, PlannedFile>('product/canvas');
/** The lineage of data products as a drawing with its list. */
export const LINEAGE = request<LineageScope, LineagePage>('lineage');
/** The same as a file. */
export const LINEAGE_EXPORT = request<LineageScope & { readonly format: LineageFormat }, string>('lineage/export');
export const PRODUCT_TREE = request<Record<string, never>, ProductTree>('product/tree');
/** What is wrong with the id of a rule to be written into a folder; `error` is null when it will do. */
export const RULE_CHECK = request<{ readonly folderUri: string; readonly id: string }, { readonly error: string | null }>('rule/check');
/** The page of a new rule, `path` relative to the folder. */
export const RULE_PLAN = request<{ readonly folderUri: string; readonly id: string }, { readonly path: string; readonly text: string }>('rule/plan');
/** Cleaner regions for the cloud resource at a place; null where there is none with a known region and machine type. */
export const CARBON_REGIONS = request<{ readonly uri: string; readonly position: ProtocolRange['start'] }, RegionChoices | null>('carbon/regions');
/** The words that seem to belong to the domain of a folder, and those its glossary knows. All files of the folder are read before the answer. */
export const DOMAIN_WORDS = request<{ readonly folderUri: string }, DomainWordReview>('glossary/words');
/** The glossary with more words in it: `text` is what it holds now, null where there is none; the edits are against that. */
export const GLOSSARY_PLAN = request<{ readonly text: string | null; readonly accepted: readonly string[]; readonly rejected: readonly string[] }, { readonly text: string; readonly edits: readonly { readonly range: ProtocolRange; readonly newText: string }[] }>('glossary/plan');
/** The remark about the function the caret is in; null when nothing is said. Asking tells the server where the caret stands. */
export const REMARK_AT = request<{ readonly uri: string; readonly position: ProtocolRange['start'] }, ProfileArguments | null>('cupid/remarkAt');
export const STATUS = notification<ServerStatus>('status');

/** Told to the client, after it asked for the radar, when what is on it or where it is used may have changed. */
export const USAGES_CHANGED = notification<Record<string, never>>('radar/changed');

/** Told to the client, after it asked for lineage or products, when either may have changed. */
export const LINEAGE_CHANGED = notification<Record<string, never>>('lineage/changed');

/** Told to the server when an extension that knows YAML schemas was installed, switched on or off. */
export const YAML_SUPPORT = notification<{ readonly schemas: boolean }>('yamlSupport');

/** What a file held when it was last committed; `text` is null where it was not there yet. */
export interface CommittedText {
  readonly text: string | null;
}

/** Asked of the client: a file as it was last committed; null where no version control is at hand. */
export const COMMITTED_TEXT = request<{ readonly uri: string }, CommittedText | null>('git/committed');
/** Told to the server when something was committed or checked out. */
export const COMMIT_CHANGED = notification<Record<string, never>>('git/changed');

/** Asked of the client by a server that has no file system of its own (the browser): bytes as base64. */
export const READ_FILE = request<{ readonly uri: string }, string>('files/read');
/** Null when nothing is there. */
export const STAT_FILE = request<{ readonly uri: string }, { readonly kind: 'file' | 'folder' | 'other'; readonly bytes: number } | null>('files/stat');
export const LIST_FOLDER = request<{ readonly uri: string }, readonly { readonly uri: string; readonly kind: 'file' | 'folder' | 'other' }[]>('files/list');

/** Commands the server puts into lenses and code actions; the extension registers all of them. */
export const COMMANDS = {
  openPage: 'talklint.openPage',
  showProfile: 'talklint.showProfile',
  ignore: 'talklint.ignore',
  moveRegion: 'talklint.moveRegion',
  showLineage: 'talklint.showLineage',
} as const;

/** What the extension hands the server when it starts. */
export interface InitializationOptions {
  /** False in a folder the user does not trust: packs of the workspace stay unread. */
  readonly trusted: boolean;
  /** True where another extension checks and completes YAML by our schema, so that we leave that to it. */
  readonly yamlSchemas?: boolean;
  /** The folder of these files, for a server that fetches each through READ_FILE when it needs it. */
  readonly assetsUri?: string;
}
