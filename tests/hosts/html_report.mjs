// Uses the report as a reader does. Arguments: the browser, the report. Leaves pictures of it beside the report.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import puppeteer from 'puppeteer-core';

const [browserPath, report] = process.argv.slice(2);
const pictures = dirname(report);
const browser = await puppeteer.launch({executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu']});
try {
    const page = await browser.newPage();
    const trouble = [];
    page.on('console', message => trouble.push('console: ' + message.text()));
    page.on('pageerror', error => trouble.push('error: ' + error.message));
    page.on('dialog', dialog => { trouble.push('dialog: ' + dialog.message()); dialog.dismiss(); });
    page.on('request', request => { if (request.url() !== pathToFileURL(report).href) trouble.push('request: ' + request.url()); });
    await page.setViewport({width: 1100, height: 900});
    await page.goto(pathToFileURL(report).href);

    const shown = () => page.$$eval('.finding', all => all.filter(one => !one.hidden).length);
    const open = () => page.$$eval('.finding details[open]', all => all.length);
    const count = () => page.$eval('#count', element => element.textContent);
    const total = await shown();
    assert.ok(total >= 4, `${total} findings`);
    assert.equal(await count(), `${total} of ${total} shown`);

    await page.select('#rule', 'zero-ttl');
    assert.equal(await shown(), 1, 'filtered by rule');
    await page.click('#reset');
    assert.equal(await shown(), total);
    await page.click('button[data-filter="folder"][data-value="src/<b>x"]');
    assert.equal(await shown(), 1, 'filtered by folder');
    await page.click('#reset');
    await page.keyboard.press('/');
    await page.keyboard.type('more counter.cpp');
    assert.equal(await shown(), 1, 'filtered by words');
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    assert.equal(await open(), 1, 'unfolded by keys');
    assert.equal(await page.$eval('.finding details[open] .state mark', mark => mark.textContent), 'more');
    assert.ok((await page.$eval('.finding details[open]', one => one.textContent)).includes('<script>alert(1)</script>'));
    await page.click('#reset');
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('k');
    assert.equal(await page.evaluate(() => document.activeElement.closest('.finding').id), `f${total}`);

    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.equal(await open(), total, 'unfolded for print');
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.equal(await open(), 1);
    assert.ok((await page.pdf()).length > 10000);
    await page.click('#open');
    assert.equal(await open(), total);

    // The browser runs axe for us; the page's own policy would not let it in.
    const axe = readFileSync(join(pictures, 'node_modules/axe-core/axe.min.js'), 'utf8');
    for (const theme of ['light', 'dark']) {
        await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: theme}]);
        await page.evaluate(axe);
        const {violations} = await page.evaluate(() => axe.run());
        assert.deepEqual(violations.map(v => `${theme} ${v.id}: ${v.nodes[0].html.slice(0, 200)}`), []);
        await page.screenshot({path: join(pictures, `report-${theme}.png`), fullPage: true});
    }
    const back = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await back();
    await page.click('#theme');
    assert.notEqual(await back(), dark, 'the button wins over the system');
    await page.setViewport({width: 360, height: 700});
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'fits a phone');

    // What it says is there without its script, too.
    const plain = await browser.newPage();
    await plain.setJavaScriptEnabled(false);
    await plain.goto(pathToFileURL(report).href);
    assert.equal((await plain.$$('.finding')).length, total);
    assert.deepEqual(trouble, []);
    console.log('the report works');
} finally {
    await browser.close();
}
