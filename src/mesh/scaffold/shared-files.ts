import { CODE_OWNERS_PATHS } from '../code-owners.js';
import { folderName } from '../slug.js';
import type { FilePlanner, PlanningHost } from './file-planner.js';
import { NEW_CODE_OWNERS_PATH, withCodeOwners } from './code-owners.js';
import type { ResolvedAnswers } from './resolve.js';
import { productFolder } from './tree.js';

const GITLAB = '.gitlab-ci.yml';
const GITLAB_INCLUDE = '.gitlab/data-product-*.yml';
const GITLAB_TEXT = `# Each data product brings its own check.\ninclude:\n  - local: "${GITLAB_INCLUDE}"\n`;

/** Plans the files all products of a repository share; what others wrote there stays. `last` are the answers before. */
export async function planSharedFiles(
  answers: ResolvedAnswers,
  last: ResolvedAnswers | undefined,
  host: PlanningHost,
  planner: FilePlanner,
): Promise<void> {
  if (answers.codeOwner !== undefined || last?.codeOwner !== undefined) {
    const [path, text] = await codeOwnersOf(host);
    const slug = `${folderName(answers.domain)}/${folderName(answers.name)}`;
    const block = { slug, folder: productFolder(answers), owner: answers.codeOwner };
    planner.addMade(path, withCodeOwners(text ?? '', block, path), text);
  }
  if (answers.ci === 'gitlab') {
    const text = await host.existing(GITLAB);
    if (text === undefined) planner.addMade(GITLAB, GITLAB_TEXT, text);
    else if (!text.includes('.gitlab/data-product-')) {
      const advice = 'add it, or the check of this product never runs';
      planner.notes.push(`${GITLAB} does not include ${GITLAB_INCLUDE} yet; ${advice}.`);
    }
  }
}

async function codeOwnersOf(host: PlanningHost): Promise<readonly [string, string | undefined]> {
  for (const path of CODE_OWNERS_PATHS) {
    const text = await host.existing(path);
    if (text !== undefined) return [path, text];
  }
  return [NEW_CODE_OWNERS_PATH, undefined];
}
