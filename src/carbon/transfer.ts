/** Grams of CO2e for each megabyte sent to a visitor: 0.300 kWh a gigabyte at 494 g. Sustainable Web Design model, version 4. */
const GRAMS_PER_MEGABYTE = 0.1482;

/**
 * What sending so many bytes so many times emits, in grams of CO2e. An estimate that stands for networks, data centres
 * and devices together; it says nothing about the one page at hand.
 */
export function gramsOfTransfer(bytes: number, times: number): number {
  return (bytes / 1_000_000) * times * GRAMS_PER_MEGABYTE;
}
