// The outlines among a question's places, as the tool for shapes works on them: one loop of corners each, no curves.

import { loopOf } from "./path.js";

export class SpotShapes {
  constructor(fields) {
    Object.assign(this, { fields, shapes: [], writing: false });
  }

  // In the order in which they were drawn, so that the chosen one stays chosen.
  read() {
    if (this.writing) return;
    const known = this.shapes.map(({ index }) => index);
    const age = ({ index }) => (known.includes(index) ? known.indexOf(index) : known.length);
    const outlined = this.fields.all().filter(({ corners }) => corners.length);
    this.shapes = outlined.sort((a, b) => age(a) - age(b)).map(({ index, view, corners }) => this.shape(index, view, corners));
  }

  // No place has a mirror image, as what lies across the middle has none.
  shape(index, view, corners) {
    return { index, view, midline: true, was: corners, loops: [loopOf(corners)] };
  }

  here(view) {
    return this.shapes.map((shape, place) => ({ ...shape, id: `shape-${place}`, index: place })).filter((shape) => shape.view === view);
  }

  write() {
    this.writing = true;
    for (const shape of this.shapes) this.keep(shape);
    this.writing = false;
  }

  keep(shape) {
    const [loop] = shape.loops;
    if (shape.was) squareUp(loop, shape.was);
    const corners = loop.map(({ x, y }) => ({ x, y }));
    if (shape.index === undefined) shape.index = this.fields.add({ corners });
    else if (changed(corners, shape.was)) this.fields.writeCorners(shape.index, corners);
    Object.assign(shape, { was: corners, midline: true });
  }
}

function changed(corners, was) {
  return JSON.stringify(corners) !== JSON.stringify(was);
}

// A rectangle of which one corner was moved stays one: the corner across from it is where it was.
function squareUp(loop, was) {
  const [a, b, c, d] = was;
  if (loop.length !== 4 || was.length !== 4 || a.y !== b.y || b.x !== c.x || c.y !== d.y || d.x !== a.x) return;
  const at = loop.findIndex((node, place) => node.x !== was[place].x || node.y !== was[place].y);
  if (at < 0) return;
  const [moved, before, after] = [loop[at], loop[(at + 3) % 4], loop[(at + 1) % 4]];
  if (was[at].y === was[(at + 1) % 4].y) [after.y, before.x] = [moved.y, moved.x];
  else [after.x, before.y] = [moved.x, moved.y];
}
