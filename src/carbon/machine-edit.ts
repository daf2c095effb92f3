import type { TextEdit } from '../document/edit.js';
import { instanceTypeOf } from '../facts/instance-types.js';
import type { LintDocument } from '../lint/document.js';
import type { MachinePlace } from './resources/resource.js';

/** The edit that writes another machine type where one is written; undefined where it comes from elsewhere, such as a variable. */
export function machineEdit(document: LintDocument, place: MachinePlace, type: string): TextEdit | undefined {
  const { tree, facts } = document;
  if (document.text.slice(place.span.start, place.span.end) === place.type) return { ...place.span, text: type };
  const inner = tree?.namedNodeAt(place.span.start) ?? -1;
  if (!tree || inner < 0) return undefined;
  const node = [inner, ...tree.ancestors(inner)].find((candidate) => tree.start[candidate] === place.span.start && tree.end[candidate] === place.span.end);
  const found = node === undefined ? undefined : instanceTypeOf({ tree, facts }, node);
  // A level 2 construct of a database writes the type without its service.
  return found?.replacedBy(found.type === place.type ? type : type.replace(/^[a-z]+\./, ''));
}
