import axe from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What axe-core finds wrong with a page, one line each: impact, rule and the elements. The page's own policy does not hold it
 * off. Two of its rules are left out: Chromium gives the keyboard to whatever scrolls since version 130, and in forced colours,
 * which are the user's own, axe takes the colours of the theme for those that are seen.
 */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => {
    const forced = matchMedia('(forced-colors: active)').matches;
    const rules = { 'scrollable-region-focusable': { enabled: false }, 'color-contrast': { enabled: !forced } };
    return (window as unknown as { readonly axe: typeof axe }).axe.run(document, { resultTypes: ['violations'], rules });
  });
  return violations.map(({ id, impact, nodes }) => `${impact ?? 'unknown'} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
