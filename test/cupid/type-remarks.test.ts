import { expect, test } from 'vitest';
import { NO_CONFIG } from '../../src/workspace/config.js';
import { readGlossary } from '../../src/cupid/glossary.js';
import { testEngine } from '../support/engine.js';

/** What is said about the types of a text, as `name: message (evidence)`. */
async function remarks(path: string, text: string, config: Partial<typeof NO_CONFIG> = {}): Promise<string[]> {
  const engine = await testEngine();
  const document = await engine.open({ path, text });
  if (!document) throw new Error(`no language for ${path}`);
  try {
    return engine.typeRemarks(document, { ...NO_CONFIG, ...config }).map(({ id, nameSpan, message, evidence }) => `${id} ${text.slice(nameSpan.start, nameSpan.end)}: ${message} (${evidence.map(({ label }) => label).join(' | ')})`);
  } finally {
    document.dispose();
  }
}

const GROUPS = ['U6 Station: two groups of methods share no state (park, free: racks, bikes | warn, mend: lamp, alarm)'];

/** The same class in each language: two methods about bikes, two about the lamp. */
const APART: Readonly<Record<string, string>> = {
  'src/a.ts': 'class Station { park(b) { this.racks.add(b); this.bikes += 1; } free() { return this.racks.size - this.bikes; } warn() { this.lamp.on(); this.alarm.ring(); } mend() { this.lamp.off(); this.alarm.hush(); } }',
  'a.py': 'class Station:\n    def park(self, b):\n        self.racks.add(b)\n        self.bikes += 1\n    def free(self):\n        return self.racks.size - self.bikes\n    def warn(self):\n        self.lamp.on()\n        self.alarm.ring()\n    def mend(self):\n        self.lamp.off()\n        self.alarm.hush()\n',
  'A.java': 'class Station { Racks racks; int bikes; Lamp lamp; Alarm alarm; void park(Bike b) { racks.add(b); bikes += 1; } int free() { return racks.size() - bikes; } void warn() { lamp.on(); alarm.ring(); } void mend() { this.lamp.off(); alarm.hush(); } }',
  'A.cs': 'class Station { Racks racks; int bikes; Lamp lamp { get; set; } Alarm alarm; void park(Bike b) { racks.Add(b); bikes += 1; } int free() { return racks.Size() - bikes; } void warn() { lamp.On(); alarm.Ring(); } void mend() { this.lamp.Off(); alarm.Hush(); } }',
  'a.go': 'package p\n\ntype Station struct{}\n\nfunc (s *Station) park(b Bike) { s.racks.Add(b); s.bikes += 1 }\nfunc (s *Station) free() int { return s.racks.Size() - s.bikes }\nfunc (s *Station) warn() { s.lamp.On(); s.alarm.Ring() }\nfunc (s *Station) mend() { s.lamp.Off(); s.alarm.Hush() }\n',
  'src/a.rs': 'struct Station {}\n\nimpl Station {\n    fn park(&mut self, b: Bike) { self.racks.add(b); self.bikes += 1; }\n    fn free(&self) -> usize { self.racks.size() - self.bikes }\n    fn warn(&self) { self.lamp.on(); self.alarm.ring(); }\n    fn mend(&self) { self.lamp.off(); self.alarm.hush(); }\n}\n',
};

test.each(Object.entries(APART))('methods in two groups without a field in common (U6): %s', async (path, text) => {
  expect(await remarks(path, text)).toEqual(GROUPS);
});

test.each(Object.entries(APART))('silent where one method calls the other group: %s', async (path, text) => {
  const self = path.endsWith('.go') ? 's' : path.endsWith('.py') || path.endsWith('.rs') ? 'self' : 'this';
  expect(await remarks(path, text.replace(/(\w+\.)?alarm\.hush\(\)/i, `${self}.free()`))).toEqual([]);
});

test.each([
  ['where the object is handed on', 'class Station { park(b) { this.racks.add(b); this.bikes += 1; } free() { return this.racks.size - this.bikes; } warn() { this.lamp.on(this); this.alarm.ring(); } mend() { this.lamp.off(); this.alarm.hush(); } }'],
  ['of methods an interface asks for', 'class Station implements Warned { park(b) { this.racks.add(b); this.bikes += 1; } free() { return this.racks.size - this.bikes; } warn() { this.lamp.on(); this.alarm.ring(); } mend() { this.lamp.off(); this.alarm.hush(); } }'],
  ['of accessors', 'class Station { park(b) { this.racks.add(b); this.bikes += 1; } free() { return this.racks.size - this.bikes; } getLamp() { return this.lamp; } setLamp(l) { this.lamp = l; } getAlarm() { return this.alarm; } }'],
])('silent about groups %s (U6)', async (_what, text) => {
  expect(await remarks('src/a.ts', text)).toEqual([]);
});

const { glossary } = readGlossary('**Ride** — a trip.\n\n**Bike** — what is ridden.\n\n**Station** — where bikes stand.\n\n**Dock** — holds a bike.\n\n**Rider** — who rides.\n');
const TYPES = 'export class RecordManager {}\nexport interface DataHolder {}\nexport type ItemList = string[];\n';

test('a file whose types bear no word of the glossary (D7), at its first type', async () => {
  expect(await remarks('src/core/a.ts', TYPES, { glossary })).toEqual(['D7 RecordManager: none of the 3 types of this file bears a word of the glossary (RecordManager | DataHolder | ItemList)']);
});

test.each([
  ['without a glossary', 'src/core/a.ts', TYPES, {}],
  ['where it is switched off', 'src/core/a.ts', TYPES, { glossary, rules: { 'cupid/D7': 'off' as const } }],
  ['where the folder bears one', 'src/records/a.ts', TYPES, { glossary }],
  ['where one type does', 'src/core/a.ts', `${TYPES}export class Docks {}\n`, { glossary }],
  ['of few types', 'src/core/a.ts', TYPES.split('\n').slice(0, 2).join('\n'), { glossary }],
  ['of types kept to the file', 'src/core/a.ts', TYPES.replaceAll('export ', ''), { glossary }],
  ['of a test', 'test/core/a.test.ts', TYPES, { glossary }],
])('silent about words %s (D7)', async (_what, path, text, config) => {
  expect(await remarks(path, text, config)).toEqual([]);
});
