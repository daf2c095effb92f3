/** Grams of CO2e for each megabyte sent to a visitor: 0.300 kWh a gigabyte at 494 g. Sustainable Web Design model, version 4. */
const GRAMS_PER_MEGABYTE = 0.1482;

/**
 * What sending so many bytes so many times emits, in grams of CO2e. An estimate that stands for networks, data centres
 * and devices together; it says nothing about the one page at hand.
 */
function gramsOfTransfer(bytes: number, times: number): number {
  return (bytes / 1_000_000) * times * GRAMS_PER_MEGABYTE;
}

/** Views that figures about pages are given for. */
export const VIEWS = 10_000;

/** What sending so many bytes to 10,000 visitors emits, such as `31 g`. */
export function gramsPerViews(bytes: number): string {
  const grams = gramsOfTransfer(bytes, VIEWS);
  return `${grams < 10 ? grams.toFixed(1) : Math.round(grams).toLocaleString('en')} g`;
}

/** Bytes as kilobytes of 1,000, such as `20.8 kB`; whole ones from 100 on. */
export function kilobytes(bytes: number): string {
  const size = bytes / 1000;
  return bytes === 0 ? '0 kB' : `${size < 100 ? size.toFixed(1) : Math.round(size).toLocaleString('en')} kB`;
}

/** Says what grams of a transfer are worth; goes below every table with some. */
export const ESTIMATE_NOTE = 'The grams are an estimate: Sustainable Web Design model v4, 0.1482 g a megabyte sent.';
