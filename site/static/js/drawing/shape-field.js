// The JSON field of shapes: read into loops of nodes, written back after each change, with the way back.

import { formatPath, parsePath } from "./path.js";

const isShape = (shape) => typeof shape?.view === "string" && typeof shape?.path === "string";

export class ShapeField {
  constructor(field, changed) {
    Object.assign(this, { field, changed, shapes: [], past: [], broken: false });
    field.addEventListener("input", () => {
      this.read();
      changed();
    });
    this.read();
  }

  read() {
    try {
      const found = JSON.parse(this.field.value || "[]");
      this.broken = !Array.isArray(found) || !found.every(isShape);
      this.shapes = this.broken ? [] : found.map((shape) => ({ ...shape, loops: parsePath(shape.path) }));
    } catch {
      this.broken = true;
      this.shapes = [];
    }
  }

  write() {
    this.past.push(this.field.value);
    for (const shape of this.shapes) shape.path = formatPath(shape.loops);
    this.put(JSON.stringify(this.shapes.map(({ loops, ...kept }) => kept)));
  }

  undo() {
    if (this.past.length) this.put(this.past.pop());
  }

  put(text) {
    this.field.value = text;
    for (const kind of ["input", "change"]) this.field.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  here(view) {
    return this.shapes.map((shape, index) => ({ ...shape, id: `shape-${index}`, index })).filter((shape) => shape.view === view);
  }
}
