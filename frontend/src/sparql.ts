// The SPARQL page: Yasgui in place of the plain form that the page comes with, and the menu of questions.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./sparql.css";

function element<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found as T;
}

const holder = element<HTMLDivElement>("editor");
const menu = element<HTMLSelectElement>("question");
const plain = element<HTMLTextAreaElement>("query");
const endpoint = new URL(holder.dataset["endpoint"] ?? "/sparql", location.href).href;
const base = holder.dataset["base"] ?? ""; // IRIs that begin with it ...
const root = holder.dataset["root"] ?? "/"; // ... have their pages here
const asked = plain.value.trim();
const first = asked || (menu.options[1]?.value ?? "SELECT * WHERE { ?s ?p ?o } LIMIT 10");

Yasgui.Yasr.defaults.prefixes = JSON.parse(holder.dataset["prefixes"] ?? "{}") as Record<string, string>;
Yasgui.Yasqe.defaults.value = first;
// The editor asks another site for prefixes and names unless it is told not to.
Yasgui.Yasqe.defaults.prefixCcApi = null;
Yasgui.Yasqe.defaults.autocompleters = ["variables"];
Yasgui.Yasqe.defaults.createShareableLink = (yasqe) => `${endpoint}?query=${encodeURIComponent(yasqe.getValue())}`;

holder.replaceChildren();
const yasgui = new Yasgui(holder, {
  copyEndpointOnNewTab: false,
  persistenceId: null, // what somebody asked stays out of the browser's storage
  populateFromUrl: false,
  requestConfig: { endpoint, method: "POST" },
  endpointCatalogueOptions: { getData: () => [{ endpoint }] },
  contextMenuContainer: holder,
});

// What the editor leaves nameless, and what can be scrolled with a mouse alone.
const NAMES = [[".CodeMirror textarea", "Query"], ["select.tableSizer", "Rows of a page"], [".tableFilter", "Rows that contain"]] as const;
function name(): void {
  for (const [selector, label] of NAMES) {
    for (const found of holder.querySelectorAll(`${selector}:not([aria-label])`)) found.setAttribute("aria-label", label);
  }
  for (const found of holder.querySelectorAll("pre:not([tabindex])")) found.setAttribute("tabindex", "0");
  for (const found of holder.querySelectorAll("th .dt-column-title:empty")) found.textContent = "#";
}
new MutationObserver(name).observe(holder, { childList: true, subtree: true });
name();

function tab() {
  const open = yasgui.getTab();
  if (open === undefined) throw new Error("no tab is open");
  return open;
}

tab().setQuery(first);
menu.addEventListener("change", () => {
  if (menu.value === "") return;
  tab().setQuery(menu.value);
  void tab().query();
});
// Nodes of this graph have their pages on this server, whatever host their IRIs name.
holder.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const iri = link?.getAttribute("href") ?? "";
  if (base === "" || !iri.startsWith(base)) return;
  event.preventDefault();
  window.open(root + iri.slice(base.length), "_blank", "noopener");
}, true);
element<HTMLFormElement>("ask").addEventListener("submit", (event) => event.preventDefault());
if (asked !== "") void tab().query();
