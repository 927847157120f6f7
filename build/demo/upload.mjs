/** @typedef {import('@playwright/test').Page} Page */

const patience = 60_000;

/**
 * Connects to a saved site as a person does: a double click on it, and a look at the host key before it is trusted.
 * @param {Page} page
 * @param {string} name
 * @param {string} fingerprint  `SHA256:…` of the server's host key; another one in the dialog ends the demo
 */
export async function connectToSite(page, name, fingerprint) {
  await page.getByRole('option').filter({ has: page.getByText(name, { exact: true }) }).dblclick();
  const question = page.getByRole('dialog');
  await question.waitFor();
  const words = await question.innerText();
  if (!words.includes(fingerprint)) throw new Error(`The window shows another host key than the server's ${fingerprint}:\n${words}`);
  await question.getByRole('button', { name: 'Trust and connect' }).click();
  const refusal = page.getByRole('button', { name: 'Try again' });
  await Promise.race([page.getByText(/^Connected to /).waitFor({ timeout: patience }), refusal.waitFor({ timeout: patience })]);
  if (await refusal.isVisible()) throw new Error('The window could not connect.');
}

/**
 * Selects all that the local pane shows and uploads it from the context menu.
 * @param {Page} page
 * @param {string} inside  a name that the local pane must show first
 */
export async function uploadAll(page, inside) {
  const files = page.getByRole('grid', { name: 'Local file list' });
  const row = files.getByRole('row').filter({ has: page.getByText(inside, { exact: true }) });
  await row.click();
  await page.keyboard.press('ControlOrMeta+a');
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Upload(?! under)/u }).click();
}

/**
 * Waits until the queue has nothing left and shows what it has done. Throws with the window's words when a transfer failed.
 * @param {Page} page
 */
export async function queueEnds(page) {
  const tab = (name) => page.getByRole('tab', { name });
  const failed = tab(/^Failed\s*\d/);
  await Promise.race([tab(/^Done\s*\d/).waitFor({ timeout: patience }), failed.waitFor({ timeout: patience })]);
  await Promise.race([tab(/^Queued$/).waitFor({ timeout: patience }), failed.waitFor({ timeout: patience })]);
  if (await failed.isVisible()) {
    await failed.click();
    throw new Error(`The upload failed:\n${await page.getByRole('region', { name: 'Transfer queue' }).innerText()}`);
  }
  await tab(/^Done/).click();
}

/**
 * Waits until the remote pane shows these names.
 * @param {Page} page
 * @param {readonly string[]} names
 */
export async function remoteShows(page, names) {
  const files = page.getByRole('grid', { name: 'Remote file list' });
  for (const name of names) await files.getByText(name, { exact: true }).waitFor({ timeout: patience });
}

/**
 * What the window says went wrong, and its log, for the one who reads why the demo failed.
 * @param {Page} page
 */
export async function wordsOf(page) {
  const texts = await page.locator('[role="alert"], [role="log"]').allInnerTexts();
  return texts.join('\n\n');
}
