// Starts the page with the data it carries, or with those of its server.

import { App } from "./app";
import { h } from "./dom";
import { EmbeddedSource, LiveSource } from "./sources";

async function start(root: HTMLElement): Promise<void> {
  const { api, pages, write } = document.documentElement.dataset;
  const source = api === undefined ? new EmbeddedSource(document) : new LiveSource(api);
  try {
    const core = await source.core();
    const app = new App(root, core, source, { pages: pages ?? "", write: write !== undefined });
    // For tests, measurements, and those who look under the bonnet.
    requestAnimationFrame(() => Object.assign(window, { explorerReady: performance.now() }));
    Object.assign(window, { explorer: app });
    document.documentElement.dataset["ready"] = "";
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    root.replaceChildren(h("p", { class: "loading", role: "alert" }, `The graph cannot be shown: ${said}`));
  }
}

const root = document.getElementById("explorer");
if (root) void start(root);
