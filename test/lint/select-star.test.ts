import { expect, test } from 'vitest';
import { testEngine } from '../support/engine.js';

async function starsIn(text: string, path = 'queries/rides.sql'): Promise<string[]> {
  const engine = await testEngine();
  const document = await engine.open({ path, text });
  if (!document) throw new Error(`no language claims ${path}`);
  try {
    return engine
      .check(document)
      .filter(({ rule }) => rule === 'green/select-star')
      .map(({ span, message }) => `${text.slice(span.start, span.end)} ${message.replace('SELECT * fetches every column of ', '')}`);
  } finally {
    document.dispose();
  }
}

test.each([
  ['SELECT DISTINCT ON (day) *, 1 FROM rides', ['* rides']],
  ['SELECT TOP (10) * FROM dbo.[Ride Details]', ['* dbo.Ride Details']],
  ['(SELECT * FROM rides) UNION ALL (SELECT * FROM old_rides)', ['SELECT * rides', 'SELECT * old_rides']],
  ['SELECT id FROM rides UNION SELECT * FROM old_rides', ['SELECT * old_rides']],
  ['WITH a AS (SELECT * FROM rides), b AS (SELECT * FROM a) SELECT * FROM b', ['SELECT * rides']],
  ['WITH a(x) AS NOT MATERIALIZED (SELECT id FROM rides) SELECT * FROM a JOIN stations s ON s.code = a.x', ['SELECT * stations']],
  ['SELECT * FROM (SELECT * FROM rides) r', ['SELECT * rides']],
  ['CREATE PROCEDURE open_rides AS BEGIN SET NOCOUNT ON SELECT * FROM rides WHERE ended IS NULL END', ['SELECT * rides']],
  ['SELECT * FROM rides LIMIT 20', ['SELECT * rides']],
  ['SELECT * FROM rides WHERE id = 1 OR station = 2', ['SELECT * rides']],
  ['SELECT * FROM rides r JOIN users u ON u.id = r.user WHERE r.id = 1', ['SELECT * rides']],
  ['SELECT * FROM ONLY rides', ['SELECT * rides']],
  ['SELECT * FROM a; SELECT * FROM rides; SELECT * FROM users', ['SELECT * rides', 'SELECT * users']],
])('reported: %s', async (text, expected) => {
  expect(await starsIn(text)).toEqual(expected);
});

test.each([
  'SELECT count(*), sum(price * 2) FROM rides',
  'SELECT station FROM rides WHERE id IN (SELECT * FROM old_rides)',
  'SELECT * EXCEPT (photo) FROM rides',
  'SELECT * EXCLUDE photo FROM rides',
  'INSERT INTO old_rides (id, station) SELECT * FROM rides',
  'INSERT INTO old_rides WITH r AS (SELECT * FROM rides) SELECT * FROM r',
  'CREATE OR REPLACE MATERIALIZED VIEW v AS WITH r AS (SELECT * FROM rides) SELECT * FROM r',
  'CREATE TABLE copy AS SELECT id FROM rides UNION SELECT * FROM old_rides',
  'EXPLAIN SELECT * FROM rides',
  'COPY (SELECT * FROM rides) TO STDOUT',
  'SELECT * FROM rides FETCH FIRST ROW ONLY',
  'SELECT * FROM rides WHERE false',
  'SELECT * FROM get_rides(1)',
  'SELECT * FROM prefix_{name}',
  'SELECT * FROM `{prefix}`',
  'SELECT * FROM "$aws/things/bike"',
  'SELECT *',
  '-- SELECT * FROM rides',
])('silent: %s', async (text) => {
  expect(await starsIn(text)).toEqual([]);
});

test('migrations, scripts and notebooks are written once', async () => {
  for (const path of ['db/migrate/rides.sql', 'db/V2__rides.sql', 'sql/2024-05-30_rides.sql', 'scripts/rides.sql', 'test/rides.sql']) expect(await starsIn('SELECT * FROM rides', path), path).toEqual([]);
});

test('odd texts never throw', async () => {
  const circle = Array.from({ length: 40 }, (_, i) => `a${i} AS (SELECT * FROM a${i + 1} UNION SELECT * FROM a${i + 1})`);
  const texts = [`WITH ${circle.join(', ')} SELECT * FROM a0`, `${'SELECT * FROM ('.repeat(5000)}SELECT * FROM rides`, '('.repeat(20_000), `${'('.repeat(5000)}SELECT * FROM rides`, 'SELECT * FROM rides UNION '.repeat(2000), 'WITH a AS (SELECT * FROM a) SELECT * FROM a', 'WITH a AS (SELECT * FROM b), b AS (SELECT * FROM a) SELECT * FROM b', ') SELECT * FROM )', 'SELECT * FROM rides WHERE id =', 'WITH AS (', 'SELECT * UNION UNION SELECT * FROM', `${'WITH a AS ('.repeat(3000)}SELECT *`, 'SELECT * FROM (SELECT * FROM rides'];
  for (const text of texts) await starsIn(text);
});
