import { expect, test, describe } from 'vitest';
import { folderWith, talklint } from '../support/cli.js';

interface Printed {
  readonly functions: readonly { readonly file: string; readonly name: string; readonly lens: string | null; readonly signals: readonly { readonly id: string; readonly level: string; readonly message: string; readonly lines: readonly number[] }[] }[];
}

/** What `talklint profile` says of the functions of a small workspace that have a lens. */
async function lenses(files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const { functions } = await profile(files);
  return Object.fromEntries(functions.flatMap(({ file, name, lens }) => (lens === null ? [] : [[`${file} ${name}`, lens]])));
}

async function profile(files: Readonly<Record<string, string>>): Promise<Printed> {
  const { out, err } = await talklint(['profile', '.', '--format', 'json'], await folderWith(files));
  expect(err).toBe('');
  return JSON.parse(out) as Printed;
}

const OWN_SENSOR = 'Composable: builds its own `Sensor`, which reads randomness: a test cannot replace it';

/** An alarm that makes its sensor itself, and one that is given it, which nothing is said about. */
const ALARMS: Readonly<Record<string, { readonly files: Readonly<Record<string, string>>; readonly said: string }>> = {
  TypeScript: {
    said: 'src/alarm.ts check',
    files: {
      'src/sensor.ts': 'export class Sensor {\n  pop(): number {\n    return 16 + 6 * Math.random();\n  }\n}\n',
      'src/alarm.ts': "import { Sensor } from './sensor.js';\n\nexport class Alarm {\n  private readonly sensor = new Sensor();\n  private on = false;\n\n  check(): void {\n    const pressure = this.sensor.pop();\n    if (pressure < 17 || pressure > 21) this.on = true;\n  }\n}\n",
      'src/given.ts': "import { Sensor } from './sensor.js';\n\nexport class Alarm {\n  constructor(private readonly sensor: Sensor = new Sensor()) {}\n\n  isOn(): boolean {\n    return this.sensor.pop() < 17;\n  }\n}\n",
    },
  },
  JavaScript: {
    said: 'alarm.js constructor',
    files: {
      'sensor.js': 'class Sensor {\n  pop() {\n    return 16 + 6 * Math.random();\n  }\n}\nmodule.exports = Sensor;\n',
      'alarm.js': "const Sensor = require('./sensor');\n\nclass Alarm {\n  constructor() {\n    this.sensor = new Sensor();\n    this.on = false;\n  }\n\n  check() {\n    if (this.sensor.pop() < 17) this.on = true;\n  }\n}\nmodule.exports = Alarm;\n",
      'given.js': 'class Alarm {\n  constructor(sensor) {\n    this.sensor = sensor;\n  }\n\n  isOn() {\n    return this.sensor.pop() < 17;\n  }\n}\nmodule.exports = Alarm;\n',
    },
  },
  Python: {
    said: 'bikes/alarm.py __init__',
    files: {
      'bikes/__init__.py': '',
      'bikes/sensor.py': 'import random\n\n\nclass Sensor:\n    def pop(self):\n        return 16 + 6 * random.random()\n',
      'bikes/alarm.py': 'from .sensor import Sensor\n\n\nclass Alarm:\n    def __init__(self):\n        self._sensor = Sensor()\n        self._on = False\n\n    def check(self):\n        if self._sensor.pop() < 17:\n            self._on = True\n',
      'bikes/given.py': 'from bikes.sensor import Sensor\n\n\nclass Alarm:\n    def __init__(self, sensor=None):\n        self._sensor = sensor or Sensor()\n\n    def is_on(self):\n        return self._sensor.pop() < 17\n',
    },
  },
  Java: {
    said: 'city/bikes/alarms/Alarm.java check',
    files: {
      'city/bikes/sensors/Sensor.java': 'package city.bikes.sensors;\n\nimport java.util.Random;\n\npublic class Sensor {\n    private final Random random = new Random();\n\n    public double pop() {\n        return 16 + 6 * random.nextDouble();\n    }\n}\n',
      'city/bikes/alarms/Alarm.java': 'package city.bikes.alarms;\n\nimport city.bikes.sensors.Sensor;\n\npublic class Alarm {\n    private final Sensor sensor = new Sensor();\n    private boolean on = false;\n\n    public void check() {\n        double pressure = sensor.pop();\n        if (pressure < 17 || 21 < pressure) {\n            on = true;\n        }\n    }\n}\n',
      'city/bikes/given/Alarm.java': 'package city.bikes.given;\n\nimport city.bikes.sensors.Sensor;\n\npublic class Alarm {\n    private final Sensor sensor;\n\n    public Alarm() {\n        this(new Sensor());\n    }\n\n    public Alarm(Sensor sensor) {\n        this.sensor = sensor;\n    }\n\n    public boolean isOn() {\n        return sensor.pop() < 17;\n    }\n}\n',
    },
  },
  'C#': {
    said: 'Alarms/Alarm.cs Check',
    files: {
      'Sensors/Sensor.cs': 'namespace Bikes.Sensors\n{\n    public class Sensor\n    {\n        public double Pop()\n        {\n            var random = new Random();\n            return 16 + 6 * random.NextDouble();\n        }\n    }\n}\n',
      'Alarms/Alarm.cs': 'using Bikes.Sensors;\n\nnamespace Bikes.Alarms;\n\npublic class Alarm\n{\n    private readonly Sensor _sensor = new();\n    private bool _on;\n\n    public void Check()\n    {\n        if (_sensor.Pop() < 17)\n        {\n            _on = true;\n        }\n    }\n}\n',
      'Given/Alarm.cs': 'using Bikes.Sensors;\n\nnamespace Bikes.Given;\n\npublic class Alarm\n{\n    private readonly Sensor _sensor;\n\n    public Alarm() : this(new Sensor())\n    {\n    }\n\n    public Alarm(Sensor sensor)\n    {\n        _sensor = sensor;\n    }\n\n    public bool IsOn()\n    {\n        return _sensor.Pop() < 17;\n    }\n}\n',
    },
  },
  Go: {
    said: 'alarm/alarm.go NewAlarm',
    files: {
      'go.mod': 'module example.org/bikes\n',
      'sensor/sensor.go': 'package sensor\n\nimport "math/rand"\n\ntype Sensor struct{}\n\nfunc New() *Sensor { return &Sensor{} }\n\nfunc (s *Sensor) Pop() float64 { return 16 + 6*rand.Float64() }\n',
      'alarm/alarm.go': 'package alarm\n\nimport "example.org/bikes/sensor"\n\ntype Alarm struct {\n\tsensor *sensor.Sensor\n\ton     bool\n}\n\nfunc NewAlarm() *Alarm {\n\treturn &Alarm{sensor: sensor.New()}\n}\n\nfunc (a *Alarm) Check() {\n\tif a.sensor.Pop() < 17 {\n\t\ta.on = true\n\t}\n}\n',
      'given/given.go': 'package given\n\ntype Popper interface{ Pop() float64 }\n\ntype Alarm struct{ sensor Popper }\n\nfunc NewAlarm(sensor Popper) *Alarm { return &Alarm{sensor: sensor} }\n\nfunc (a *Alarm) IsOn() bool { return a.sensor.Pop() < 17 }\n',
    },
  },
  Rust: {
    said: 'src/alarm.rs new',
    files: {
      'src/lib.rs': 'mod alarm;\nmod given;\nmod sensor;\n',
      'src/sensor.rs': 'pub struct Sensor;\n\nimpl Sensor {\n    pub fn new() -> Self {\n        Sensor\n    }\n\n    pub fn pop(&self) -> f64 {\n        16.0 + 6.0 * rand::random::<f64>()\n    }\n}\n',
      'src/alarm.rs': 'use crate::sensor::Sensor;\n\npub struct Alarm {\n    sensor: Sensor,\n    on: bool,\n}\n\nimpl Alarm {\n    pub fn new() -> Self {\n        Alarm { sensor: Sensor::new(), on: false }\n    }\n\n    pub fn check(&mut self) {\n        if self.sensor.pop() < 17.0 {\n            self.on = true;\n        }\n    }\n}\n',
      'src/given.rs': 'use crate::sensor::Sensor;\n\npub struct Alarm {\n    sensor: Sensor,\n}\n\nimpl Alarm {\n    pub fn new(sensor: Sensor) -> Self {\n        Alarm { sensor }\n    }\n\n    pub fn is_on(&self) -> bool {\n        self.sensor.pop() < 17.0\n    }\n}\n',
    },
  },
};

describe('a collaborator built inside (C1)', () => {
  test.each(Object.entries(ALARMS))('an alarm in %s that makes its sensor, and none that is given it', async (_language, { files, said }) => {
    expect(await lenses(files)).toEqual({ [said]: OWN_SENSOR });
  });

  test('a service that asks a DAO and a session which nobody can replace', async () => {
    const files = {
      'trips/UserSession.java': 'package trips;\n\npublic class UserSession {\n    private static final UserSession ONLY = new UserSession();\n\n    public static UserSession getInstance() {\n        return ONLY;\n    }\n\n    public User loggedIn() {\n        throw new IllegalStateException("no session outside the server");\n    }\n}\n',
      'trips/TripDAO.java': 'package trips;\n\nimport java.util.List;\n\npublic class TripDAO {\n    public static List<Trip> tripsOf(User user) {\n        throw new IllegalStateException("no database here");\n    }\n}\n',
      'trips/TripService.java': 'package trips;\n\nimport java.util.List;\n\npublic class TripService {\n    public List<Trip> friendsTrips(User user) {\n        User reader = UserSession.getInstance().loggedIn();\n        return user.isFriendOf(reader) ? TripDAO.tripsOf(user) : List.of();\n    }\n}\n',
    };
    expect(await lenses(files)).toEqual({ 'trips/TripService.java friendsTrips': 'Composable: calls `UserSession` itself: a test cannot replace it' });
    const service = (await profile(files)).functions.find(({ name }) => name === 'friendsTrips');
    expect(service?.signals.map(({ id, lines }) => ({ id, lines }))).toEqual([{ id: 'C1', lines: [7, 8] }]);
  });

  test('telemetry with a client of its own; the file over a client that is given is silent', async () => {
    const client = 'import random\n\n\nclass TelemetryClient:\n    def connect(self, address):\n        return random.randint(1, 10) <= 8\n\n    def receive(self):\n        return "".join(chr(random.randint(40, 126)) for _ in range(20))\n';
    const body = (how: string) => `from client import TelemetryClient\n\n\nclass Telemetry:\n    def __init__(self${how === 'own' ? '' : ', client'}):\n        self._client = ${how === 'own' ? 'TelemetryClient()' : 'client'}\n        self.info = ""\n\n    def check(self):\n        tries = 3\n        while tries > 0 and not self._client.connect("*111#"):\n            tries -= 1\n        self.info = self._client.receive()\n`;
    expect(await lenses({ 'client.py': client, 'telemetry.py': body('own') })).toEqual({ 'telemetry.py __init__': 'Composable: builds its own `TelemetryClient`, which reads randomness: a test cannot replace it' });
    expect(await lenses({ 'client.py': client, 'telemetry.py': body('given') })).toEqual({});
  });

  test.each([
    ['where the program is put together', { 'src/main.ts': "import { Sensor } from './sensor.js';\nexport function watch() {\n  const sensor = new Sensor();\n  return setInterval(() => use(sensor.pop()), 1000);\n}\n" }],
    ['in a factory', { 'src/sensors.ts': "import { Sensor } from './sensor.js';\nexport class SensorFactory {\n  readonly first = new Sensor();\n  next() {\n    return this.first.pop() > 17 ? this.first : new Sensor();\n  }\n}\n" }],
    ['in a function that hands it out', { 'src/make.ts': "import { Sensor } from './sensor.js';\nexport function sensorFor(name: string): Sensor {\n  return new Sensor();\n}\n" }],
    ['in a test', { 'test/alarm.test.ts': "import { Sensor } from '../src/sensor.js';\nclass Probe {\n  readonly sensor = new Sensor();\n  pop() {\n    return this.sensor.pop();\n  }\n}\n" }],
    ['where a setter takes another', { 'src/alarm.ts': "import { Sensor } from './sensor.js';\nexport class Alarm {\n  private sensor = new Sensor();\n  use(sensor: Sensor) {\n    this.sensor = sensor;\n  }\n  check() {\n    return this.sensor.pop() < 17;\n  }\n}\n" }],
    ['of a class of another package that is called the same', { 'src/alarm.ts': "import { Sensor } from 'sensors';\nexport class Alarm {\n  private sensor = new Sensor();\n  isOn() {\n    return this.sensor.pop() < 17;\n  }\n}\n" }],
  ])('silent %s', async (_what, files) => {
    expect(await lenses({ 'src/sensor.ts': ALARMS['TypeScript']?.files['src/sensor.ts'] ?? '', ...files })).toEqual({});
  });
});

describe('effects through calls (P1)', () => {
  test('a local that is made from itself over and over, and others from it, are followed to an end', async () => {
    const step = (name: string, from: string) => `  ${name} = ${from}.trim();\n`.repeat(40);
    const text = `export function tidy(line) {\n  let a = line.trim();\n  let b = a.trim();\n  let c = b.trim();\n${step('a', 'a')}${step('b', 'a')}${step('c', 'b')}${step('a', 'c')}  return a;\n}\n`;
    expect(await lenses({ 'src/tidy.js': text })).toEqual({});
  });

  const now = 'export function wallClock(): number {\n  return Date.now();\n}\n';
  const chain = (name: string, from: string) => `import { ${name === 'isDue' ? 'late' : name} } from './${from}.js';\n`;

  test('are followed over three calls and no further, whatever circles there are', async () => {
    const said = await lenses({
      'src/clock.ts': now,
      'src/one.ts': "import { wallClock } from './clock.js';\nexport function lateBy(due: number): number {\n  return wallClock() > due ? 1 : 0;\n}\n",
      'src/two.ts': "import { lateBy } from './one.js';\nimport { around } from './circle.js';\nexport function late(due: number): number {\n  return lateBy(due) + around(due);\n}\n",
      'src/circle.ts': `${chain('late', 'two')}export function around(due: number): number {\n  return due > 3 ? late(due - 1) : 0;\n}\n`,
      'src/three.ts': "import { late } from './two.js';\nexport function isDue(bike: Bike): boolean {\n  return late(bike.due) > 0;\n}\n",
      'src/four.ts': "import { isDue } from './three.js';\nexport function canRide(bike: Bike): boolean {\n  return !isDue(bike);\n}\n",
    });
    expect(said).toEqual({ 'src/three.ts isDue': 'Predictable: reads the clock' });
  });

  test('name the calls in between, at the call in this file', async () => {
    const { functions } = await profile({
      'src/clock.ts': now,
      'src/index.ts': "export * from './clock.js';\n",
      'src/due.ts': "import { wallClock } from './index.js';\nexport function isDue(bike: Bike): boolean {\n  const late = bike.due;\n  return late < wallClock();\n}\n",
    });
    expect(functions.find(({ name }) => name === 'isDue')?.signals).toMatchObject([{ id: 'P1', level: 'attention', message: 'reads the clock', lines: [4] }]);
  });

  test.each([
    ['a clock the caller may hand in', { 'src/due.ts': "import { wallClock } from './clock.js';\nexport function isDue(bike: Bike, now = wallClock()): boolean {\n  return bike.due < now;\n}\n" }],
    ['what a log line says', { 'src/due.ts': "import { wallClock } from './clock.js';\nexport function isDue(bike: Bike): boolean {\n  logger.info('asked', wallClock());\n  return bike.due < 3;\n}\n" }],
    ['two functions of one name', { 'src/two.ts': "import * as clock from './clock.js';\nexport class A { now() { return 1; } }\nexport class B { now() { return Date.now(); } }\n", 'src/due.ts': "export function isDue(bike: Bike): boolean {\n  return bike.due < bike.clock.now();\n}\n" }],
    ['a function of the same name that is a parameter', { 'src/due.ts': "import { wallClock } from './clock.js';\nexport function isDue(bike: Bike, wallClock: () => number): boolean {\n  return bike.due < wallClock();\n}\n" }],
  ])('silent about %s', async (_what, files) => {
    expect(await lenses({ 'src/clock.ts': now, ...files })).toEqual({});
  });
});

describe('the surface and the ties of a file (C4, C5)', () => {
  const offers = (count: number) => Array.from({ length: count }, (_, i) => `export function price${'abcdefghijklmnopqrst'[i] ?? ''}(ride: Ride) {\n  return ride.cost;\n}\n`).join('\n');

  test('much that nobody uses is a note at the first of it, where the folder is read as a whole', async () => {
    const files = { 'src/prices.ts': offers(16), 'src/shop.ts': "import { pricea, priceb } from './prices.js';\nexport const both = [pricea, priceb];\n" };
    const notes = (await profile(files)).functions.flatMap(({ name, signals }) => signals.map(({ id, message }) => `${name} ${id} ${message}`));
    expect(notes).toEqual(['pricec C4 16 public functions in this file, 14 used by no other']);
    const { out } = await talklint(['profile', 'src/prices.ts', '--format', 'json'], await folderWith(files));
    expect((JSON.parse(out) as Printed).functions.flatMap(({ signals }) => signals)).toEqual([]);
  });

  test('a circle of imports is a note where it is used first; types alone make none', async () => {
    const files = (how: string) => ({
      'src/bike.ts': "import { stationOf } from './station.js';\nexport function home(bike: Bike) {\n  return stationOf(bike.home);\n}\n",
      'src/station.ts': `${how} { home } from './bike.js';\nexport function stationOf(name: string) {\n  return name;\n}\nexport function bikes(all: Bike[]) {\n  return all.filter((bike) => home(bike));\n}\n`,
    });
    const notes = async (how: string) => (await profile(files(how))).functions.flatMap(({ name, signals }) => signals.map(({ id, message }) => `${name} ${id} ${message}`));
    expect(await notes('import')).toEqual(['home C5 this file imports itself through `station.ts`', 'bikes C5 this file imports itself through `bike.ts`']);
    expect(await notes('import type')).toEqual([]);
  });
});
