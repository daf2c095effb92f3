import { WatchKind, type FileSystemWatcher } from 'vscode-languageserver';

/** What the editor is asked to tell of so that the index of usages follows. A folder that goes away is told of by its own name alone. */
export const USAGE_FILES: readonly FileSystemWatcher[] = [
  { globPattern: '**/*.{py,ts,tsx,mts,cts,js,jsx,mjs,cjs,tf,tofu,toml,json,mod,txt,in,yml,yaml,csproj,fsproj,vbproj,props,targets,config,xml,gradle,kts}', kind: WatchKind.Create | WatchKind.Change },
  { globPattern: '**/{Dockerfile,Containerfile}*', kind: WatchKind.Create | WatchKind.Change },
  { globPattern: '**/*', kind: WatchKind.Delete },
];
