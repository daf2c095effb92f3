/** A text before and after one next step. */
export interface StepCase {
  readonly path: string;
  /** How the title of the step begins. */
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

/** A text in which a step must not be offered. */
export interface NearMiss {
  readonly what: string;
  readonly path: string;
  /** How the title of the step begins. */
  readonly title: string;
  readonly text: string;
}

const PARAMETER = 'Add the parameter';
const GUARD = 'Leave early with a guard clause';

/** Work of cognitive complexity 11 inside one `if`, as each language writes it; `$` stands for the indentation. */
const WORK = {
  script: 'for (const ride of rides) {\n$  if (ride.late) {\n$    if (ride.paid && ride.night || ride.long) {\n$      sink.add(ride);\n$    } else if (ride.open) {\n$      sink.wait(ride);\n$    }\n$  }\n$}',
  java: 'for (Ride ride : rides) {\n$    if (ride.late) {\n$        if (ride.paid && ride.night || ride.long_) {\n$            sink.add(ride);\n$        } else if (ride.open) {\n$            sink.hold(ride);\n$        }\n$    }\n$}',
  csharp: 'foreach (var ride in rides)\n${\n$    if (ride.Late)\n$    {\n$        if (ride.Paid && ride.Night || ride.Long)\n$        {\n$            sink.Add(ride);\n$        }\n$        else if (ride.Open)\n$        {\n$            sink.Hold(ride);\n$        }\n$    }\n$}',
  go: 'for _, ride := range rides {\n$\tif ride.Late {\n$\t\tif ride.Paid && ride.Night || ride.Long {\n$\t\t\tsink.Add(ride)\n$\t\t} else if ride.Open {\n$\t\t\tsink.Hold(ride)\n$\t\t}\n$\t}\n$}',
  rust: 'for ride in rides {\n$    if ride.late {\n$        if ride.paid && ride.night || ride.long {\n$            sink.add(ride);\n$        } else if ride.open {\n$            sink.hold(ride);\n$        }\n$    }\n$}',
  python: 'for ride in rides:\n$    if ride.late:\n$        if ride.paid and ride.night or ride.long:\n$            sink.add(ride)\n$        elif ride.open:\n$            sink.hold(ride)',
} as const;
const work = (language: keyof typeof WORK, indentation: string) => indentation + WORK[language].replaceAll('$', indentation);

export const STEPS: readonly StepCase[] = [
  {
    path: 'src/a.ts',
    title: `${PARAMETER} \`now\``,
    before: 'export function isLate(ride: Ride): boolean {\n  return ride.end < Date.now();\n}\n',
    after: 'export function isLate(ride: Ride, now = Date.now()): boolean {\n  return ride.end < now;\n}\n',
  },
  {
    path: 'src/a.js',
    title: `${PARAMETER} \`now\``,
    before: 'const isLate = ride => {\n  return ride.end < new Date();\n};\n',
    after: 'const isLate = (ride, now = new Date()) => {\n  return ride.end < now;\n};\n',
  },
  {
    path: 'src/a.js',
    title: `${PARAMETER} \`random\``,
    before: 'function price(\n  ride,\n  member,\n) {\n  const base = Math.random() * ride.minutes;\n  return base + Math.random();\n}\n',
    after: 'function price(\n  ride,\n  member,\n  random = Math.random,\n) {\n  const base = random() * ride.minutes;\n  return base + random();\n}\n',
  },
  {
    path: 'src/a.js',
    title: `${PARAMETER} \`bikeRegion\``,
    before: 'class Fleet {\n  owner() {\n    const region = 1;\n    if (this.open) {\n      return process.env.BIKE_REGION + region;\n    }\n    return region;\n  }\n}\n',
    after: 'class Fleet {\n  owner(bikeRegion = process.env.BIKE_REGION) {\n    const region = 1;\n    if (this.open) {\n      return bikeRegion + region;\n    }\n    return region;\n  }\n}\n',
  },
  {
    path: 'a.py',
    title: `${PARAMETER} \`now\``,
    before: 'import time\n\n\ndef is_late(ride):\n    """Whether it is over."""\n    # Seconds.\n    return ride.end < time.time()\n',
    after: 'import time\n\n\ndef is_late(ride, now=None):\n    """Whether it is over."""\n    # Seconds.\n    if now is None:\n        now = time.time()\n    return ride.end < now\n',
  },
  {
    path: 'a.py',
    title: `${PARAMETER} \`now\``,
    before: 'from datetime import datetime\n\n\nclass Rides:\n    def is_late(self, ride: Ride | None) -> bool:\n        return ride.end < datetime.now()\n',
    after: 'from datetime import datetime\n\n\nclass Rides:\n    def is_late(self, ride: Ride | None, now: datetime | None = None) -> bool:\n        if now is None:\n            now = datetime.now()\n        return ride.end < now\n',
  },
  {
    path: 'a.py',
    title: `${PARAMETER} \`bike_region\``,
    before: 'import os\n\n\ndef holder(ride):\n    if ride.open:\n        return os.environ.get("BIKE_REGION", "eu")\n    return ride.owner\n',
    after: 'import os\n\n\ndef holder(ride, bike_region=None):\n    if bike_region is None:\n        bike_region = os.environ.get("BIKE_REGION", "eu")\n    if ride.open:\n        return bike_region\n    return ride.owner\n',
  },
  {
    path: 'A.cs',
    title: `${PARAMETER} \`now\``,
    before: 'class Rides\n{\n    public bool IsLate(Ride ride)\n    {\n        return ride.End < DateTime.UtcNow;\n    }\n}\n',
    after: 'class Rides\n{\n    public bool IsLate(Ride ride, DateTime? now = null)\n    {\n        return ride.End < (now ?? DateTime.UtcNow);\n    }\n}\n',
  },
  {
    path: 'src/a.ts',
    title: GUARD,
    before: `export function report(rides: Ride[], sink: Sink): void {\n  const all = rides;\n  if (sink.open && all !== undefined) { // else nobody listens\n${work('script', '    ')}\n    // done\n  }\n}\n`,
    after: `export function report(rides: Ride[], sink: Sink): void {\n  const all = rides;\n  if (!sink.open || all === undefined) {\n    return;\n  }\n  // else nobody listens\n${work('script', '  ')}\n  // done\n}\n`,
  },
  {
    path: 'src/a.js',
    title: GUARD,
    before: `function report(rides, sink) {\n  if (rides.length > 0) {\n    sink.begin(\`\n    as it is\n\`);\n    if (!(sink.open && sink.ready)) {\n${work('script', '      ')}\n    }\n  }\n}\n`,
    after: `function report(rides, sink) {\n  if (!(rides.length > 0)) {\n    return;\n  }\n  sink.begin(\`\n    as it is\n\`);\n  if (sink.open && sink.ready) {\n    return;\n  }\n${work('script', '  ')}\n}\n`,
  },
  {
    path: 'a.py',
    title: GUARD,
    before: `def report(rides, sink):\n    if rides and not sink.closed:\n        # The text.\n        sink.begin("""\n        as it is""")\n${work('python', '        ')}\n        # Done.\n\n\nclosed = True\n`,
    after: `def report(rides, sink):\n    if not rides or sink.closed:\n        return\n    # The text.\n    sink.begin("""\n        as it is""")\n${work('python', '    ')}\n    # Done.\n\n\nclosed = True\n`,
  },
  {
    path: 'a.py',
    title: GUARD,
    before: `def report(rides, sink):\n    if len(rides) > 2:\n        sink.begin()\n        if sink.kind not in ("a", "b"):\n${work('python', '            ')}\n`,
    after: `def report(rides, sink):\n    if len(rides) <= 2:\n        return\n    sink.begin()\n    if sink.kind in ("a", "b"):\n        return\n${work('python', '    ')}\n`,
  },
  {
    path: 'A.java',
    title: GUARD,
    before: `class Rides {\n    void report(List<Ride> rides, Sink sink) {\n        if (rides.size() > 0 && !sink.closed()) {\n${work('java', '            ')}\n        }\n    }\n}\n`,
    after: `class Rides {\n    void report(List<Ride> rides, Sink sink) {\n        if (rides.size() <= 0 || sink.closed()) {\n            return;\n        }\n${work('java', '        ')}\n    }\n}\n`,
  },
  {
    path: 'a.go',
    title: GUARD,
    before: `package p\n\nfunc Report(rides []Ride, sink Sink) {\n\tif rides != nil && sink.Open() && sink.Ready() {\n${work('go', '\t\t')}\n\t}\n}\n`,
    after: `package p\n\nfunc Report(rides []Ride, sink Sink) {\n\tif !(rides != nil && sink.Open() && sink.Ready()) {\n\t\treturn\n\t}\n${work('go', '\t')}\n}\n`,
  },
  {
    path: 'A.cs',
    title: GUARD,
    before: `class Rides\n{\n    void Report(List<Ride> rides, Sink sink)\n    {\n        if (rides == null || sink.Weight < 3.5)\n        {\n${work('csharp', '            ')}\n        }\n    }\n}\n`,
    after: `class Rides\n{\n    void Report(List<Ride> rides, Sink sink)\n    {\n        if (rides != null && !(sink.Weight < 3.5))\n        {\n            return;\n        }\n${work('csharp', '        ')}\n    }\n}\n`,
  },
  {
    path: 'src/a.rs',
    title: GUARD,
    before: `fn report(rides: &[Ride], sink: &mut Sink) {\n    if !rides.is_empty() {\n        let all = rides.len();\n        sink.begin(all);\n${work('rust', '        ')}\n    }\n}\n`,
    after: `fn report(rides: &[Ride], sink: &mut Sink) {\n    if rides.is_empty() {\n        return;\n    }\n    let all = rides.len();\n    sink.begin(all);\n${work('rust', '    ')}\n}\n`,
  },
];

const scriptGuard = (head: string, condition: string, tail = '', first = '') => `${head} {\n${first}  if (${condition}) {\n${work('script', '    ')}\n  }${tail}\n}\n`;
const pythonGuard = (head: string, test: string, tail = '') => `${head}:\n    ${test}:\n${work('python', '        ')}\n${tail}`;

export const NEAR_MISSES: readonly NearMiss[] = [
  { what: 'a getter', path: 'src/a.ts', title: PARAMETER, text: 'class Ride {\n  get isLate() {\n    return this.end < Date.now();\n  }\n}\n' },
  { what: 'an override', path: 'src/a.ts', title: PARAMETER, text: 'class Late extends Ride {\n  isLate() {\n    return this.end < Date.now();\n  }\n}\n' },
  { what: 'handed on by name', path: 'src/a.js', title: PARAMETER, text: 'function isLate(ride) {\n  return ride.end < Date.now();\n}\nexport const late = (rides) => rides.filter(isLate);\n' },
  { what: 'called with more', path: 'src/a.js', title: PARAMETER, text: 'function isLate(ride) {\n  return ride.end < Date.now();\n}\nexport const late = (rides) => rides.filter((ride, i) => isLate(ride, i));\n' },
  { what: 'a handler of a framework', path: 'src/a.ts', title: PARAMETER, text: 'class Ride {\n  @Get()\n  isLate(): boolean {\n    return this.end < Date.now();\n  }\n}\n' },
  { what: 'a generator', path: 'src/a.js', title: PARAMETER, text: 'function* isLate(ride) {\n  yield ride.end < Date.now();\n}\n' },
  { what: 'in a loop', path: 'src/a.js', title: PARAMETER, text: 'function isFree(bikes) {\n  for (const bike of bikes) {\n    if (bike.end < Date.now()) return true;\n  }\n  return false;\n}\n' },
  { what: 'in a function inside', path: 'src/a.js', title: PARAMETER, text: 'function isFree(bikes) {\n  return bikes.some((bike) => bike.end < Date.now());\n}\n' },
  { what: 'after waiting', path: 'src/a.js', title: PARAMETER, text: 'async function isLate(id) {\n  const ride = await load(id);\n  return ride.end < Date.now();\n}\n' },
  { what: 'two readings', path: 'src/a.js', title: PARAMETER, text: 'function isLate(ride) {\n  work(ride);\n  return ride.start > Date.now() || ride.end < Date.now();\n}\n' },
  { what: 'no name left', path: 'src/a.js', title: PARAMETER, text: 'function isLate(ride, now) {\n  const currentTime = now.time;\n  return ride.end + currentTime < Date.now();\n}\n' },
  { what: 'a component', path: 'src/a.tsx', title: PARAMETER, text: 'export function Late({ ride }: Props) {\n  return ride.end < Date.now() ? <b>late</b> : <i>open</i>;\n}\n' },
  { what: 'an entry point by default', path: 'src/a.js', title: PARAMETER, text: 'export default function isLate(ride) {\n  return ride.end < Date.now();\n}\n' },
  { what: 'any number of inputs', path: 'src/a.js', title: PARAMETER, text: 'function isLate(...rides) {\n  return rides[0].end < Date.now();\n}\n' },
  { what: 'decorated', path: 'a.py', title: PARAMETER, text: 'import time\n\n\n@cached\ndef is_late(ride):\n    return ride.end < time.time()\n' },
  { what: 'a generator in Python', path: 'a.py', title: PARAMETER, text: 'import time\n\n\ndef is_late(rides):\n    yield rides[0].end < time.time()\n' },
  { what: 'an environment that may lack the variable', path: 'a.py', title: PARAMETER, text: 'import os\n\n\ndef holder(ride):\n    if ride.open:\n        return os.environ["REGION"]\n    return ride.owner\n' },
  { what: 'on one line', path: 'a.py', title: PARAMETER, text: 'import time\n\n\ndef is_late(ride): return ride.end < time.time()\n' },
  { what: 'a comprehension', path: 'a.py', title: PARAMETER, text: 'import time\n\n\ndef count_late(rides):\n    return len([ride for ride in rides if ride.end < time.time()])\n' },
  { what: 'an overload', path: 'A.cs', title: PARAMETER, text: 'class Rides\n{\n    bool IsLate(Ride ride)\n    {\n        return ride.End < DateTime.UtcNow;\n    }\n\n    bool IsLate(Ride ride, int more)\n    {\n        return ride.End < DateTime.UtcNow;\n    }\n}\n' },
  { what: 'Java has no defaults', path: 'A.java', title: PARAMETER, text: 'class Rides {\n    boolean isLate(Ride ride) {\n        return ride.end < System.currentTimeMillis();\n    }\n}\n' },
  { what: 'something after it', path: 'src/a.js', title: GUARD, text: scriptGuard('function report(rides, sink)', 'rides', '\n  sink.end();') },
  { what: 'an else', path: 'src/a.js', title: GUARD, text: scriptGuard('function report(rides, sink)', 'rides', ' else {\n    sink.end();\n  }') },
  { what: 'a value given back', path: 'src/a.js', title: GUARD, text: scriptGuard('function report(rides, sink)', 'rides', '', '  if (sink.closed) {\n    return 1;\n  }\n') },
  { what: 'a name that would be there twice', path: 'src/a.js', title: GUARD, text: `function report(rides, sink) {\n  const all = rides;\n  if (sink.open) {\n    const all = [];\n    sink.begin(all);\n${work('script', '    ')}\n  }\n}\n` },
  { what: 'a function in the block', path: 'src/a.js', title: GUARD, text: `function report(rides, sink) {\n  if (sink.open) {\n    function inner() {}\n${work('script', '    ')}\n  }\n}\n` },
  { what: 'a value promised', path: 'src/a.ts', title: GUARD, text: scriptGuard('export function report(rides: Ride[], sink: Sink): number', 'rides', '') },
  { what: 'elif', path: 'a.py', title: GUARD, text: pythonGuard('def report(rides, sink)', 'if rides', '    elif sink:\n        sink.end()\n') },
  { what: 'a name in the condition', path: 'a.py', title: GUARD, text: pythonGuard('def report(rides, sink)', 'if (all_ := rides)') },
  { what: 'a pattern in the condition', path: 'src/a.rs', title: GUARD, text: `fn report(rides: &[Ride], sink: &mut Sink) {\n    if let Some(x) = rides.first() {\n${work('rust', '        ')}\n    }\n}\n` },
  { what: 'a statement in the condition', path: 'a.go', title: GUARD, text: `package p\n\nfunc Report(rides []Ride, sink Sink) {\n\tif err := sink.Begin(); err == nil {\n${work('go', '\t\t')}\n\t}\n}\n` },
  { what: 'broken syntax', path: 'src/a.js', title: GUARD, text: scriptGuard('function report(rides, sink)', 'rides', '', '  const = 1;\n') },
  { what: 'a variable bound by the condition', path: 'A.java', title: GUARD, text: `class Rides {\n    void report(List<Ride> rides, Object o) {\n        if (o instanceof Sink sink) {\n${work('java', '            ')}\n        }\n    }\n}\n` },
];
