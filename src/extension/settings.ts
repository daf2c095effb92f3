import { workspace, type ConfigurationScope, type Disposable } from 'vscode';
import { readSettings, type Settings } from '../protocol/settings.js';

const SECTION = 'talklint';

/** The settings that hold for a text or folder; for the window without one. */
export function settingsFor(scope?: ConfigurationScope): Settings {
  return readSettings(workspace.getConfiguration(undefined, scope).get(SECTION));
}

/** Calls back whenever any of our settings changed anywhere. */
export function onSettingsChanged(listener: () => void): Disposable {
  return workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(SECTION)) listener();
  });
}
