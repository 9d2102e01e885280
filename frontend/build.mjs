// Bundles the explorer and the SPARQL page: node build.mjs OUTPUT. Beside them it writes the licences of what is in them.
import { build } from "esbuild";
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const output = path.resolve(process.argv[2] ?? path.join(here, "..", "kg", "views", "built"));

const GIVEN = { jsuri: "MIT" }; // its readme says so, its package.json does not

async function packageOf(name) {
  return JSON.parse(await readFile(path.join(here, "node_modules", name, "package.json"), "utf8"));
}

const result = await build({
  absWorkingDir: here,
  entryPoints: { explorer: "src/main.ts", sparql: "src/sparql.ts" },
  bundle: true,
  minify: true,
  charset: "ascii", // a script element's content is hashed as text: no encoding to disagree about
  format: "iife",
  target: ["chrome105", "firefox115", "safari16.4"],
  legalComments: "none",
  metafile: true,
  write: false,
  outdir: output,
});

await mkdir(output, { recursive: true });
const bundled = new Set(
  Object.keys(result.metafile.inputs).map((name) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name)?.[1]).filter(Boolean),
);
// Yasgui comes bundled already: what it depends on is in it.
for (const name of bundled) {
  const about = await packageOf(name);
  if (name.startsWith("@zazuko/")) for (const inner of Object.keys(about.dependencies ?? {})) bundled.add(inner);
}
const notices = [];
for (const name of [...bundled].sort()) {
  const folder = path.join(here, "node_modules", name);
  const about = await packageOf(name);
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file && !about.license && !GIVEN[name]) throw new Error(`${name} comes without a licence; it must not be bundled`);
  if (!file) {
    const author = typeof about.author === "string" ? about.author : (about.author?.name ?? "its authors");
    notices.push(`${name} ${about.version} (${about.license ?? GIVEN[name]})\n\nCopyright ${author}\n`);
    continue;
  }
  notices.push(`${name} ${about.version} (${about.license})\n\n${(await readFile(path.join(folder, file), "utf8")).trim()}\n`);
}
await writeFile(path.join(output, "LICENSES.txt"), `The explorer and the SPARQL page contain:\n\n${notices.join("\n\n")}`);
for (const file of result.outputFiles) {
  // What would end the script element that the program stands in must not stand in the program.
  if (path.basename(file.path) === "explorer.js" && /<\/(script|style)|<!--/i.test(file.text)) throw new Error(`${file.path} cannot stand inline in a page`);
  await writeFile(file.path, file.text);
}
await copyFile(path.join(here, "src", "style.css"), path.join(output, "explorer.css"));
