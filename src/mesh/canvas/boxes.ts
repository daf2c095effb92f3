/** One of the questions of a data ethics canvas. */
export interface CanvasBox {
  readonly title: string;
  readonly question: string;
}

/** Where a product keeps its canvas, relative to its folder. */
export const CANVAS_PATH = 'ethics/data-ethics-canvas.md';

/** Whether a path is that of a canvas. */
export function isCanvas(path: string): boolean {
  return path === CANVAS_NAME || path.endsWith(`/${CANVAS_NAME}`);
}

const CANVAS_NAME = 'data-ethics-canvas.md';

/** The fifteen boxes in the order of the canvas of the Open Data Institute, with questions of our own. */
export const CANVAS_BOXES: readonly CanvasBox[] = [
  { title: 'Data sources', question: 'What comes in, from whom, and how was it collected?' },
  { title: 'Rights around data sources', question: 'On what ground may we use it, and what do those who gave it keep?' },
  { title: 'Limitations in data sources', question: 'Who or what is missing, out of date or seen from one side only?' },
  { title: 'Ethical and legislative context', question: 'Which laws, codes and agreements bind us here?' },
  { title: 'Your reason for using data', question: 'What is to become better, and would less data do?' },
  { title: 'Positive effects on people', question: 'Who gains, and how would we notice?' },
  { title: 'Negative effects on people', question: 'Who could be harmed, left out or watched, also through misuse?' },
  { title: 'Minimising negative effects', question: 'What do we leave out, mask, limit or keep an eye on?' },
  { title: 'Engaging with people', question: 'How can those it concerns ask, object and be heard?' },
  { title: 'Communicating your purpose', question: 'Do they know of it, in words they would use?' },
  { title: 'Openness and transparency', question: 'Which methods, contracts and figures do we publish?' },
  { title: 'Sharing data with others', question: 'Who gets which port, and on what terms?' },
  { title: 'Ongoing implementation', question: 'Who looks after it, with what time and skills?' },
  { title: 'Reviews and iterations', question: 'When do we go through this again, and what would make us do so sooner?' },
  { title: 'Your actions', question: 'What follows now: which decision, whose, by when?' },
];
