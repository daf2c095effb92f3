import { RelativePattern, workspace, type WorkspaceFolder } from 'vscode';

const MOST_FILES = 200;

/** CSV and SQL files of a folder whose columns an output port may have, relative to it, sorted. */
export async function columnFilesIn(folder: WorkspaceFolder): Promise<readonly string[]> {
  const pattern = new RelativePattern(folder, '**/*.{csv,sql,ddl}');
  const files = await workspace.findFiles(pattern, '**/{node_modules,.venv}/**', MOST_FILES);
  return files.map((uri) => workspace.asRelativePath(uri, false)).sort();
}
