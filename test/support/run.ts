import { spawnSync } from 'node:child_process';
import { createContext, runInContext } from 'node:vm';
import { transform } from 'esbuild';

/** What code of the examples finds around it: rides to work on, and a sink that notes down what reaches it. */
const SCRIPT = `
const log = [];
const RIDES = [{ late: true, paid: true, night: true, n: 1 }, { late: true, long: true, n: 2 }, { late: true, open: true, n: 3 }, { late: false, n: 4 }];
const sink = { add: (ride) => log.push(['add', ride]), wait: (ride) => log.push(['wait', ride]), begin: (text) => log.push(['begin', text]) };
const chargeHire = () => 5;
`;
const PYTHON = `
import json
class Thing:
    def __init__(self, **fields):
        self.__dict__.update(fields)
log = []
class Sink(Thing):
    def add(self, ride): log.append(["add", ride.n])
    def hold(self, ride): log.append(["hold", ride.n])
    def begin(self, text=None): log.append(["begin", text])
RIDES = [Thing(late=True, paid=True, night=True, long=False, n=1), Thing(late=True, paid=False, night=False, long=True, n=2), Thing(late=True, paid=False, night=False, long=False, open=True, n=3), Thing(late=False, n=4)]
Ride = Thing
def charge_hire(hire, bike): return 5
`;

/** What expressions give after a text of TypeScript or JavaScript has run, as plain data. */
export async function runScript(text: string, calls: readonly string[]): Promise<unknown[]> {
  const { code } = await transform(text.replaceAll(/^export /gm, ''), { loader: 'ts' });
  const context = createContext({ process: { env: {} } });
  runInContext(`${SCRIPT}\n${code}`, context);
  return calls.map((call) => JSON.parse((runInContext(`JSON.stringify([${call}])`, context) as string | undefined) ?? 'null') as unknown);
}

export function hasPython(): boolean {
  return spawnSync('python3', ['--version']).status === 0;
}

/** What expressions give after a text of Python has run, as plain data. */
export function runPython(text: string, calls: readonly string[]): unknown[] {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', `${text}\n${PYTHON}\nprint(json.dumps([${calls.join(', ')}]))`], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as unknown[];
}
