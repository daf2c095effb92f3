import { describe, expect, test } from 'vitest';
import { readCron, readEventBridge } from '../../src/lint/detectors/cron.js';

describe('runs a day of a cron expression', () => {
  test.each([
    ['* * * * *', 1440, true],
    ['*/5 * * * *', 288, true],
    ['5/10 * * * *', 6 * 24, true],
    ['0,15,30,45 8-18 * * MON-FRI', 44, false],
    ['0-10/5,30 */6 1,15 jan *', 16, false],
    ['0 2 * * 7', 1, false],
    ['17 * * * *', 24, true],
    [' @hourly ', 24, true],
    ['@weekly', 1, false],
    ['0,0,0 1 * * *', 1, true],
  ])('%s', (text, runsADay, everyDay) => {
    expect(readCron(text)).toEqual({ runsADay, everyDay });
  });

  test.each(['', '* * * *', '* * * * * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '* * * 13 *', '* * * foo *', '* * * * 8', '5-1 * * * *', '*/0 * * * *', '*-5 * * * *', '1,,2 * * * *', '-1 * * * *', 'H * * * *', '@every 1m', '1.5 * * * *', '* * L * *'])('%j is none', (text) => {
    expect(readCron(text)).toBeUndefined();
  });
});

describe('runs a day of an EventBridge schedule', () => {
  test.each([
    ['rate(1 minute)', 1440, true],
    ['rate(7 minutes)', 205, true],
    ['rate(2 days)', 1, false],
    ['cron(0/5 * * * ? *)', 288, true],
    ['cron(0 10 ? * 6L 2026)', 1, false],
    ['cron(15 10 LW * ? *)', 1, false],
  ])('%s', (text, runsADay, everyDay) => {
    expect(readEventBridge(text)).toEqual({ runsADay, everyDay });
  });

  test.each(['rate(0 minutes)', 'rate(5)', 'cron(* * * * *)', 'at(2026-01-01T00:00:00)', '*/5 * * * *', 'rate(1 fortnight)'])('%j is none', (text) => {
    expect(readEventBridge(text)).toBeUndefined();
  });
});
