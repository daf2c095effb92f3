/** A text before and after one next step. */
export interface StepCase {
  readonly path: string;
  /** How the title of the step begins. */
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** Expressions that give the same before and after; `log` is a list both may write to. */
  readonly calls?: readonly string[];
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
const SPLIT = 'Split the flag';
const RETURN = 'Return a changed copy';
const EXTRACT = 'Take the nested block out';

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
    calls: ['isLate({ end: 1 })', 'isLate({ end: 4e13 })'],
    after: 'export function isLate(ride: Ride, now = Date.now()): boolean {\n  return ride.end < now;\n}\n',
  },
  {
    path: 'src/a.js',
    title: `${PARAMETER} \`now\``,
    before: 'const isLate = ride => {\n  return ride.end < new Date();\n};\n',
    calls: ['isLate({ end: 1 })', 'isLate({ end: 4e13 })'],
    after: 'const isLate = (ride, now = new Date()) => {\n  return ride.end < now;\n};\n',
  },
  {
    path: 'src/a.js',
    title: `${PARAMETER} \`random\``,
    before: 'function price(\n  ride,\n  member,\n) {\n  const base = Math.random() * ride.minutes;\n  return base + Math.random();\n}\n',
    calls: ['Math.random = () => 0.5', 'price({ minutes: 4 }, {})'],
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
    calls: ['is_late(Thing(end=1))', 'is_late(Thing(end=4e13))', 'is_late.__doc__'],
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
    calls: ['holder(Thing(open=True))', 'holder(Thing(open=False, owner=3))', 'os.environ.update(BIKE_REGION="us")', 'holder(Thing(open=True))'],
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
    before: `export function report(rides: Ride[], sink: Sink): void {\n  const all = rides;\n  if ('open' in sink && all !== undefined) { // else nobody listens\n${work('script', '    ')}\n    // done\n  }\n}\n`,
    calls: ['report(RIDES, { ...sink, open: true })', 'report(RIDES, { ...sink })', 'report(undefined, { ...sink, open: true })', 'log'],
    after: `export function report(rides: Ride[], sink: Sink): void {\n  const all = rides;\n  if (!('open' in sink) || all === undefined) {\n    return;\n  }\n  // else nobody listens\n${work('script', '  ')}\n  // done\n}\n`,
  },
  {
    path: 'src/a.js',
    title: GUARD,
    before: `function report(rides, sink) {\n  if (rides.length > 0) {\n    sink.begin(\`\n    as it is\n\`);\n    if (!(sink.open && sink.ready)) {\n${work('script', '      ')}\n    }\n  }\n}\n`,
    calls: ['report(RIDES, { ...sink, open: true, ready: true })', 'report(RIDES, { ...sink, open: false })', 'report([], sink)', 'report({}, sink)', 'log'],
    after: `function report(rides, sink) {\n  if (!(rides.length > 0)) {\n    return;\n  }\n  sink.begin(\`\n    as it is\n\`);\n  if (sink.open && sink.ready) {\n    return;\n  }\n${work('script', '  ')}\n}\n`,
  },
  {
    path: 'a.py',
    title: GUARD,
    before: `def report(rides, sink):\n    if rides and not sink.closed:\n        # The text.\n        sink.begin("""\n        as it is""")\n${work('python', '        ')}\n        # Done.\n\n\nclosed = True\n`,
    calls: ['report(RIDES, Sink(closed=False))', 'report(RIDES, Sink(closed=True))', 'report([], Sink(closed=False))', 'log'],
    after: `def report(rides, sink):\n    if not rides or sink.closed:\n        return\n    # The text.\n    sink.begin("""\n        as it is""")\n${work('python', '    ')}\n    # Done.\n\n\nclosed = True\n`,
  },
  {
    path: 'a.py',
    title: GUARD,
    before: `def report(rides, sink):\n    if len(rides) > 2:\n        sink.begin()\n        if sink.kind not in ("a", "b"):\n${work('python', '            ')}\n`,
    calls: ['report(RIDES, Sink(kind="c"))', 'report(RIDES, Sink(kind="a"))', 'report([], Sink(kind="c"))', 'log'],
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
  {
    path: 'a.py',
    title: `${SPLIT} \`night\` into price_when_night and price_when_not_night`,
    before: '# What it costs.\ndef price(member, night=False):\n    """Euro."""\n    if night:\n        # dark\n        return member.low * 2\n    else:\n        return member.low\n',
    calls: ['price(Thing(low=3))', 'price(Thing(low=3), True)', 'price(Thing(low=3), night=0)'],
    after: 'def price_when_night(member):\n    # dark\n    return member.low * 2\n\n\ndef price_when_not_night(member):\n    return member.low\n\n\n# What it costs.\ndef price(member, night=False):\n    """Euro."""\n    if night:\n        return price_when_night(member)\n    else:\n        return price_when_not_night(member)\n',
  },
  {
    path: 'a.py',
    title: `${SPLIT} \`with_tax\` into tell_with_tax and tell_without_tax`,
    before: 'class Fleet:\n    def tell(self, x: int, with_tax: bool) -> str:\n        if not with_tax:\n            return f"{x}"\n        else:\n            y = x * 2\n            return f"{y}"\n',
    calls: ['Fleet().tell(2, True)', 'Fleet().tell(2, False)'],
    after: 'class Fleet:\n    def tell_with_tax(self, x: int) -> str:\n        y = x * 2\n        return f"{y}"\n\n    def tell_without_tax(self, x: int) -> str:\n        return f"{x}"\n\n    def tell(self, x: int, with_tax: bool) -> str:\n        if with_tax:\n            return self.tell_with_tax(x)\n        else:\n            return self.tell_without_tax(x)\n',
  },
  {
    path: 'src/a.ts',
    title: `${SPLIT} \`isNight\` into priceWhenNight and priceWhenNotNight`,
    before: '/** What it costs. */\nexport function price(member: Member, isNight = false): number {\n  if (isNight) {\n    // dark\n    return member.low * 2;\n  } else {\n    return member.low;\n  }\n}\n',
    calls: ['price({ low: 3 })', 'price({ low: 3 }, true)'],
    after: 'export function priceWhenNight(member: Member): number {\n  // dark\n  return member.low * 2;\n}\n\nexport function priceWhenNotNight(member: Member): number {\n  return member.low;\n}\n\n/** What it costs. */\nexport function price(member: Member, isNight = false): number {\n  if (isNight) {\n    return priceWhenNight(member);\n  } else {\n    return priceWhenNotNight(member);\n  }\n}\n',
  },
  {
    path: 'src/a.js',
    title: `${SPLIT} \`loud\` into tellWhenLoud and tellWhenNotLoud`,
    before: 'class Bell {\n  async tell(x, loud = false) {\n    if (!loud) {\n      log.push(x);\n    } else {\n      log.push(x);\n      log.push(x);\n    }\n  }\n}\n',
    calls: ['void new Bell().tell(1)', 'void new Bell().tell(2, true)', 'log'],
    after: 'class Bell {\n  async tellWhenLoud(x) {\n    log.push(x);\n    log.push(x);\n  }\n\n  async tellWhenNotLoud(x) {\n    log.push(x);\n  }\n\n  async tell(x, loud = false) {\n    if (loud) {\n      await this.tellWhenLoud(x);\n    } else {\n      await this.tellWhenNotLoud(x);\n    }\n  }\n}\n',
  },
  {
    path: 'a.py',
    title: `${EXTRACT} as charge_bike`,
    before: '"""Rides."""\n\n\n# Costs.\ndef month(member, rides, sink):\n    """What a member pays."""\n    total = 0\n    if member.closed:\n        return 0\n    for ride in rides:\n        if ride.paid:\n            continue\n        total += ride.price\n    for bike in member.bikes:\n        if bike.open:\n            for hire in bike.hires:\n                if hire.late and not hire.free:\n                    total += charge_hire(hire, bike)\n                elif hire.night:\n                    total += hire.fee\n    if total > 50 and member.club:\n        total = total - 5\n    return total\n',
    calls: ['month(Thing(closed=False, club=True, bikes=[Thing(open=True, hires=[Thing(late=True, free=False), Thing(late=False, night=True, fee=70), Thing(late=False, night=False)]), Thing(open=False)]), [Thing(paid=False, price=4), Thing(paid=True)], None)', 'month(Thing(closed=True), [], None)', 'month(Thing(closed=False, club=True, bikes=[]), [], None)'],
    after: '"""Rides."""\n\n\ndef charge_bike(bike, total):\n    if bike.open:\n        for hire in bike.hires:\n            if hire.late and not hire.free:\n                total += charge_hire(hire, bike)\n            elif hire.night:\n                total += hire.fee\n    return total\n\n\n# Costs.\ndef month(member, rides, sink):\n    """What a member pays."""\n    total = 0\n    if member.closed:\n        return 0\n    for ride in rides:\n        if ride.paid:\n            continue\n        total += ride.price\n    for bike in member.bikes:\n        total = charge_bike(bike, total)\n    if total > 50 and member.club:\n        total = total - 5\n    return total\n',
  },
  {
    path: 'src/a.ts',
    title: `${EXTRACT} as chargeBike`,
    before: '// Costs.\nexport function month(member: Member, rides: readonly Ride[], bikes: Bike[]): number {\n  let total = 0;\n  if (member.closed) {\n    return 0;\n  }\n  for (const ride of rides) {\n    if (ride.paid) {\n      continue;\n    }\n    total += ride.price;\n  }\n  for (const bike of bikes) {\n    if (bike.open) {\n      for (const hire of bike.hires) {\n        if (hire.late && !hire.free) {\n          total += chargeHire(hire, bike);\n        } else if (hire.night) {\n          total += hire.fee;\n        }\n      }\n    }\n  }\n  if (total > 50 && member.club) {\n    total = total - 5;\n  }\n  return total;\n}\n',
    calls: ['month({ club: true }, [{ price: 4 }, { paid: true }], [{ open: true, hires: [{ late: true }, { late: true, free: true, night: true, fee: 7 }, { fee: 9 }] }, {}])', 'month({ closed: true }, [], [])', 'month({}, [{ price: 60 }], [])'],
    after: 'function chargeBike(bike: Bike, total: number): number {\n  if (bike.open) {\n    for (const hire of bike.hires) {\n      if (hire.late && !hire.free) {\n        total += chargeHire(hire, bike);\n      } else if (hire.night) {\n        total += hire.fee;\n      }\n    }\n  }\n  return total;\n}\n\n// Costs.\nexport function month(member: Member, rides: readonly Ride[], bikes: Bike[]): number {\n  let total = 0;\n  if (member.closed) {\n    return 0;\n  }\n  for (const ride of rides) {\n    if (ride.paid) {\n      continue;\n    }\n    total += ride.price;\n  }\n  for (const bike of bikes) {\n    total = chargeBike(bike, total);\n  }\n  if (total > 50 && member.club) {\n    total = total - 5;\n  }\n  return total;\n}\n',
  },
  {
    path: 'src/a.js',
    title: `${EXTRACT} as addBike`,
    before: 'function month(member, sink) {\n  if (sink.closed) {\n    return;\n  }\n  for (const ride of member.rides) {\n    if (ride.late && ride.open) {\n      sink.begin();\n    }\n  }\n  if (sink.far && sink.near) {\n    sink.begin();\n  }\n  for (const bike of member.bikes) {\n    if (bike.open) {\n      if (bike.brake || bike.tyre) {\n        sink.add(bike);\n      }\n    }\n  }\n}\n',
    calls: ['month({ rides: [{ late: true, open: true }, {}], bikes: [{ open: true, tyre: 1 }, { open: true }, { brake: true }] }, { ...sink, far: 1, near: 1 })', 'month({}, { closed: true })', 'log'],
    after: 'function addBike(member, sink) {\n  for (const bike of member.bikes) {\n    if (bike.open) {\n      if (bike.brake || bike.tyre) {\n        sink.add(bike);\n      }\n    }\n  }\n}\n\nfunction month(member, sink) {\n  if (sink.closed) {\n    return;\n  }\n  for (const ride of member.rides) {\n    if (ride.late && ride.open) {\n      sink.begin();\n    }\n  }\n  if (sink.far && sink.near) {\n    sink.begin();\n  }\n  addBike(member, sink);\n}\n',
  },
  {
    path: 'a.py',
    title: RETURN,
    before: 'def _close(rides, fee):\n    """Closes."""\n    rides.append(fee)\n    rides[0] = 1\n\n\ndef month(fee):\n    rides = []\n    rides.append(1)\n    _close(rides, fee)\n    return rides\n',
    calls: ['month(3)'],
    after: 'def _close(rides, fee):\n    """Closes."""\n    rides = rides.copy()\n    rides.append(fee)\n    rides[0] = 1\n    return rides\n\n\ndef month(fee):\n    rides = []\n    rides.append(1)\n    rides = _close(rides, fee)\n    return rides\n',
  },
  {
    path: 'src/a.ts',
    title: RETURN,
    before: 'function close(rides: number[], fee: number): void {\n  rides.push(fee);\n}\nexport function month(fee: number): number[] {\n  const rides = [1];\n  if (fee > 1) {\n    close(rides, fee);\n  }\n  return rides;\n}\n',
    calls: ['month(3)', 'month(0)'],
    after: 'function close(rides: number[], fee: number): number[] {\n  rides = [...rides];\n  rides.push(fee);\n  return rides;\n}\nexport function month(fee: number): number[] {\n  let rides = [1];\n  if (fee > 1) {\n    rides = close(rides, fee);\n  }\n  return rides;\n}\n',
  },
];

const bumps = ['a', 'b', 'c'].map((name) => `    for (const ${name} of rides) {\n      if (${name}.late && ${name}.open) {\n        sink.add(${name});\n      }\n    }\n`).join('');

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
  { what: 'three blocks that stood in one', path: 'src/a.js', title: GUARD, text: `function report(rides, sink) {\n  if (sink.open) {\n${bumps}  }\n}\n` },
  { what: 'three blocks of which the last tests a pattern', path: 'A.cs', title: GUARD, text: `class Rides\n{\n    void Report(List<Ride> rides, Sink sink)\n    {\n        if (sink.Ready)\n        {\n${['A', 'B', 'C'].map((name) => `            if (sink.${name} is not null)\n            {\n                foreach (var ride in rides)\n                {\n                    sink.Add(ride);\n                }\n            }\n`).join('')}        }\n    }\n}\n` },
  { what: 'a name that would be there twice', path: 'src/a.js', title: GUARD, text: `function report(rides, sink) {\n  const all = rides;\n  if (sink.open) {\n    const all = [];\n    sink.begin(all);\n${work('script', '    ')}\n  }\n}\n` },
  { what: 'a function in the block', path: 'src/a.js', title: GUARD, text: `function report(rides, sink) {\n  if (sink.open) {\n    function inner() {}\n${work('script', '    ')}\n  }\n}\n` },
  { what: 'a value promised', path: 'src/a.ts', title: GUARD, text: scriptGuard('export function report(rides: Ride[], sink: Sink): number', 'rides', '') },
  { what: 'elif', path: 'a.py', title: GUARD, text: pythonGuard('def report(rides, sink)', 'if rides', '    elif sink:\n        sink.end()\n') },
  { what: 'a name in the condition', path: 'a.py', title: GUARD, text: pythonGuard('def report(rides, sink)', 'if (all_ := rides)') },
  { what: 'a pattern in the condition', path: 'src/a.rs', title: GUARD, text: `fn report(rides: &[Ride], sink: &mut Sink) {\n    if let Some(x) = rides.first() {\n${work('rust', '        ')}\n    }\n}\n` },
  { what: 'a statement in the condition', path: 'a.go', title: GUARD, text: `package p\n\nfunc Report(rides []Ride, sink Sink) {\n\tif err := sink.Begin(); err == nil {\n${work('go', '\t\t')}\n\t}\n}\n` },
  { what: 'broken syntax', path: 'src/a.js', title: GUARD, text: scriptGuard('function report(rides, sink)', 'rides', '', '  const = 1;\n') },
  { what: 'a variable bound by the condition', path: 'A.java', title: GUARD, text: `class Rides {\n    void report(List<Ride> rides, Object o) {\n        if (o instanceof Sink sink) {\n${work('java', '            ')}\n        }\n    }\n}\n` },
  { what: 'more than the choice', path: 'a.py', title: SPLIT, text: 'def price(member, night=False):\n    base = member.low\n    if night:\n        return base * 2\n    else:\n        return base\n' },
  { what: 'a third branch', path: 'a.py', title: SPLIT, text: 'def price(member, night=False):\n    if night:\n        return 1\n    elif member:\n        return 2\n    else:\n        return 3\n' },
  { what: 'a branch that asks again', path: 'src/a.js', title: SPLIT, text: 'function price(member, night = false) {\n  if (night) {\n    return member.low;\n  } else {\n    return member.high(night);\n  }\n}\n' },
  { what: 'a comment nobody could keep', path: 'src/a.js', title: SPLIT, text: 'function price(member, night = false) {\n  if (night) { // dark\n    return member.low;\n  } else {\n    return member.high;\n  }\n}\n' },
  { what: 'an input taken apart', path: 'src/a.js', title: SPLIT, text: 'function price({ low, high }, night = false) {\n  if (night) {\n    return low;\n  } else {\n    return high;\n  }\n}\n' },
  { what: 'any number of inputs', path: 'a.py', title: SPLIT, text: 'def price(*members, night=False):\n    if night:\n        return members[0]\n    else:\n        return members[1]\n' },
  { what: 'split already', path: 'a.py', title: SPLIT, text: 'def price(member, night=False):\n    if night:\n        return low_price(member)\n    else:\n        return high_price(member)\n' },
  { what: 'a name that is taken', path: 'src/a.js', title: SPLIT, text: 'function priceWhenNight() {}\nfunction price(member, night = false) {\n  if (night) {\n    return member.low;\n  } else {\n    return member.high;\n  }\n}\n' },
  { what: 'a value that leaves the function', path: 'src/a.js', title: EXTRACT, text: '// Costs.\nexport function month(member, rides, bikes) {\n  let total = 0;\n  if (member.closed) {\n    return 0;\n  }\n  for (const ride of rides) {\n    if (ride.paid) {\n      continue;\n    }\n    total += ride.price;\n  }\n  for (const bike of bikes) {\n    if (bike.open) {\n      for (const hire of bike.hires) {\n        if (hire.late && !hire.free) {\n          return chargeHire(hire, bike);\n        } else if (hire.night) {\n          total += hire.fee;\n        }\n      }\n    }\n  }\n  if (total > 50 && member.club) {\n    total = total - 5;\n  }\n  return total;\n}\n' },
  { what: 'two values that come out', path: 'src/a.js', title: EXTRACT, text: '// Costs.\nexport function month(member, rides, bikes) {\n  let total = 0;\n  let count = 0;\n  if (member.closed) {\n    return 0;\n  }\n  for (const ride of rides) {\n    if (ride.paid) {\n      continue;\n    }\n    total += ride.price;\n  }\n  for (const bike of bikes) {\n    if (bike.open) {\n      for (const hire of bike.hires) {\n        if (hire.late && !hire.free) {\n          total += chargeHire(hire, bike);\n          count += 1;\n        } else if (hire.night) {\n          total += hire.fee;\n        }\n      }\n    }\n  }\n  if (total > 50 && member.club) {\n    total = total - 5;\n  }\n  return total / count;\n}\n' },
  { what: 'waits in it', path: 'src/a.js', title: EXTRACT, text: '// Costs.\nexport async function month(member, rides, bikes) {\n  let total = 0;\n  if (member.closed) {\n    return 0;\n  }\n  for (const ride of rides) {\n    if (ride.paid) {\n      continue;\n    }\n    total += ride.price;\n  }\n  for (const bike of bikes) {\n    if (bike.open) {\n      for (const hire of bike.hires) {\n        if (hire.late && !hire.free) {\n          total += await chargeHire(hire, bike);\n        } else if (hire.night) {\n          total += hire.fee;\n        }\n      }\n    }\n  }\n  if (total > 50 && member.club) {\n    total = total - 5;\n  }\n  return total;\n}\n' },
  { what: 'leaves a loop around it', path: 'src/a.js', title: EXTRACT, text: '// Costs.\nexport function month(member, rides, bikes) {\n  let total = 0;\n  if (member.closed) {\n    return 0;\n  }\n  for (const ride of rides) {\n    if (ride.paid) {\n      continue;\n    }\n    total += ride.price;\n  }\n  each: for (const bike of bikes) {\n    if (bike.open) {\n      for (const hire of bike.hires) {\n        if (hire.late && !hire.free) {\n          total += chargeHire(hire, bike);\n        } else if (hire.night) {\n          chargeHire(hire, bike);\n          continue each;\n        }\n      }\n    }\n  }\n  if (total > 50 && member.club) {\n    total = total - 5;\n  }\n  return total;\n}\n' },
  { what: 'depends on this', path: 'src/a.js', title: EXTRACT, text: 'class A {\n  month(member, rides, bikes) {\n    let total = 0;\n    if (member.closed) {\n      return 0;\n    }\n    for (const ride of rides) {\n      if (ride.paid) {\n        continue;\n      }\n      total += ride.price;\n    }\n    for (const bike of bikes) {\n      if (bike.open) {\n        for (const hire of bike.hires) {\n          if (hire.late && !hire.free) {\n            total += this.chargeHire(hire, bike);\n          } else if (hire.night) {\n            total += hire.fee;\n          }\n        }\n      }\n    }\n    if (total > 50 && member.club) {\n      total = total - 5;\n    }\n    return total;\n  }\n}\n' },
  { what: 'types that are not written down', path: 'src/a.ts', title: EXTRACT, text: '// Costs.\nexport function month(member: Member, rides: readonly Ride[], bikes): number {\n  let total = 0;\n  if (member.closed) {\n    return 0;\n  }\n  for (const ride of rides) {\n    if (ride.paid) {\n      continue;\n    }\n    total += ride.price;\n  }\n  for (const bike of bikes) {\n    if (bike.open) {\n      for (const hire of bike.hires) {\n        if (hire.late && !hire.free) {\n          total += chargeHire(hire, bike);\n        } else if (hire.night) {\n          total += hire.fee;\n        }\n      }\n    }\n  }\n  if (total > 50 && member.club) {\n    total = total - 5;\n  }\n  return total;\n}\n' },
  { what: 'a type a condition may have narrowed', path: 'src/a.ts', title: EXTRACT, text: '// Costs.\nexport function month(member: Member, rides: readonly Ride[], bikes: (Bike | undefined)[]): number {\n  let total = 0;\n  if (member.closed) {\n    return 0;\n  }\n  for (const ride of rides) {\n    if (ride.paid) {\n      continue;\n    }\n    total += ride.price;\n  }\n  for (const bike of bikes) {\n    if (bike.open) {\n      for (const hire of bike.hires) {\n        if (hire.late && !hire.free) {\n          total += chargeHire(hire, bike);\n        } else if (hire.night) {\n          total += hire.fee;\n        }\n      }\n    }\n  }\n  if (total > 50 && member.club) {\n    total = total - 5;\n  }\n  return total;\n}\n' },
  { what: 'no words of its own', path: 'src/a.js', title: EXTRACT, text: '// Costs.\nexport function month(member, rides, bikes) {\n  let total = 0;\n  if (member.closed) {\n    return 0;\n  }\n  for (const ride of rides) {\n    if (ride.paid) {\n      continue;\n    }\n    total += ride.price;\n  }\n  for (const bike of bikes) {\n    if (bike.open) {\n      for (const hire of bike.hires) {\n        if (hire.late && !hire.free) {\n          total += 1;\n        } else if (hire.night) {\n          total += hire.fee;\n        }\n      }\n    }\n  }\n  if (total > 50 && member.club) {\n    total = total - 5;\n  }\n  return total;\n}\n' },
  { what: 'inside a try, with a value that comes out', path: 'src/a.js', title: EXTRACT, text: '// Costs.\nexport function month(member, rides, bikes) {\n  let total = 0;\n  if (member.closed) {\n    return 0;\n  }\n  for (const ride of rides) {\n    if (ride.paid) {\n      continue;\n    }\n    total += ride.price;\n  }\n  try {\n  for (const bike of bikes) {\n    if (bike.open) {\n      for (const hire of bike.hires) {\n        if (hire.late && !hire.free) {\n          total += chargeHire(hire, bike);\n        } else if (hire.night) {\n          total += hire.fee;\n        }\n      }\n    }\n  }\n  } finally {\n    done();\n  }\n  if (total > 50 && member.club) {\n    total = total - 5;\n  }\n  return total;\n}\n' },
  { what: 'a clock in it', path: 'src/a.js', title: EXTRACT, text: '// Costs.\nexport function month(member, rides, bikes) {\n  let total = 0;\n  if (member.closed) {\n    return 0;\n  }\n  for (const ride of rides) {\n    if (ride.paid) {\n      continue;\n    }\n    total += ride.price;\n  }\n  for (const bike of bikes) {\n    if (bike.open) {\n      for (const hire of bike.hires) {\n        if (hire.late && !hire.free) {\n          total += chargeHire(hire, bike);\n        } else if (hire.end < Date.now()) {\n          total += hire.fee;\n        }\n      }\n    }\n  }\n  if (total > 50 && member.club) {\n    total = total - 5;\n  }\n  return total;\n}\n' },
  { what: 'a value that may not be there before', path: 'a.py', title: EXTRACT, text: '"""Rides."""\n\n\n# Costs.\ndef month(member, rides, sink):\n    """What a member pays."""\n    if rides:\n        total = 0\n    if member.closed:\n        return 0\n    for ride in rides:\n        if ride.paid:\n            continue\n        total += ride.price\n    for bike in member.bikes:\n        if bike.open:\n            for hire in bike.hires:\n                if hire.late and not hire.free:\n                    total += charge_hire(hire, bike)\n                elif hire.night:\n                    total += hire.fee\n    if total > 50 and member.club:\n        total = total - 5\n    return total\n' },
  { what: 'self in it', path: 'a.py', title: EXTRACT, text: 'class A:\n    def month(self, member, rides, sink):\n        """What a member pays."""\n        total = 0\n        if member.closed:\n            return 0\n        for ride in rides:\n            if ride.paid:\n                continue\n            total += ride.price\n        for bike in member.bikes:\n            if bike.open:\n                for hire in bike.hires:\n                    if hire.late and not hire.free:\n                        total += self.charge_hire(hire, bike)\n                    elif hire.night:\n                        total += hire.fee\n        if total > 50 and member.club:\n            total = total - 5\n        return total\n' },
  { what: 'a function others may call', path: 'a.py', title: RETURN, text: 'def close_all(rides, fee):\n    """Closes."""\n    rides.append(fee)\n    rides[0] = 1\n\n\ndef month(fee):\n    rides = []\n    rides.append(1)\n    close_all(rides, fee)\n    return rides\n' },
  { what: 'exported', path: 'src/a.ts', title: RETURN, text: 'export function close(rides: number[], fee: number): void {\n  rides.push(fee);\n}\nexport function month(fee: number): number[] {\n  const rides = [1];\n  if (fee > 1) {\n    close(rides, fee);\n  }\n  return rides;\n}\n' },
  { what: 'a script without modules', path: 'src/a.js', title: RETURN, text: 'function close(rides, fee) {\n  rides.push(fee);\n}\nfunction month(fee) {\n  const rides = [];\n  close(rides, fee);\n  return rides;\n}\n' },
  { what: 'a list of the caller\'s caller', path: 'a.py', title: RETURN, text: 'def _close(rides, fee):\n    """Closes."""\n    rides.append(fee)\n    rides[0] = 1\n\n\ndef month(fee, rides):\n    rides.append(1)\n    _close(rides, fee)\n    return rides\n' },
  { what: 'a list somebody else has', path: 'a.py', title: RETURN, text: 'def _close(rides, fee):\n    """Closes."""\n    rides.append(fee)\n    rides[0] = 1\n\n\ndef month(fee):\n    rides = []\n    rides.append(1)\n    keep(rides)\n    _close(rides, fee)\n    return rides\n' },
  { what: 'a list from elsewhere', path: 'a.py', title: RETURN, text: 'def _close(rides, fee):\n    """Closes."""\n    rides.append(fee)\n    rides[0] = 1\n\n\ndef month(fee):\n    rides = load()\n    rides.append(1)\n    _close(rides, fee)\n    return rides\n' },
  { what: 'a caller that uses what it gives', path: 'a.py', title: RETURN, text: 'def _close(rides, fee):\n    """Closes."""\n    rides.append(fee)\n    rides[0] = 1\n\n\ndef month(fee):\n    rides = []\n    rides.append(1)\n    return _close(rides, fee), rides\n' },
  { what: 'in a try', path: 'a.py', title: RETURN, text: 'def _close(rides, fee):\n    """Closes."""\n    rides.append(fee)\n    rides[0] = 1\n\n\ndef month(fee):\n    rides = []\n    rides.append(1)\n    try:\n        _close(rides, fee)\n    finally:\n        done()\n    return rides\n' },
  { what: 'leaves early', path: 'a.py', title: RETURN, text: 'def _close(rides, fee):\n    """Closes."""\n    rides.append(fee)\n    if fee:\n        return\n    rides[0] = 1\n\n\ndef month(fee):\n    rides = []\n    rides.append(1)\n    _close(rides, fee)\n    return rides\n' },
  { what: 'two lists', path: 'a.py', title: RETURN, text: 'def _close(rides, fee):\n    """Closes."""\n    rides.append(fee)\n    rides[0] = 1\n    fee.append(1)\n\n\ndef month(fee):\n    rides = []\n    rides.append(1)\n    _close(rides, fee)\n    return rides\n' },
  { what: 'a part of what it holds', path: 'a.py', title: RETURN, text: 'def _close(rides, fee):\n    """Closes."""\n    rides.all.append(fee)\n    rides[0] = 1\n\n\ndef month(fee):\n    rides = []\n    rides.append(1)\n    _close(rides, fee)\n    return rides\n' },
];
