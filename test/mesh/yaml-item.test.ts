import { describe, expect, test } from 'vitest';
import { withListItem } from '../../src/mesh/yaml-item.js';

const ITEM = { name: 'new', version: '1.0.0' };
/** The item as it looks behind so many spaces. */
const at = (depth: number) => [`${' '.repeat(depth)}- name: new`, `${' '.repeat(depth + 2)}version: "1.0.0"`];
const FLOW = '{ name: new, version: "1.0.0" }';
const JSON_ITEM = '{"name":"new","version":"1.0.0"}';

const add = (lines: readonly string[], path: readonly (string | number)[] = ['ports']) =>
  withListItem(lines.join('\n'), path, ITEM).split('\n');

describe('one more item in a list', () => {
  test.each([
    ['after the last', ['ports:', '  - name: a', ''], ['ports:', '  - name: a', ...at(2), '']],
    ['as deep as the others', ['ports:', '- name: a', 'x: 1'], ['ports:', '- name: a', ...at(0), 'x: 1']],
    ['after its comment', ['ports:', '  - a', '    # 2', 'x: 1'], ['ports:', '  - a', '    # 2', ...at(2), 'x: 1']],
    ['before the next comment', ['ports:', '  - a', '# 1', 'x: 1'], ['ports:', '  - a', ...at(2), '# 1', 'x: 1']],
    ['without a final line end', ['ports:', '  - "a"'], ['ports:', '  - "a"', ...at(2)]],
    ['after a text', ['ports:', '  - |', '   b', '', 'x: 1'], ['ports:', '  - |', '   b', ...at(2), '', 'x: 1']],
    ['in an empty list', ['ports: []', 'x: 1', ''], ['ports:', ...at(2), 'x: 1', '']],
    ['in an empty list with a comment', ['ports: [] # none', 'x: 1'], ['ports:  # none', ...at(2), 'x: 1']],
    ['where there is no value', ['ports:', 'x: 1', ''], ['ports:', ...at(2), 'x: 1', '']],
    ['where there is no value but a comment', ['ports: # c', 'x: 1'], ['ports: # c', ...at(2), 'x: 1']],
    ['where the value is null', ['ports: null'], ['ports:', ...at(2)]],
    ['where the key is missing', ['x: >', '  a', '  b', ''], ['x: >', '  a', '  b', 'ports:', ...at(2), '']],
    ['where the key is missing and the last has no value', ['"x":'], ['"x":', 'ports:', ...at(2)]],
    ['on one line', ["ports: [{ name: 'a' }] # c", ''], [`ports: [{ name: 'a' }, ${FLOW}] # c`, '']],
    ['on one line with a last comma', ['ports: [a, ]', ''], [`ports: [a, ${FLOW}, ]`, '']],
    ['in JSON', ['{"ports": [], "x": 1}'], [`{"ports": [${JSON_ITEM}], "x": 1}`]],
    ['in JSON without the key', ['{"x": 1}', ''], [`{"x": 1, "ports": [${JSON_ITEM}]}`, '']],
    ['in a list others share', ['ports: &p', '  - a', 'x: *p'], ['ports: &p', '  - a', ...at(2), 'x: *p']],
    ['in the first of two documents', ['ports: [a]', '---', 'b: 2'], [`ports: [a, ${FLOW}]`, '---', 'b: 2']],
  ])('%s', (_, lines, expected) => {
    expect(add(lines)).toEqual(expected);
  });

  test('with the line ends of Windows', () => {
    const text = "ports:\r\n  - 'a'\r\nx: 1\r\n";
    const expected = ['ports:', "  - 'a'", ...at(2), 'x: 1', ''].join('\r\n');
    expect(withListItem(text, ['ports'], ITEM)).toBe(expected);
  });

  test('within an item', () => {
    const lines = ['out:', '  - name: a # first', '    version: 1', '  - name: b', ''];
    const expected = [...lines.slice(0, 3), '    of:', ...at(6), ...lines.slice(3)];
    expect(add(lines, ['out', 0, 'of'])).toEqual(expected);
  });

  test.each([
    ['ports: 3', '"ports" is no list'],
    ['ports: *p', '"ports" is no list'],
    ['x: &p [a]\nports: *p', '"ports" is no list'],
    ['- a', 'is no mapping'],
    ['', 'is no mapping'],
    ['a: [', 'no YAML'],
  ])('is refused where it has no place: %j', (text, message) => {
    expect(() => add([text])).toThrow(message);
  });
});
