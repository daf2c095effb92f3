import type { FunctionProfile } from '../../src/cupid/profile.js';
import { testEngine } from './engine.js';

/** What CUPID says about the functions of a text. */
export async function profilesOf(path: string, text: string): Promise<FunctionProfile[]> {
  const engine = await testEngine();
  const document = await engine.open({ path, text });
  if (!document) throw new Error(`no language for ${path}`);
  try {
    return engine.profile(document);
  } finally {
    document.dispose();
  }
}
