import { fileURLToPath } from 'node:url';
import { provideEditor, startEditor } from './editor-host.js';

/** Opens the sample workspace in a VS Code with the extension and says where; runs until it is interrupted. */
async function main(): Promise<void> {
  const root = fileURLToPath(new URL('../../', import.meta.url)).replaceAll('\\', '/').replace(/\/$/, '');
  const install = await provideEditor((line) => console.log(line));
  const editor = await startEditor({ install, extensions: [root], settings: {}, trusted: true, workspace: `${root}/test/workspaces/sample` });
  console.log(`\nTalklint is running in VS Code: ${editor.url}\nPress Ctrl+C to stop.`);
  await new Promise((resolve) => process.once('SIGINT', resolve));
  await editor.stop();
}

await main();
