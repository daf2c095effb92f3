import { changesSince, type Change } from '../cupid/delta.js';
import type { DomainWords } from '../cupid/domain-words.js';
import { layeredFolders, type LayeredFolders } from '../cupid/layers.js';
import { lensOf, PROPERTY_NAMES, type FunctionProfile } from '../cupid/profile.js';
import { NEVER_CANCELLED } from '../document/ports.js';
import type { Acceptance } from '../workspace/acceptances.js';
import type { Config } from '../workspace/config.js';
import type { Engine } from '../workspace/engine.js';
import type { OpenDocument } from '../workspace/open-document.js';
import type { EarlierTexts } from './earlier-texts.js';
import type { FoundFiles } from './files.js';
import { count } from './report.js';
import { visitProfiledTexts, type ProfiledText } from './profiled-texts.js';
import type { VisitedTexts } from './texts.js';

const WORST_SHOWN = 10;
/** Of the words that seem to belong to the domain, so many count. */
const DOMAIN_WORDS = 40;
const LAYERS_SHOWN = 6;

interface Place {
  readonly file: string;
  readonly name: string;
  /** Counts from 1. */
  readonly line: number;
}

interface FlaggedFunction extends Place {
  readonly lens: string;
  readonly attention: number;
  readonly notes: number;
}

interface ReportedAcceptance extends Omit<Acceptance, 'line'> {
  readonly file: string;
  /** Counts from 1; null where the function is not there any more. */
  readonly line: number | null;
}

interface ReportedChange extends Place, Change {}

/** What CUPID says about a whole folder. On purpose there is no total: a number to chase would be chased. */
export interface ProfileReport {
  readonly functions: number;
  readonly flagged: number;
  /** Lines of the files that were profiled, and those that stand in a flagged function. */
  readonly lines: { readonly total: number; readonly flagged: number; readonly share: number };
  /** Those with the most signals that ask for attention, then with the most notes. */
  readonly worst: readonly FlaggedFunction[];
  /** Functions that only forward: what becomes of code that is split for its own sake. */
  readonly fragments: readonly (Place & { readonly message: string })[];
  readonly accepted: readonly ReportedAcceptance[];
  /** D8, once for the whole folder: most of its folders are named after layers. */
  readonly layers?: LayeredFolders;
  readonly since?: {
    readonly reference: string;
    readonly changes: readonly ReportedChange[];
    /** Files in which a function became simpler and the rest as much harder to follow. */
    readonly moved: readonly string[];
  };
}

/** What the texts were before. */
export interface Earlier {
  /** As whoever asked named it. */
  readonly reference: string;
  readonly texts: EarlierTexts;
}

/** What the report is made of, from one file. */
interface FilePart {
  readonly functions: number;
  readonly lines: number;
  readonly flaggedLines: number;
  readonly flagged: readonly FlaggedFunction[];
  readonly fragments: ProfileReport['fragments'];
  readonly accepted: readonly ReportedAcceptance[];
  readonly changes: readonly ReportedChange[];
  readonly moved: boolean;
  readonly file: string;
}

/** Profiles files and sums up; tests, examples and generated files are left out of every figure. */
export async function reportOn(found: FoundFiles, engine: Engine, config: Config, earlier?: Earlier): Promise<{ readonly report: ProfileReport; readonly visited: VisitedTexts }> {
  const parts: FilePart[] = [];
  let words: DomainWords | undefined;
  const visited = await visitProfiledTexts(found, engine, config, async (text) => {
    words = text.index.domainWords;
    if (text.document.pathClasses.size === 0) parts.push(await partOf(text, engine, config, earlier?.texts));
  });
  const layers = words && layeredFolders(parts.map(({ file }) => file), words.ranked(engine.tradeWords, [], DOMAIN_WORDS).map(({ word }) => word));
  const all = <Item>(pick: (part: FilePart) => readonly Item[]) => parts.flatMap(pick);
  const sum = (pick: (part: FilePart) => number) => parts.reduce((total, part) => total + pick(part), 0);
  const [total, flaggedLines] = [sum(({ lines }) => lines), sum((part) => part.flaggedLines)];
  const flagged = all((part) => part.flagged);
  const report: ProfileReport = {
    functions: sum(({ functions }) => functions),
    flagged: flagged.length,
    lines: { total, flagged: flaggedLines, share: total === 0 ? 0 : Math.round((flaggedLines / total) * 1000) / 1000 },
    worst: flagged.toSorted((a, b) => b.attention - a.attention || b.notes - a.notes).slice(0, WORST_SHOWN),
    fragments: all(({ fragments }) => fragments),
    accepted: all(({ accepted }) => accepted),
    ...(layers ? { layers } : {}),
    ...(earlier ? { since: { reference: earlier.reference, changes: all(({ changes }) => changes), moved: parts.filter(({ moved }) => moved).map(({ file }) => file) } } : {}),
  };
  return { report, visited };
}

async function partOf(text: ProfiledText, engine: Engine, config: Config, earlier: EarlierTexts | undefined): Promise<FilePart> {
  const { task: { shown }, document, index } = text;
  const { lines } = document;
  const profiles = engine.profile(document, config, NEVER_CANCELLED, index);
  const place = (profile: FunctionProfile): Place => ({ file: shown, name: profile.name, line: lines.positionAt(profile.nameSpan.start).line + 1 });
  const withRemark = profiles.filter((profile) => lensOf(profile) !== undefined);
  const before = await earlier?.of(shown);
  const since = before === undefined ? undefined : await changesIn(before, text, profiles, engine, config);
  return {
    file: shown,
    functions: profiles.length,
    lines: lines.lineCount,
    flaggedLines: linesOf(withRemark, document).size,
    flagged: withRemark.map((profile) => ({ ...place(profile), ...loudness(profile) })),
    fragments: profiles.flatMap((profile) => profile.signals.filter(({ id }) => id === 'C6').map(({ message }) => ({ ...place(profile), message }))),
    accepted: engine.acceptances(document, config, NEVER_CANCELLED, index).map((acceptance) => ({ file: shown, ...acceptance, line: acceptance.line === undefined ? null : acceptance.line + 1 })),
    changes: (since?.changes ?? []).map(({ profile, change }) => ({ ...place(profile), ...change })),
    moved: since?.moved ?? false,
  };
}

function loudness(profile: FunctionProfile): Pick<FlaggedFunction, 'lens' | 'attention' | 'notes'> {
  const attention = profile.signals.filter(({ level }) => level === 'attention').length;
  return { lens: lensOf(profile) ?? '', attention, notes: profile.signals.length - attention };
}

/** The lines functions stand on; one inside another counts once. */
function linesOf(profiles: readonly FunctionProfile[], { lines }: OpenDocument): ReadonlySet<number> {
  return new Set(
    profiles.flatMap(({ span }) => {
      const { start, end } = lines.rangeOf(span);
      return Array.from({ length: end.line - start.line + 1 }, (_, i) => start.line + i);
    }),
  );
}

/** What became of the functions of a file since its earlier text, and whether its complexity only moved from one to another. */
async function changesIn(before: string, { task: { shown, name }, document, index }: ProfiledText, profiles: readonly FunctionProfile[], engine: Engine, config: Config) {
  const old = await engine.open({ path: shown, classifiedAs: name, text: before }, config);
  if (!old) return undefined;
  try {
    const known = new Map(engine.profile(old, config, NEVER_CANCELLED, index).map((profile) => [profile.name, profile]));
    const changes = profiles.flatMap((profile) => changesSince(known.get(profile.name), profile).map((change) => ({ profile, change })));
    const complexity = (text: OpenDocument) => engine.measure(text).reduce((sum, measured) => sum + measured.complexity, 0);
    const isSimpler = changes.some(({ change: { letter, kind } }) => letter === 'U' && kind === 'better');
    return { changes, moved: isSimpler && complexity(document) >= complexity(old) };
  } finally {
    old.dispose();
  }
}

/** The report for people. */
export function reportText(report: ProfileReport, files: number): string {
  const { functions, flagged, lines, since } = report;
  const percent = `${(lines.share * 100).toLocaleString('en', { maximumFractionDigits: 1 })} %`;
  const at = ({ file, line, name }: Place) => `${file}:${line}  ${name}`;
  const sections = [
    `${count(flagged, 'function', 'functions')} of ${functions} with a remark: ${lines.flagged} of ${lines.total} lines (${percent}). ${count(files, 'file', 'files')} read.`,
    section('Worst functions', report.worst.map((one) => `${at(one)}\n    ${one.lens}`)),
    section('Fragments: functions that only forward', report.fragments.map(at)),
    section('Accepted', report.accepted.map(acceptedLine)),
    report.layers && layersText(report.layers),
    since && section(`Since ${since.reference}`, [...since.changes.map((one) => `${at(one)}\n    ${one.letter === 'U' ? 'Unix' : PROPERTY_NAMES[one.letter]}: ${one.phrase}`), ...since.moved.map((file) => `${file}  what was hard to follow was moved, not removed`)], 'nothing became better or worse.'),
  ];
  return `${sections.filter((part) => part !== undefined).join('\n\n')}\n`;
}

/** What the folders say, and the same files by word of the domain. */
function layersText({ layers, folders, imposedBy, byWord }: LayeredFolders): string | undefined {
  const blame = imposedBy === undefined ? '' : `; ${imposedBy} asks for that`;
  return section(`Domain-based: ${layers.length} of ${folders} folders are named after layers (${layers.slice(0, LAYERS_SHOWN).join(', ')}${layers.length > LAYERS_SHOWN ? ', …' : ''})${blame}. The same files by word of the domain:`, byWord.map(({ word, files }) => `${word}: ${count(files.length, 'file', 'files')}`));
}

function section(title: string, lines: readonly string[], none?: string): string | undefined {
  if (lines.length === 0) return none && `${title}: ${none}`;
  return `${title}\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

const STATES = { accepted: '', changed: ', and is shown again: what it rests on has changed', gone: ', and is not needed any more' } as const;

function acceptedLine({ file, line, function: owner, signal, reason, state }: ReportedAcceptance): string {
  return `${file}${line === null ? '' : `:${line}`}  ${owner === '' ? '' : `${owner} `}${signal}: ${reason}${STATES[state]}`;
}
