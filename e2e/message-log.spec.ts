import type { Locator } from '@playwright/test';
import { MINIMUM_SIZE } from '../main/window/place-window.ts';
import { expect, test } from './hawser-test.ts';
import { showTwoSides } from './two-sides.ts';

/** The line at the top of what is seen, and how far below the top it begins, in CSS pixels. */
function atTop(lines: Locator): Promise<{ readonly text: string; readonly below: number }> {
  return lines.evaluate((room) => {
    const { top } = room.getBoundingClientRect();
    const line = [...room.querySelectorAll('.log-line')].find((one) => one.getBoundingClientRect().bottom > top)!;
    return { text: line.textContent, below: Math.round(line.getBoundingClientRect().top - top) };
  });
}

/** The same once no frame moves it any more. */
async function comesToRest(lines: Locator): ReturnType<typeof atTop> {
  let seen = await atTop(lines);
  for (let same = 0; same < 3; ) {
    await lines.evaluate(() => new Promise((resolve) => { requestAnimationFrame(resolve); }));
    const now = await atTop(lines);
    same = now.text === seen.text && now.below === seen.below ? same + 1 : 0;
    seen = now;
  }
  return seen;
}

test('the log follows its end, stays where the user scrolls to, and goes back to the end', async ({ start, hawser, folder }) => {
  const { page, log, remote, queue } = hawser;
  const names = Array.from({ length: 30 }, (_, index) => `picture-${index}-${'of-the-harbour-'.repeat(6)}.jpg`);
  await showTwoSides({ start, hawser, folder }, { remote: Object.fromEntries(names.map((name) => [name, name])) });
  await remote.row(names[0]!).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Alt+ArrowDown');
  await queue.ends({ done: names.length });
  const last = log.lines.locator('.log-line').last();
  const newest = log.button('Newest');
  /** Listings and files that have arrived, by the whole of the log. */
  const arrived = async () => {
    await log.button('Copy log').click();
    return (await hawser.app.evaluate(({ clipboard }) => clipboard.readText())).split('\n').filter((line) => line.includes('‹ 226')).length;
  };
  await expect.poll(arrived).toBe(names.length + 1);
  await expect(last).toContainText('226');
  await expect(last).toBeInViewport({ ratio: 1 });
  await expect(newest).toHaveCount(0);

  // Lines wrap in a narrower room.
  const wide = await log.lines.evaluate((room) => room.scrollHeight);
  await hawser.app.evaluate(({ BrowserWindow }, width) => {
    const [window] = BrowserWindow.getAllWindows();
    window!.setSize(width, window!.getSize()[1]!);
  }, MINIMUM_SIZE.width);
  await expect.poll(() => log.lines.evaluate((room) => room.scrollHeight)).toBeGreaterThan(wide);
  await expect(last).toBeInViewport({ ratio: 1 });

  await log.lines.hover();
  await page.mouse.wheel(0, -400);
  await expect(newest).toBeVisible();
  await newest.click();
  await expect(newest).toHaveCount(0);
  await expect(last).toBeInViewport({ ratio: 1 });

  // The keyboard leaves the end too, and what is read stays where it is while lines come.
  await log.lines.focus();
  await page.keyboard.press('PageUp');
  await expect(newest).toBeVisible();
  const read = await comesToRest(log.lines);
  expect(await log.lines.evaluate((room) => (room.scrollHeight - room.scrollTop) / room.clientHeight)).toBeGreaterThan(1.7);
  await remote.list.focus();
  await page.keyboard.press('F5');
  await expect.poll(arrived).toBe(names.length + 2);
  expect(await atTop(log.lines)).toEqual(read);
  await log.lines.focus();
  await page.keyboard.press('Home');
  await expect(log.line('220')).toBeInViewport();
  await page.keyboard.press('End');
  await expect(newest).toHaveCount(0);
  await expect(last).toBeInViewport({ ratio: 1 });
});
