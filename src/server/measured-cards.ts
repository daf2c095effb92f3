import type { Position } from 'vscode-languageserver';
import { pageWeightHover } from '../carbon/page/page-weight-hover.js';
import { pipelineHover } from '../carbon/pipeline/hover.js';
import type { Card } from './card.js';
import type { OpenText } from './open-text.js';

/** What can be counted at a place although nothing is wrong with it: what a file weighs on a page, how many jobs a push starts. */
export async function measuredCards(text: OpenText, uri: string, position: Position): Promise<Card[]> {
  const { document } = text;
  return document.knowing(() => {
    const offset = text.offsetAt(uri, position);
    const pipeline = pipelineHover(document, document.surroundings);
    const isThere = pipeline && pipeline.span.start <= offset && offset <= pipeline.span.end;
    const found = isThere ? pipeline : pageWeightHover(document, offset, document.surroundings);
    return found ? [{ ...found.span, markdown: found.markdown }] : [];
  });
}
