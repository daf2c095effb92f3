import type { PlannedFile } from './model.js';

/** Whether a planned file is written; of the others the user is only told. */
export function isWritten({ action }: PlannedFile): boolean {
  return action === 'create' || action === 'update' || action === 'merge';
}
