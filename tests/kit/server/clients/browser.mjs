// Drives a browser for the tests: reads one order per line, answers with one line of JSON each.
// An order is {"code": body of an async function of `page` and `given`, "given": any JSON, "options":
// those of a new page}. Every order gets a page of its own, and what went wrong in it.
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const quiet = ["gpu", "quic", "background-networking", "component-update", "sync"].map((one) => `--disable-${one}`);
const browser = await chromium.launch({
  executablePath: process.argv[2],
  args: ["--no-sandbox", "--no-first-run", ...quiet],
});
for await (const line of createInterface({ input: process.stdin })) {
  const { code, given, options } = JSON.parse(line);
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const answer = { value: null, error: null, console: [], foreign: [] };
  page.on("console", (message) => answer.console.push(message.text()));
  page.on("pageerror", (error) => answer.console.push(String(error)));
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^https?:$/.test(protocol) && hostname !== "127.0.0.1") answer.foreign.push(request.url());
  });
  try {
    const run = new Function("page", "given", `return (async () => {${code}})()`);
    answer.value = (await run(page, given)) ?? null;
  } catch (error) {
    answer.error = String(error);
  }
  await context.close();
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
