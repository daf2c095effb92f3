/** The runs a schedule asks for on a day on which it runs at all, and whether that is every day. */
export interface Schedule {
  readonly runsADay: number;
  readonly everyDay: boolean;
}

interface Field {
  readonly minimum: number;
  readonly maximum: number;
  readonly names?: readonly string[];
}

const MINUTE: Field = { minimum: 0, maximum: 59 };
const HOUR: Field = { minimum: 0, maximum: 23 };
const DAY: Field = { minimum: 1, maximum: 31 };
const MONTH: Field = { minimum: 1, maximum: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] };
const WEEKDAY: Field = { minimum: 0, maximum: 7, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] };

const NICKNAMES: ReadonlyMap<string, Schedule> = new Map(Object.entries({
  '@hourly': { runsADay: 24, everyDay: true },
  '@daily': { runsADay: 1, everyDay: true },
  '@midnight': { runsADay: 1, everyDay: true },
  '@weekly': { runsADay: 1, everyDay: false },
  '@monthly': { runsADay: 1, everyDay: false },
  '@yearly': { runsADay: 1, everyDay: false },
  '@annually': { runsADay: 1, everyDay: false },
}));

/** Reads a cron expression of five fields (POSIX crontab with steps, names and nicknames). Undefined when it is none. */
export function readCron(text: string): Schedule | undefined {
  const nickname = NICKNAMES.get(text.trim().toLowerCase());
  if (nickname) return nickname;
  const fields = text.trim().split(/\s+/);
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  return fields.length === 5 && isField(weekday, WEEKDAY) ? schedule(minute, hour, day, month, weekday) : undefined;
}

/** Reads what Amazon EventBridge calls a schedule: `rate(5 minutes)` or `cron(…)` of six fields. Undefined for anything else. */
export function readEventBridge(text: string): Schedule | undefined {
  const rate = /^rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)$/.exec(text.trim());
  if (rate) {
    const minutes = Number(rate[1]) * { minute: 1, hour: 60, day: 1440 }[rate[2] as 'minute' | 'hour' | 'day'];
    return minutes > 0 ? { runsADay: Math.max(1, Math.floor(1440 / minutes)), everyDay: minutes <= 1440 } : undefined;
  }
  const fields = /^cron\(([^)]*)\)$/.exec(text.trim())?.[1]?.trim().split(/\s+/) ?? [];
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  // Days may be written as L, W and #; how many days a month that makes is of no interest here.
  return fields.length === 6 ? schedule(minute, hour, /[LW]/.test(day) ? '1' : day, month, weekday) : undefined;
}

function schedule(minute: string, hour: string, day: string, month: string, weekday: string): Schedule | undefined {
  const minutes = valuesOf(minute, MINUTE);
  const hours = valuesOf(hour, HOUR);
  if (!minutes || !hours || !isField(day, DAY) || !isField(month, MONTH)) return undefined;
  return { runsADay: minutes.size * hours.size, everyDay: [day, month, weekday].every((field) => field === '*' || field === '?') };
}

function isField(text: string, field: Field): boolean {
  return text === '?' || valuesOf(text, field) !== undefined;
}

/** The values of one field: a list of `*`, values and ranges, each with a step if one is given. Undefined when it is not one. */
function valuesOf(text: string, field: Field): Set<number> | undefined {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [, from = '', to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part) ?? [];
    const first = from === '*' ? field.minimum : valueOf(from, field);
    // `5/10` is every tenth from the fifth on.
    const last = from === '*' || (to === undefined && step !== undefined) ? field.maximum : valueOf(to ?? from, field);
    const stride = step === undefined ? 1 : Number(step);
    if (first === undefined || last === undefined || first > last || stride < 1 || (from === '*' && to !== undefined)) return undefined;
    for (let value = first; value <= last; value += stride) values.add(value);
  }
  return values;
}

function valueOf(text: string, field: Field): number | undefined {
  const name = field.names?.indexOf(text.toLowerCase()) ?? -1;
  if (name >= 0) return name + (field.names?.length === 12 ? 1 : 0);
  const value = Number(text);
  return /^\d+$/.test(text) && value >= field.minimum && value <= field.maximum ? value : undefined;
}
