/**
 * The words server, extension and pages share. Plain data only: everything here travels as JSON.
 * Positions are those of the language server protocol: line and character from 0, characters in UTF-16 units.
 */

export interface ProtocolRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export type ResultKind = 'blip' | 'talk' | 'rule' | 'tip';
/** What the reader can show: what the search finds, and the reports on this workspace's infrastructure and on its readiness for a data mesh. */
export type PageKind = ResultKind | 'carbon' | 'readiness';

export interface SearchResult {
  readonly kind: ResultKind;
  /** `polars`, `polars/row-loop`, `polars#foundations`. */
  readonly id: string;
  readonly title: string;
  readonly score: number;
  /** One line of context. */
  readonly summary: string;
}

export interface BlipSummary {
  readonly id: string;
  readonly title: string;
  readonly quadrant: string;
  readonly ring: string;
  readonly basis: string;
  readonly talk: string;
  /** True when a manifest or import of this workspace names it. */
  readonly usedHere: boolean;
}

export interface RadarOverview {
  readonly blips: readonly BlipSummary[];
  readonly talks: readonly { readonly id: string; readonly title: string }[];
}

/** A blip in its place on the drawing. */
export interface DrawnBlip extends BlipSummary {
  /** Printed in the blip: from 1 by ring, quadrant, angle. */
  readonly number: number;
  /** Radians clockwise from the right. */
  readonly angle: number;
  /** Units from the middle. */
  readonly distance: number;
  /** Since the edition before: `new`, or a ring `in` or `out`. */
  readonly moved?: string;
}

/** The radar as a drawing; lengths are in one unit, whatever it is. */
export interface RadarDrawing {
  /** By number. */
  readonly blips: readonly DrawnBlip[];
  /** Outer borders of the rings, from the inside out. */
  readonly rings: readonly { readonly id: string; readonly radius: number }[];
  /** Half the width of the cross that parts the quadrants. */
  readonly gutter: number;
  /** What the middles of two blips are apart at least. */
  readonly spacing: number;
  readonly talks: RadarOverview['talks'];
}

export interface Usage {
  readonly uri: string;
  readonly range: ProtocolRange;
  readonly label: string;
}

export interface BlipDetail {
  readonly blip: BlipSummary;
  /** The file below `.talklint` a blip of the workspace's own radar comes from; then it belongs to no talk. */
  readonly radar: string | null;
  /** Sanitised HTML of the page. */
  readonly html: string;
  readonly talkTitle: string;
  readonly talkReference: string;
  readonly notes: readonly { readonly date: string; readonly text: string; readonly source: string }[];
  readonly related: readonly BlipSummary[];
  readonly rules: readonly { readonly id: string; readonly title: string }[];
  readonly usages: readonly Usage[];
}

/** Bars on one scale from 0; all values share the unit. */
export interface Chart {
  readonly title: string;
  readonly unit: string;
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value as it is to be read, without the unit. */
  readonly text: string;
  /** A few words beside the label. */
  readonly note?: string;
  /** What a click on the label opens. */
  readonly usage?: Usage;
}

/** A page for the reader. */
export interface ReaderPage {
  readonly reference: string;
  readonly kind: PageKind;
  readonly title: string;
  /** A line under the title: speakers, or talk and severity. */
  readonly subtitle: string;
  /** Sanitised HTML; headings carry their anchors as ids, links to other pages are `talklint:<kind>/<id>`. */
  readonly html: string;
  readonly contents: readonly { readonly anchor: string; readonly title: string }[];
  /** Drawn above the text. */
  readonly charts?: readonly Chart[];
  /** The text of an SVG, drawn above the text; the style sheet gives it colours. */
  readonly figure?: string;
  /** What links `talklint:place/<number>` in the text open. */
  readonly places?: readonly Usage[];
  readonly anchor?: string;
}

/** Where a rule speaks, or a blip is used, in this workspace. */
export interface PagePlaces {
  readonly usages: readonly Usage[];
  /** How many more there are than listed. */
  readonly more: number;
  /** True when every file of the workspace was looked at, false when only those that are open. */
  readonly everywhere: boolean;
}

export interface PlannedFile {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  /**
   * `update` replaces a text that nobody has edited, `merge` brings the edits of the user and the new text together;
   * `keep`, `conflict` (of edits, or with a file of somebody else) and `deleted` (by the user) write nothing.
   */
  readonly action: 'create' | 'update' | 'merge' | 'keep' | 'conflict' | 'deleted';
  readonly text: string;
  /** What stands there now, where that is replaced. */
  readonly before?: string;
}

export interface ProductPlan {
  readonly files: readonly PlannedFile[];
  /** Sentences for the user about what will not be written and why. */
  readonly notes: readonly string[];
}

/** Where a data product keeps its ethics canvas. Paths are relative to the workspace folder, with `/`. */
export interface ProductCanvas {
  readonly name: string;
  readonly domain: string;
  /** The folder of the product. */
  readonly folder: string;
  readonly path: string;
  readonly exists: boolean;
}

/** Words that may belong to the domain of a folder. */
export interface DomainWordReview {
  /** Where the glossary lies, or would lie, relative to the folder. */
  readonly path: string;
  readonly exists: boolean;
  /** Words the glossary explains. */
  readonly known: readonly string[];
  /** Words nobody decided about yet, the likeliest first; `sources` are phrases such as `a folder name`. */
  readonly proposed: readonly { readonly word: string; readonly sources: readonly string[] }[];
}

/** Regions a cloud resource could move to, nearest first. */
export interface RegionChoices {
  /** The resource, such as `aws_instance.worker`. */
  readonly resource: string;
  /** Where it runs now, such as `us-east-1, N. Virginia`. */
  readonly current: string;
  /** Whatever else changes with it, as a sentence; empty when nothing does. */
  readonly note: string;
  readonly choices: readonly RegionChoice[];
}

export interface RegionChoice {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly edits: readonly { readonly uri: string; readonly range: ProtocolRange; readonly text: string }[];
}

/** What the status item shows. */
export interface ServerStatus {
  readonly state: 'ready' | 'limited' | 'failed';
  readonly rules: number;
  /** Broken pages, missing grammars: one sentence each. */
  readonly problems: readonly string[];
}
