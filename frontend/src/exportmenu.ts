import type { GraphView } from "./graph";
import { button, icon, type Context, type State } from "./parts";

export function exportMenu(_context: Context, _state: () => State, _graph: () => GraphView): HTMLElement {
  return button(icon("save"), () => undefined, { "aria-label": "Export" });
}
