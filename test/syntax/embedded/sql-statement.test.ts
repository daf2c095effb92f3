import { describe, expect, test } from 'vitest';
import { embeddedTexts } from '../../../src/syntax/embedded/embedded.js';
import { parserOf } from '../../support/parse.js';

const parse = await parserOf('python');

function isTakenAsSql(text: string): boolean {
  const host = `x = r'''${text}'''`;
  return embeddedTexts({ path: 'a.py', language: 'python', text: host, tree: parse(host) }, new Set(['sql'])).length === 1;
}

describe('a string is SQL when its tokens make a statement', () => {
  test.each([
    'SELECT * FROM orders',
    'select * from orders',
    'select id, name from users',
    'SELECT name FROM users',
    'SELECT DISTINCT name FROM users u',
    'SELECT TOP 10 name FROM users',
    'SELECT u.name n, count(*) AS total FROM users AS u GROUP BY u.name',
    'select name from users where id = %s',
    'select name from users order by name',
    "SELECT CASE WHEN a THEN b ELSE c END FROM t",
    'SELECT {columns} FROM {table}',
    'SELECT 1 FROM users WHERE id = :id',
    '-- the newest first\n  SELECT id FROM rides ORDER BY started DESC',
    '/* a */ (SELECT a FROM b UNION SELECT c FROM d)',
    'Select Id, Name From Customers',
    'WITH recent AS (SELECT id FROM rides) SELECT id FROM recent',
    'with recursive tree(id, parent) as (select 1, 2) select id from tree',
    'INSERT INTO users (id, name) VALUES (?, ?)',
    'insert into archive select id from rides where old = 1',
    'INSERT OR REPLACE INTO cache VALUES ($1, $2)',
    'UPDATE users SET name = %s WHERE id = %s',
    'update only users u set u.name = 1',
    'DELETE FROM users WHERE id = 1',
    'delete from users where id = 1',
    'DELETE FROM users',
    'SELECT * FROM [Order Details]',
    'select * from prefix_%s',
    'SELECT name FROM pragma_table_info(?)',
    'SELECT a.b FROM x.y.z, w',
    'SELECT * FROM t FORCE INDEX (i)',
  ])('%s', (text) => {
    expect(isTakenAsSql(text)).toBe(true);
  });

  test.each([
    'Select a file from the list',
    'select all from',
    'Select all from the left',
    'SELECT A FILE FROM THE LIST',
    'SELECT FILE FROM DISK',
    'Select one, two or three options from the menu',
    'Select Yes or No from dropdown',
    'Select name from contacts',
    'select item from menu',
    'Select an image from your library, or drop one here.',
    'Select * from the list below',
    'Select users from group: 3 of 5',
    'Select',
    'SELECT',
    'select from',
    'selected * from orders',
    'With AS (we mean the autonomous system)',
    'with love',
    'Insert into the slot',
    'Insert coin into machine',
    'Update settings and set the clock',
    'Update the set = of rules',
    'Delete from list',
    'Delete from cart?',
    'delete from basket',
    'Deleted 3 rows from users where id = 1',
    'Please SELECT * FROM users',
    '',
  ])('%s is prose', (text) => {
    expect(isTakenAsSql(text)).toBe(false);
  });

  test('documentation is no string to look at', () => {
    const host = '"""SELECT * FROM a"""\ndef f():\n    """SELECT * FROM b"""\n    "SELECT * FROM c"\n# SELECT * FROM d\n';
    expect(embeddedTexts({ path: 'a.py', language: 'python', text: host, tree: parse(host) }, new Set(['sql']))).toEqual([]);
  });
});
